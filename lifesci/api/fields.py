"""Answers with some members of their rows alone: `fields` and `omit`, for lists, details and flat tables."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import orjson
from django.http import QueryDict

from lifesci.api.parameters import Parameter, printable, several
from lifesci.search.parameters import BadParameter, nearest, values

MOST_NAMES = 100  # that one question may give
FIELDS = "Only these members of each result. Repeat it, or part the names with commas."
OMIT = "All members of each result but these. Repeat it, or part the names with commas."


@dataclass(frozen=True)
class Names(Parameter):
    """Names of members. `known` gives those there are."""

    known: Callable[[], Collection[str]]

    def read(self, query: QueryDict) -> list[str]:
        """The names, in the order given, each once. Raises BadParameter with the nearest right one."""
        names = [name.strip() for value in values(query, self.name) for name in value.split(",")]
        if len(names) > MOST_NAMES:
            raise BadParameter(self.name, f"“{self.name}” may give at most {MOST_NAMES} names.")
        for name in names:
            if name not in self.known():
                raise unknown(self.name, name, self.known())
        return list(dict.fromkeys(names))

    def schema(self) -> dict:
        """Its JSON Schema."""
        return several({"type": "string", "enum": list(dict.fromkeys(self.known()))})


def unknown(parameter: str, name: str, known: Collection[str]) -> BadParameter:
    """The error for a name that no member has."""
    meant = nearest(name, tuple(known))
    hint = f" Did you mean “{meant}”?" if meant else ""
    detail = f"“{printable(name)}” is not a member of these results.{hint} Members: {', '.join(known)}."
    return BadParameter(parameter, detail, meant)


def parameters(known: Callable[[], Collection[str]]) -> tuple[Names, Names]:
    """The two parameters for results with these members."""
    return Names("fields", FIELDS, known), Names("omit", OMIT, known)


def without_names(query: QueryDict) -> QueryDict:
    """A question without `fields` and `omit`, which of a flat table name its columns."""
    bare = query.copy()
    for name in ("fields", "omit"):
        bare.pop(name, None)
    return bare


@dataclass(frozen=True)
class Chosen:
    """Which members of a result are asked for; all of them where neither is."""

    fields: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()

    def __bool__(self):
        return bool(self.fields or self.omit)

    def applied(self) -> dict:
        """What was asked, as a list repeats it."""
        return {name: list(names) for name, names in (("fields", self.fields), ("omit", self.omit)) if names}

    def of(self, row: dict) -> dict:
        """The row with the members asked for, in the order they have."""
        return {name: row[name] for name in row if self.takes(name)}

    def takes(self, name: str) -> bool:
        """Whether a member is asked for."""
        return (not self.fields or name in self.fields) and name not in self.omit

    def text(self, text: str) -> str:
        """The same of a row that is JSON text."""
        return orjson.dumps(self.of(orjson.loads(text))).decode() if self else text

    def texts(self, texts: Iterable[str]) -> list[str]:
        """The same of many."""
        return [self.text(text) for text in texts]


def chosen(query: QueryDict, known: Callable[[], Collection[str]]) -> Chosen:
    """The members that a query asks for. Raises BadParameter, also where nothing would be left."""
    if "fields" not in query and "omit" not in query:
        return Chosen()
    found = Chosen(*(tuple(parameter.read(query)) for parameter in parameters(known)))
    if not any(map(found.takes, known())):
        raise BadParameter("omit", "Nothing would be left: “omit” names every member that is asked for.")
    return found
