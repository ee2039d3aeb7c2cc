"""One published record as this package hands it about. Pure."""

from datetime import datetime
from typing import NamedTuple


class Record(NamedTuple):
    """The current Edition of a record: its document, its hash, and when it was issued.

    `changed_at` is the moment of the newest change to the record: it moves with every Edition, and when a person is
    erased from one.
    """

    document: dict
    sha256: str
    issued_at: datetime
    changed_at: datetime
