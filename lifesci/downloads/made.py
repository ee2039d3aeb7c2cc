"""A file that was made: its name, rows, bytes and hash, as the list beside it keeps them. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """One bulk file. `rows` is None where a file has none, such as metadata."""

    name: str
    bytes: int
    sha256: str
    rows: int | None = None
