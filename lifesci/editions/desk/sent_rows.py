"""The rows of a formset as they were sent: read, dropped, made new, and put back in the order a formset asks for."""

from dataclasses import dataclass


@dataclass
class SentRow:
    """One row: its number in the form that was sent, and its values by the end of their name."""

    number: int
    values: dict[str, list[str]]

    @property
    def key(self) -> int | None:
        """The key of the row in the database, None for a row that was added."""
        said = "".join(self.values.get("id", []))
        return int(said) if said.isascii() and said.isdecimal() else None

    @property
    def is_deleted(self) -> bool:
        """Was its deletion asked for?"""
        return bool(self.values.get("DELETE"))


def rows_of(data, prefix: str) -> list[SentRow]:
    """The rows of one formset, in their order. What is no formset has none; the formset itself says what is wrong."""
    found = {}
    for name, values in data.lists():
        number, dash, end = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and dash and number.isdecimal():
            found.setdefault(int(number), {})[end] = values
    return [SentRow(number, found[number]) for number in sorted(found)]


def put_back(data, prefix: str, rows: list[SentRow]) -> None:
    """Replace the rows of one formset by these: those that exist first, then the new ones."""
    for row in rows_of(data, prefix):
        for end in row.values:
            del data[f"{prefix}-{row.number}-{end}"]
    known = [row for row in rows if row.key is not None]
    ordered = [*known, *(row for row in rows if row.key is None)]
    for number, row in enumerate(ordered):
        for end, values in row.values.items():
            data.setlist(f"{prefix}-{number}-{end}", values)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(ordered)), str(len(known))
