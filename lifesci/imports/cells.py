"""What one cell may say: text, a number, yes or no, a day, a choice. Reads it into a plain value, or says why not."""

import re
from datetime import date, datetime
from decimal import Decimal

from import_export.widgets import Widget
from rapidfuzz import process

from lifesci.editions.pieces import number
from lifesci.evidence.dates import validate_edtf
from lifesci.imports.files.bounds import Unreadable
from lifesci.imports.files.json_rows import Number

Plain = str | int | bool | list | None
NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?")
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class Unfit(ValueError):
    """The cell is no value of its column; the message says why."""


class TextCell(Widget):
    """Text as it stands, white space included."""

    def __init__(self, field):
        Widget.__init__(self)
        self.field = field
        self.is_edtf = validate_edtf in field.validators

    @property
    def about(self) -> str:
        """What may stand in the cell, for the documentation of its column."""
        kind = "A date as exactly as it is known (EDTF): 2017, 2022-07, 2025-41." if self.is_edtf else "Text"
        most = f", at most {self.field.max_length} characters." if self.field.max_length else "."
        return kind if self.is_edtf else kind + most

    def read(self, cell) -> Plain:
        """The plain value of a cell. Raises Unfit."""
        if isinstance(cell, Unreadable):
            raise Unfit(cell.reason)
        if cell is None:
            return ""
        if isinstance(cell, date | datetime):
            raise Unfit(
                "The spreadsheet has turned this into a day, perhaps of its own invention. Format the cell as text."
            )
        if isinstance(cell, bool | list | dict):
            raise Unfit("Text is expected here.")
        return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)

    def value_of(self, plain: Plain):
        """What the model keeps for a plain value."""
        return plain

    def plain_of(self, value) -> Plain:
        """The plain value of what the model keeps."""
        return value

    def clean(self, value, row=None, **options):
        """As the library asks for it."""
        return self.value_of(self.read(value))

    def render(self, value, obj=None, **options):
        """As the library asks for it."""
        return self.plain_of(value)


class NumberCell(TextCell):
    """A number as people write it: digits, with a point before decimals."""

    @property
    def about(self) -> str:
        """What may stand in the cell."""
        return "A number in digits, such as 16500 or 12.5; empty where there is none."

    def read(self, cell) -> Plain:
        """A whole number as such, any other as its shortest text; None for none."""
        if isinstance(cell, float) and abs(cell) < 1e15:
            cell = repr(cell) if not cell.is_integer() else str(int(cell))
        text = super().read(cell).strip()
        if not text:
            return None
        if GROUPED.fullmatch(text):
            raise Unfit(f"Write the number without commas: {text.replace(',', '')}.")
        if text.endswith("%"):
            raise Unfit("Write the number without the sign: 51 for 51%.")
        if not NUMBER.fullmatch(text):
            raise Unfit("This is no number that the register keeps. Write digits, with a point before decimals.")
        return number(Decimal(text))

    def value_of(self, plain: Plain):
        """A Decimal."""
        return None if plain is None else Decimal(plain)

    def plain_of(self, value) -> Plain:
        """As `read` gives it."""
        return None if value is None else number(Decimal(value))


class WholeCell(NumberCell):
    """A whole number."""

    @property
    def about(self) -> str:
        """What may stand in the cell."""
        return "A whole number." if not self.field.null else "A whole number; empty where there is none."

    def read(self, cell) -> Plain:
        """The whole number; the field's own default for an empty cell, where it has one."""
        found = super().read(cell)
        if isinstance(found, str) or (found is not None and found < 0):
            raise Unfit("A whole number of 0 or more is expected here.")
        return self.field.get_default() if found is None and not self.field.null else found

    def value_of(self, plain: Plain):
        """An int."""
        return plain

    def plain_of(self, value) -> Plain:
        """The same."""
        return value


class FlagCell(TextCell):
    """Yes or no."""

    about = "yes or no."

    def read(self, cell) -> Plain:
        """True or False; the field's own default for an empty cell."""
        if isinstance(cell, bool):
            return cell
        text = super().read(cell).strip().casefold()
        if not text:
            return self.field.get_default()
        if text not in YES_NO:
            raise Unfit("Write yes or no.")
        return YES_NO[text]


class DayCell(TextCell):
    """A day of the calendar."""

    about = "A day, as 2026-03-04; empty where there is none."

    def read(self, cell) -> Plain:
        """The day in ISO 8601; empty for none."""
        if isinstance(cell, datetime | date):
            if isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
                raise Unfit("A day is expected here, without a time.")
            return cell.strftime("%Y-%m-%d")
        text = super().read(cell).strip()
        if isinstance(cell, int | float | Number) or (text.isdigit() and len(text) < 8):
            raise Unfit("A spreadsheet has turned this day into a number. Write it as 2026-03-04, in a cell of text.")
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError as problem:
            raise Unfit("There is no such day. Write days as 2026-03-04: the year, the month, the day.") from problem

    def value_of(self, plain: Plain):
        """A date."""
        return date.fromisoformat(plain) if plain else None

    def plain_of(self, value) -> Plain:
        """As `read` gives it."""
        return value.isoformat() if value else ""


class ChoiceCell(TextCell):
    """One of the words that code branches on, by its code or by what people read."""

    def __init__(self, field):
        super().__init__(field)
        self.choices = {code: label for code, label in field.flatchoices if code}

    @property
    def about(self) -> str:
        """What may stand in the cell."""
        return f"One of: {', '.join(self.choices)}{'; or empty.' if self.field.blank else '.'}"

    def read(self, cell) -> Plain:
        """The code. An empty cell is the default of a field that may not be empty."""
        text = super().read(cell).strip()
        if not text:
            return "" if self.field.blank else self.field.get_default() or ""
        if text in self.choices:
            return text
        known = {str(label).casefold(): code for code, label in self.choices.items()}
        known |= {code.casefold(): code for code in self.choices}
        if text.casefold() in known:
            return known[text.casefold()]
        raise Unfit(f"“{text[:80]}” is none of the words of this column.{nearest(text, self.choices)}")


def nearest(text: str, known) -> str:
    """A hint at the nearest of known words; empty where none is near."""
    found = process.extractOne(text[:80], list(known), score_cutoff=65)
    return f" Did you mean “{found[0]}”?" if found else ""
