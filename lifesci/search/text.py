"""Text search behind one door: which entries match, and how well. sqlite.py and postgresql.py speak the dialects."""

from collections.abc import Iterable
from typing import NamedTuple

import orjson
from django.db import connection as default_connection

from lifesci.search import postgresql, sqlite
from lifesci.search.query import Query, read

NoIndex = sqlite.NoIndex
ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
# How well a record matches is where the words stand, so it depends on nothing but the record and the query: all in the
# title; all in title and names; any in the title; all in title, names and summary; all anywhere. Each step is
# (the first n columns, whether all phrases are needed there); all of them have to stand somewhere.
LADDER = ((1, True), (2, True), (1, False), (3, True), (4, True))


class Matched(NamedTuple):
    """Ids of the entries that match, and for each step of the ladder but the last the ids of those that meet it."""

    ids: list[int]
    better: list[list[int]]


def engine(connection=default_connection):
    """The module that speaks this connection's dialect."""
    return ENGINES[connection.vendor]


class Texts:
    """Texts that stand in no table, such as those of an earlier moment: searched with the same meaning on either
    engine, by an index in memory. Raises NoIndex where there can be none."""

    def __init__(self, kind: str):
        self._index = sqlite.InMemory(kind)

    def add(self, texts: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Take in more texts, by id."""
        self._index.add(texts)

    def matching(self, query: Query) -> list[int]:
        """As `matching()` gives it."""
        return orjson.loads(self._index.matching(query, LADDER[-1:])[0]) if query else []

    def ranked(self, query: Query) -> Matched:
        """As `ranked()` gives it."""
        return _ranked(query, self._index.matching)


def matching(kind: str, q: str | Query) -> list[int]:
    """Ids of the entries of a kind that match, in no order. One query; none when there is nothing to look for."""
    query = read(q) if isinstance(q, str) else q
    if not query:
        return []
    return orjson.loads(engine().matching(default_connection, kind, query, LADDER[-1:])[0])


def ranked(kind: str, q: str | Query) -> Matched:
    """The same entries with how well they match. One query; none when there is nothing to look for."""
    query = read(q) if isinstance(q, str) else q
    return _ranked(query, lambda query, ladder: engine().matching(default_connection, kind, query, ladder))


def _ranked(query, matching) -> Matched:
    if not query:
        return Matched([], [])
    ladder = LADDER if len(query.phrases) > 1 else tuple(step for step in LADDER if step[1])
    *better, found = map(orjson.loads, matching(query, ladder))
    return Matched(found, better)


def gathered(column: str) -> str:
    """SQL of this engine that makes a JSON list of a numeric column over a group."""
    return engine().gathered(column)


def install_index(connection) -> bool:
    """Make what is missing of the text index; safe to call at any time. Returns whether anything had to be made."""
    return engine(connection).install(connection)


def remove_index(connection) -> None:
    """Take the text index away."""
    engine(connection).remove(connection)


def refill_index(connection=default_connection) -> None:
    """Fill the text index anew from the texts."""
    engine(connection).refill(connection)
