"""Dates as people type them become EDTF, come back in words, and what is no date is refused."""

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from lifesci.evidence.typed_dates import NotADate, edtf_of, typed

READ = {
    "2017": "2017",
    "2017-03": "2017-03",
    "2025-09-27": "2025-09-27",
    "March 2017": "2017-03",
    "mar 2017": "2017-03",
    "Sept. 2017": "2017-09",
    "27 September 2025": "2025-09-27",
    "27th Sept 2025": "2025-09-27",
    "September 27, 2025": "2025-09-27",
    "27/09/2025": "2025-09-27",
    "27.9.2025": "2025-09-27",
    "2025/09/27": "2025-09-27",
    "09/2025": "2025-09",
    "spring 2024": "2024-21",
    "Autumn of 2023": "2023-23",
    "the second half of 2025": "2025-41",
    "Q3 2024": "2024-35",
    "first quarter of 2024": "2024-33",
    "about 2017": "2017~",
    "c. 2017": "2017~",
    "2017 (inferred)": "2017?",
    "2017?": "2017?",
    "the 2010s": "201X",
    "the 1900s": "19XX",
    "27 September": "XXXX-09-27",
    "XXXX-09-27": "XXXX-09-27",
    "since 2019": "2019/..",
    "from March 2019": "2019-03/..",
    "2019 onwards": "2019/..",
    "until 2022": "../2022",
    "2019 to 2022": "2019/2022",
    "from March 2019 to June 2020": "2019-03/2020-06",
    "2019–2022": "2019/2022",
    "2019/2022": "2019/2022",
    "2019/..": "2019/..",
    "2023/24": "2023/2024",
    "2023-24": "2023/2024",
    "winter 2023": "2023-24",
    "  March   2017. ": "2017-03",
}
NO_DATES = (
    *("last year", "", "31/02/2025", "2025-13", "2025-02-30", "13/2025", "29/02/2023", "03/17", "1.5", "March"),
    *(
        "2025-09-XY",
        "Q5 2024",
        "third half of 2020",
        "2023/25",
        "x" * 90,
        "since",
        "to",
        "2019 to",
        "\x00",
        "２０１７",
        "0/0/0000",
    ),
)


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_a_date_as_it_is_typed_is_read(text, edtf):
    assert edtf_of(text) == edtf
    parse_edtf(edtf)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotADate):
        edtf_of(text)


@pytest.mark.parametrize("edtf", sorted(set(READ.values())))
def test_a_date_that_is_shown_in_words_is_read_back_as_the_same(edtf):
    assert edtf_of(typed(edtf)) == edtf


def test_dates_are_shown_as_a_reader_says_them():
    told = {
        edtf: typed(edtf) for edtf in ("2017-03", "2025-09-27", "2019/..", "../2022", "2019/2022", "2025?", "2024-25")
    }
    assert told == {
        "2017-03": "March 2017",
        "2025-09-27": "27 September 2025",
        "2019/..": "since 2019",
        "../2022": "until 2022",
        "2019/2022": "2019 to 2022",
        "2025?": "2025 (inferred)",
        "2024-25": "2024-25",
    }


@given(st.text(max_size=30) | st.text("0123456789/-. XsinceMarchto", max_size=20))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_either_edtf_or_refused(text):
    try:
        found = edtf_of(text)
    except NotADate:
        return
    parse_edtf(found)
    assert edtf_of(typed(found)) == found
