"""Form fields for dates: they take what people type, keep EDTF, and show it back in words."""

from django import forms
from django.core.exceptions import ValidationError

from lifesci.evidence.dates import validate_edtf
from lifesci.evidence.typed_dates import LONGEST, NotADate, edtf_of, typed

HINT = "As people write it: 2017, March 2017, 27/09/2025, spring 2024, the second half of 2025, about 2017."
NOT_A_DATE = (
    "“%(value)s” is not a date the register can keep. Write one that the calendar has, as people do: 2017, March 2017, "
    "27/09/2025, spring 2024, the second half of 2025, about 2017."
)
STRETCH = "“%(value)s” is a stretch of time, and this field holds one date: the beginning or the end of it."
OPEN = ("", "..")


class DateField(forms.CharField):
    """A date or a stretch of time. The column's length is of EDTF; what is typed may be longer."""

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": LONGEST})

    def to_python(self, value):
        """The EDTF of what was typed."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        try:
            return edtf_of(text)
        except NotADate as problem:
            raise ValidationError(NOT_A_DATE, code="edtf", params={"value": text}) from problem

    def prepare_value(self, value):
        """The date in words, where they are read back as the same date; what was typed stays as it was."""
        return typed(value) if value else value


class StartField(DateField):
    """Where a stretch of time begins: "since 2019" is 2019."""

    def to_python(self, value):
        """The beginning; a stretch with both its ends is refused."""
        found = super().to_python(value)
        start, slash, end = (found or "").partition("/")
        return _one(start, value) if slash and end in OPEN else _one(found, value)


class FinishField(DateField):
    """Where a stretch of time ends: "until 2022" is 2022."""

    def to_python(self, value):
        """The end; a stretch with both its ends is refused."""
        found = super().to_python(value)
        start, slash, end = (found or "").partition("/")
        return _one(end, value) if slash and start in OPEN else _one(found, value)


def _one(found, value):
    if "/" in (found or "") or found == "..":
        raise ValidationError(STRETCH, code="stretch", params={"value": value})
    return found


# A figure's period may be kept whole in its start, so that one takes both.
FIELDS = {"starts": StartField, "ends": FinishField, "period_end": FinishField}


def date_field(db_field) -> type[DateField] | None:
    """The form field for a column that holds EDTF, None for any other."""
    return FIELDS.get(db_field.name, DateField) if validate_edtf in db_field.validators else None
