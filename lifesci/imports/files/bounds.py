"""How much of a file is read, and the refusal of one that cannot be. Pure; for everything that reads files."""

from dataclasses import dataclass, field

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 2_000
MOST_TIMES = 100  # how many times larger a part of a workbook may be than it is packed
MOST_ROWS = 200_000
MOST_COLUMNS = 100
LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000


class BadFile(Exception):
    """The file cannot be read; the message is one sentence or two for the person who sent it."""


@dataclass(frozen=True)
class Unreadable:
    """A cell that is no value: what it shows, and why it cannot be taken."""

    shown: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One row of a table. `number` is the row that a spreadsheet shows; `cells` are by column name."""

    number: int
    cells: dict = field(default_factory=dict)
    problem: str = ""


def size_in_words(count: int) -> str:
    """Bytes as people say them."""
    for unit, size in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if count >= size:
            return f"{count / size:.1f} {unit}".replace(".0 ", " ")
    return f"{count} bytes"


def too_large(count: int) -> str:
    """The sentence for a file over the limit."""
    return (
        f"The file has {size_in_words(count)}; the register reads files of up to {size_in_words(MOST_BYTES)}. "
        "Nothing was read. Split it and send the parts one after the other."
    )


def headers_of(given: list) -> list[str]:
    """The names of columns as the register writes them. Raises BadFile for none, too many, unnamed or repeated ones."""
    names = [str(name if name is not None else "").strip().casefold().replace(" ", "_") for name in given]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise BadFile("The first row holds no column names. Put them there, as in the template.")
    if len(names) > MOST_COLUMNS:
        raise BadFile(f"A table has at most {MOST_COLUMNS} columns, and this one has more. Nothing was read.")
    if "" in names:
        raise BadFile(f"Column {names.index('') + 1} has no name in the first row. Name it or remove it.")
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise BadFile(f"The column “{repeated[0][:80]}” stands in the first row more than once. Keep one of them.")
    return names


def row_of(number: int, headers: list[str], cells: list, *, is_ragged_wrong: bool) -> Row | None:
    """A row by its column names; None for an empty one. In text files a row has as many cells as the first one."""
    if all(cell in (None, "") for cell in cells):
        return None
    surplus = [cell for cell in cells[len(headers) :] if cell not in (None, "")]
    if surplus or (is_ragged_wrong and len(cells) < len(headers)):
        problem = f"The row has {len(cells)} cells and the first row names {len(headers)} columns."
        return Row(number, {}, problem)
    padded = [*cells, *[None] * (len(headers) - len(cells))]
    return Row(number, dict(zip(headers, padded, strict=False)))


def counted(rows):
    """The rows, up to the most that a file may have. Raises BadFile beyond."""
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise BadFile(f"A table has at most {MOST_ROWS:,} rows, and this one has more. Split the file.")
        yield row
