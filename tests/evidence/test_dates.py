"""Dates as curators type them: what EDTF can say is taken, and nothing around it."""

import pytest
from django.core.exceptions import ValidationError

from lifesci.evidence.dates import validate_edtf

TAKEN = ["2017", "2022-07", "2022-07-14", "2025-41", "XXXX-09-27", "2025?", "2017/2019", "2004/.."]
REFUSED = ["", "27 September", "2017-13", " 2017", "2017 ", "2017\n", "\t2017", "2017/ 2019", "[1667, 1668]"]


@pytest.mark.parametrize("text", TAKEN)
def test_an_edtf_date_is_taken(text):
    assert validate_edtf(text) is None


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_with_what_to_write(text):
    with pytest.raises(ValidationError) as refused:
        validate_edtf(text)
    assert refused.value.messages == [
        f"“{text}” is not a date the register can keep. Write 2017, 2022-07, 2022-07-14, 2025-41 for the second half "
        "of 2025, XXXX-09-27 for a day without its year, or 2025? for a year that is inferred."
    ]
