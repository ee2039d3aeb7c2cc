"""The one hash that proves a copy of the register whole. Pure; a partner can work out the same from a copy.

Take every record that is published now. Write a line for each: its kind, a space, its ref, a space, the SHA-256 of its
current Edition in 64 small hexadecimal digits, and a line feed. Sort the lines by their bytes, put them together, and
take the SHA-256 of that: it is the hash of the register. Without a record it is that of no bytes at all.
"""

import hashlib
from collections.abc import Iterable

Record = tuple[str, str, str]  # kind, ref, SHA-256 of the current Edition


def line(kind: str, ref: str, sha256: str) -> bytes:
    """What one record adds."""
    return f"{kind} {ref} {sha256}\n".encode()


def proof(records: Iterable[Record]) -> str:
    """The hash of a register of these records, in whatever order they come: 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for each in sorted(line(*record) for record in records):
        digest.update(each)
    return digest.hexdigest()
