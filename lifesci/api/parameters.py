"""Query parameters of the API's own lists: declared once, checked here, documented from the same lines."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from lifesci.search.ask import LAST_CHANGE
from lifesci.search.parameters import BadParameter, nearest, one_of, one_value, refuse_unknown, values, whole_number

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PAGE_SIZE, LARGEST_PAGE = 20, 100
MOST_VALUES = 50  # of one repeated parameter
SHOWN = 80  # characters of a wrong value that an error repeats


@dataclass(frozen=True)
class Parameter:
    """One query parameter. Each adds how its values are checked and the JSON Schema that says the same."""

    name: str
    description: str


@dataclass(frozen=True)
class Number(Parameter):
    """A whole number, given at most once."""

    lowest: int
    highest: int
    default: int

    def read(self, query: QueryDict) -> int:
        """The number. Raises BadParameter."""
        return whole_number(query, self.name, lowest=self.lowest, highest=self.highest, default=self.default)

    def schema(self) -> dict:
        """Its JSON Schema."""
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest, "default": self.default}


@dataclass(frozen=True)
class Day(Parameter):
    """A day, given at most once."""

    def read(self, query: QueryDict) -> date | None:
        """The day, None if none is given. Raises BadParameter for what is no day."""
        text = one_value(query, self.name)
        day = day_of(text)
        if text and day is None:
            raise BadParameter(self.name, f"“{printable(text)}” is not a day such as 2026-03-31.")
        return day

    def schema(self) -> dict:
        """Its JSON Schema."""
        return {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}


@dataclass(frozen=True)
class Switch(Parameter):
    """Something that is done where it is asked for with `yes`."""

    def read(self, query: QueryDict) -> bool:
        """Whether it is asked for. Raises BadParameter."""
        return one_of(query, self.name, ("yes", "no")) == "yes"

    def schema(self) -> dict:
        """Its JSON Schema."""
        return {"type": "string", "enum": ["yes", "no"], "default": "no"}


@dataclass(frozen=True)
class Cursor(Parameter):
    """Where a page begins, given at most once; what it means is the list's."""

    def read(self, query: QueryDict) -> str:
        """The cursor, "" if none is given. Raises BadParameter."""
        return one_value(query, self.name)

    def schema(self) -> dict:
        """Its JSON Schema."""
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Choice(Parameter):
    """Codes of which any may hold. `codes` gives those there are, once for each request that asks."""

    codes: Callable[[], Collection[str]]
    are_fixed: bool = False

    def read(self, query: QueryDict) -> list[str]:
        """The codes asked for. Raises BadParameter."""
        return known(self.name, few(query, self.name), self.codes, self.codes)

    def schema(self) -> dict:
        """Its JSON Schema, with the codes where only a new build of the register can change them."""
        return several(
            {"type": "string", "enum": list(self.codes())} if self.are_fixed else {"type": "string", "pattern": SLUG}
        )


@dataclass(frozen=True)
class Ref(Parameter):
    """Refs of records of which any may hold. `published` keeps those there are, `like` offers some near a wrong one."""

    published: Callable[[list[str]], Collection[str]]
    like: Callable[[str], Collection[str]]

    def read(self, query: QueryDict) -> list[str]:
        """The refs asked for. Raises BadParameter."""
        asked = few(query, self.name)
        return known(self.name, asked, lambda: self.published(asked), lambda: self.like(asked))

    def schema(self) -> dict:
        """Its JSON Schema."""
        return several({"type": "string", "pattern": SLUG})


def day_of(text: str) -> date | None:
    """The day that a text names, None where it names none."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def several(schema: dict) -> dict:
    """A parameter that may be repeated."""
    return {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}


def few(query: QueryDict, name: str) -> list[str]:
    """All values of a parameter. Raises BadParameter for more than a query can be asked for."""
    asked = values(query, name)
    if len(asked) > MOST_VALUES:
        raise BadParameter(name, f"“{name}” may be given at most {MOST_VALUES} times; it is given {len(asked)} times.")
    return asked


def known(name: str, asked: list[str], exist: Callable, near: Callable) -> list[str]:
    """The values, or BadParameter with the nearest right one for the first that does not exist."""
    there = exist() if asked else ()
    for value in asked:
        if value not in there:
            meant = nearest(value, near())
            hint = f" Did you mean “{meant}”?" if meant else ""
            raise BadParameter(name, f"“{printable(value)}” is not a value of “{name}”.{hint}", meant)
    return asked


def printable(value: str) -> str:
    """A value as an error may repeat it."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value[:SHOWN])


def read(query: QueryDict, parameters: tuple[Parameter, ...]) -> dict:
    """Every declared parameter with its value, as declared. Raises BadParameter, also for one that is not declared."""
    refuse_unknown(query, tuple(parameter.name for parameter in parameters))
    return {parameter.name: parameter.read(query) for parameter in parameters}


CHANGED_SINCE = Number(
    "changed_since",
    "Only what became current after this change, a sequence of the log; what was withdrawn since is in changes/.",
    lowest=0,
    highest=LAST_CHANGE,
    default=0,
)
PAGE_SIZE_PARAMETER = Number("page_size", "Results a page.", lowest=1, highest=LARGEST_PAGE, default=PAGE_SIZE)
CURSOR_PARAMETER = Cursor("cursor", "Where a page begins: taken from `next` or `previous`.")
