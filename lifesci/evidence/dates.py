"""EDTF dates: checking what a curator typed. Source: the Extended Date/Time Format, ISO 8601-2:2019."""

from django.core.exceptions import ValidationError
from edtf import EDTFParseException, parse_edtf

from lifesci.evidence.typed_dates import in_words


def validate_edtf(value):
    """Refuse text that is not an EDTF date: 2017, 2022-07, 2025-41 (its second half), XXXX-09-27, 2025? (inferred)."""
    try:
        parse_edtf(value)
    except EDTFParseException as problem:
        raise _not_a_date(value) from problem
    if value.split() != [value]:  # the parser passes over spaces and line ends, which readers of EDTF do not
        raise _not_a_date(value)


def say_date(field, value) -> str:
    """What a column of EDTF holds, in words; nothing of any other column."""
    return in_words(value) if value and validate_edtf in field.validators else ""


def _not_a_date(value) -> ValidationError:
    return ValidationError(
        "“%(value)s” is not a date the register can keep. Write 2017, 2022-07, 2022-07-14, 2025-41 for the second "
        "half of 2025, XXXX-09-27 for a day without its year, or 2025? for a year that is inferred.",
        code="edtf",
        params={"value": value},
    )
