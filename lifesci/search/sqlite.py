"""Text search on SQLite: an FTS5 index for each kind, kept by triggers on the texts. Used through text.py alone."""

import sqlite3
import threading
from collections.abc import Iterable

from lifesci.editions.models import Kind


class NoIndex(Exception):
    """This SQLite cannot index words."""


COLUMNS = ("title", "names", "summary", "body")
TEXTS = "editions_entrytext"
# The porter stemmer over Unicode words without accents; prefix indexes for the beginnings people type. The index holds
# no copy of the texts: deleting a row from it takes the words it was filled with, which the triggers have in OLD.
TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(title, names, summary, body, content='', prefix='3 4',"
    " tokenize='porter unicode61 remove_diacritics 2')"
)
FILL = "INSERT INTO {index}(rowid, title, names, summary, body) "
ADD = FILL + "VALUES (new.entry_id, new.title, new.names, new.summary, new.body)"
TAKE = (
    "INSERT INTO {index}({index}, rowid, title, names, summary, body)"
    " VALUES ('delete', old.entry_id, old.title, old.names, old.summary, old.body)"
)
# The order of two triggers on one event is not defined, so an update within a kind is one trigger with two acts.
TRIGGERS = {
    "{index}_insert": "AFTER INSERT ON {texts} WHEN new.kind = '{kind}' BEGIN " + ADD + "; END",
    "{index}_delete": "AFTER DELETE ON {texts} WHEN old.kind = '{kind}' BEGIN " + TAKE + "; END",
    "{index}_update": "AFTER UPDATE ON {texts} WHEN old.kind = '{kind}' AND new.kind = '{kind}' BEGIN "
    + TAKE
    + "; "
    + ADD
    + "; END",
    "{index}_leave": "AFTER UPDATE ON {texts} WHEN old.kind = '{kind}' AND new.kind <> '{kind}' BEGIN "
    + TAKE
    + "; END",
    "{index}_arrive": "AFTER UPDATE ON {texts} WHEN old.kind <> '{kind}' AND new.kind = '{kind}' BEGIN "
    + ADD
    + "; END",
}


def index_of(kind: str) -> str:
    """The name of the index of one kind."""
    return f"search_{kind}"


def _named(kind: str) -> dict[str, str]:
    return {"index": index_of(kind), "texts": TEXTS, "kind": kind}


def triggers() -> dict[str, str]:
    """Every trigger that has to exist, with the statement that makes it."""
    named = {kind: {"index": index_of(kind), "texts": TEXTS, "kind": kind} for kind in Kind.values}
    return {
        (name := pattern.format(**names)): f"CREATE TRIGGER {name} {act.format(**names)}"
        for names in named.values()
        for pattern, act in TRIGGERS.items()
    }


def standing(connection) -> dict[str, str]:
    """The triggers that do exist on the table of texts, with the statements that made them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TEXTS])
        return dict(cursor.fetchall())


def install(connection) -> bool:
    """Make what is missing of indexes and triggers; returns whether anything had to be made.

    Altering a table on SQLite silently drops its triggers: when any is missing every index is filled anew.
    """
    if standing(connection) == triggers():
        return False
    with connection.cursor() as cursor:
        for name in standing(connection):
            cursor.execute(f"DROP TRIGGER {name}")
        for kind in Kind.values:
            cursor.execute(TABLE.format(index=index_of(kind)))
        for statement in triggers().values():
            cursor.execute(statement)
    refill(connection)
    return True


def remove(connection) -> None:
    """Take indexes and triggers away."""
    with connection.cursor() as cursor:
        for name in standing(connection):
            cursor.execute(f"DROP TRIGGER {name}")
        for kind in Kind.values:
            cursor.execute(f"DROP TABLE IF EXISTS {index_of(kind)}")


def refill(connection) -> None:
    """Fill every index anew from the texts."""
    with connection.cursor() as cursor:
        for kind in Kind.values:
            index = index_of(kind)
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")  # noqa: S608 - our names
            cursor.execute(
                FILL.format(index=index) + f"SELECT entry_id, title, names, summary, body FROM {TEXTS} WHERE kind = %s",  # noqa: S608 - our names
                [kind],
            )


def expression(query) -> list[str]:
    """Each phrase of a Query as FTS5 writes it; words are letters and digits alone, so nothing needs escaping."""
    phrases = [f'"{" ".join(phrase)}"' for phrase in query.phrases]
    if query.open_ended:
        phrases[-1] = f"({phrases[-1]} OR {phrases[-1]} *)"
    return phrases


def steps(query, ladder) -> list[str]:
    """One FTS5 expression for each (columns, whether all phrases are needed there) of a ladder."""
    every = " AND ".join(expression(query))
    some = " OR ".join(expression(query))
    return [
        f"{_within(reach)} : ({every})" if needs_all else f"({_within(reach)} : ({some})) AND ({every})"
        for reach, needs_all in ladder
    ]


def _within(reach):
    return f"{{{' '.join(COLUMNS[:reach])}}}"


def matching(connection, kind, query, ladder) -> list[str]:
    """For each step of the ladder a JSON list of the ids of the entries that meet it; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_selects(kind, ladder, "%s"), steps(query, ladder))
        return [found for _, found in sorted(cursor.fetchall())]


def _selects(kind, ladder, mark):
    index = index_of(kind)
    selects = [
        f"SELECT {number}, json_group_array(rowid) FROM {index} WHERE {index} MATCH {mark}"  # noqa: S608 - ours
        for number in range(len(ladder))
    ]
    return " UNION ALL ".join(selects)


class InMemory:
    """The same index of texts that stand in no table, whatever engine the register has. Raises NoIndex where the
    SQLite of this Python has none."""

    def __init__(self, kind: str):
        self.kind = kind
        self.connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._lock = threading.Lock()
        try:
            self.connection.execute(TABLE.format(index=index_of(kind)))
        except sqlite3.OperationalError as error:
            raise NoIndex(str(error)) from error

    def add(self, texts: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Take in more texts, by id; all or none."""
        rows = [(id, *(text[column] for column in COLUMNS)) for id, text in texts]
        with self._lock:
            self.connection.execute("BEGIN")
            self.connection.executemany(FILL.format(index=index_of(self.kind)) + "VALUES (?, ?, ?, ?, ?)", rows)
            self.connection.execute("COMMIT")

    def matching(self, query, ladder) -> list[str]:
        """As `matching()` gives it."""
        with self._lock:
            found = self.connection.execute(_selects(self.kind, ladder, "?"), steps(query, ladder)).fetchall()
        return [ids for _, ids in sorted(found)]


def gathered(column: str) -> str:
    """SQL that makes a JSON list of a numeric column over a group."""
    return f"json_group_array({column})"
