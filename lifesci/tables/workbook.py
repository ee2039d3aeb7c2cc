"""Text in a cell of a workbook, kept from being run or taken for something else. Pure; for exports and bulk files."""

from openpyxl.cell import WriteOnlyCell

from lifesci.tables.escaping import to_workbook

LONGEST_IN_WORKBOOK = 32_767  # characters of a cell
LARGEST_IN_WORKBOOK = 10**15  # whole numbers from here on lose digits
MOST_ROWS = 1_048_576  # of a sheet, its head included


class TooLong(ValueError):
    """A cell of a workbook cannot hold a text as long as this."""


def text_cell(page, text: str) -> WriteOnlyCell:
    """A cell of text: never a formula, an error or a date, whatever it looks like. Raises TooLong."""
    held = to_workbook(text)
    if len(held) > LONGEST_IN_WORKBOOK:
        raise TooLong(len(held))
    cell = WriteOnlyCell(page)
    cell._value, cell.data_type = held, "s"
    return cell
