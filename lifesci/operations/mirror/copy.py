"""The copy of a register: one SQLite file. Everything is written in steps, and each step is one transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.proof import proof

TABLES = """
CREATE TABLE IF NOT EXISTS record (
    kind TEXT, ref TEXT, edition INTEGER NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, ref)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tombstone (
    kind TEXT, ref TEXT, action TEXT NOT NULL, reason TEXT NOT NULL, successor TEXT NOT NULL, happened_at TEXT NOT NULL,
    sequence INTEGER NOT NULL, PRIMARY KEY (kind, ref)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS vocabulary (scheme TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
TOMBSTONE = ("kind", "ref", "action", "reason", "successor", "happened_at", "sequence")
Key = tuple[str, str]  # kind and ref


class Foreign(Exception):
    """The file is a copy of another register, or another process writes into it."""


class Copy:
    """Records by kind and ref with their text and its hash, tombstones, vocabularies, and how far it has come.

    `position` is the newest change whose effect is in; `reached` the newest version of which anything is in: a copy
    is that of one moment where the two are equal. `left` says what of the first walk is still to be done.
    """

    def __init__(self, path: Path, address: str):
        self.database = sqlite3.connect(path, isolation_level=None, timeout=20)
        self.database.executescript(TABLES)
        if self.state("register", address) != address:
            raise Foreign(f"{path} is a copy of {self.state('register', '')}. Give another file.")
        self.address = address

    def state(self, name: str, default):
        """Something of how far it has come."""
        row = self.database.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
        return json.loads(row[0]) if row else default

    def set_state(self, **values) -> None:
        """Note how far it has come."""
        rows = [(name, json.dumps(value)) for name, value in values.items()]
        self.database.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows)

    @contextmanager
    def step(self, position: int | None) -> Iterator[None]:
        """One transaction, which begins where the last one ended: at `position`. Raises Foreign otherwise."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            if self.position != position:
                raise Foreign("Another process writes into this file.")
            yield
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")

    @property
    def position(self) -> int | None:
        """The newest change whose effect is in, None for a file in which nothing is."""
        return self.state("position", None)

    @property
    def reached(self) -> int:
        """The newest version of which anything is in."""
        return self.state("reached", 0)

    def put(self, document: dict) -> None:
        """Hold a record as its current Edition has it. Its hash is worked out here, never taken from the register."""
        text = canonical(document)
        row = (document["kind"], document["ref"], document["edition"], sha256(text), text)
        self.database.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)", row)
        self.database.execute("DELETE FROM tombstone WHERE (kind, ref) = (?, ?)", row[:2])

    def holds(self, key: Key) -> bool:
        """Whether a record is held."""
        return self.database.execute("SELECT 1 FROM record WHERE (kind, ref) = (?, ?)", key).fetchone() is not None

    def bury(self, change: dict) -> None:
        """Put a tombstone in the place of a record."""
        self.remove((change["kind"], change["ref"]))
        row = [change[name] for name in TOMBSTONE]
        self.database.execute("INSERT OR REPLACE INTO tombstone VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def remove(self, key: Key) -> None:
        """Hold a record no longer."""
        self.database.execute("DELETE FROM record WHERE (kind, ref) = (?, ?)", key)

    def put_vocabulary(self, scheme: str, words: list[dict]) -> None:
        """Hold a vocabulary, whole."""
        self.database.execute("INSERT OR REPLACE INTO vocabulary VALUES (?, ?)", (scheme, json.dumps(words)))

    def hashes(self) -> dict[Key, str]:
        """The hash of every record that is held, worked out anew from its text."""
        rows = self.database.execute("SELECT kind, ref, text FROM record")
        return {(kind, ref): sha256(text) for kind, ref, text in rows}

    def checkpoint(self) -> tuple[dict[str, int], str]:
        """How many records of each kind are held, and the one hash over them all."""
        hashes = self.hashes()
        return dict(Counter(kind for kind, _ in hashes)), proof((*key, digest) for key, digest in hashes.items())
