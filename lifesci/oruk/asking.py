"""What is asked of a list of the standard. Names it does not know are ignored, as the standard has it, and the answer
says which; a value that cannot be obeyed is refused, because an answer that did not obey it would be false."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, floor
from uuid import UUID

from lifesci.oruk import moments
from lifesci.search.parameters import BadParameter, one_of, one_value, values, whole_number

PER_PAGE = 20
MOST_ON_A_PAGE = 100
LAST_PAGE = 10**9
MOST_IGNORED = 20  # names repeated to the client; the rest are ignored in silence
LONGEST_NAME = 60
AGE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?", re.ASCII)
PAGING = ("page", "per_page")
FILTERS = ("search", "taxonomy_term_id", "taxonomy_id", "modified_after", "full")
ORGANIZATION = (*PAGING, *FILTERS)
SERVICE = (*ORGANIZATION, "organization_id", "minimum_age", "maximum_age")
TERM = (*PAGING, "taxonomy_id")


@dataclass(frozen=True)
class Asked:
    """One question to one list. `filters` holds what narrows it, by parameter, and can be compared and hashed."""

    page: int = 1
    per_page: int = PER_PAGE
    full: bool = False
    filters: tuple[tuple[str, object], ...] = ()
    ignored: list[str] = field(default_factory=list, compare=False)

    def value(self, name: str, unless_given=None):
        """What was asked under a name."""
        return dict(self.filters).get(name, unless_given)

    @property
    def first(self) -> int:
        """The number, from 0, of the first item asked for."""
        return (self.page - 1) * self.per_page

    def applied(self) -> dict:
        """The filters that were obeyed, as the answer repeats them."""
        found = {name: list(value) if isinstance(value, tuple) else value for name, value in self.filters}
        return {name: moments.written(value) if isinstance(value, datetime) else value for name, value in found.items()}


def read(params, takes: tuple[str, ...]) -> Asked:
    """The question in a QueryDict to a list that takes these; what is empty is not given. Raises BadParameter."""
    given = [name for name in takes if any(value.strip() for value in params.getlist(name))]
    read_as = {name: READERS[name](params, name) for name in given}
    ignored = [name[:LONGEST_NAME] for name in params if name not in takes][:MOST_IGNORED]
    page, size, full = (
        read_as.pop(name, unless) for name, unless in (("page", 1), ("per_page", PER_PAGE), ("full", False))
    )
    return Asked(page, size, full, tuple(read_as.items()), ignored)


def _page(params, name) -> int:
    return whole_number(params, name, lowest=1, highest=LAST_PAGE, default=1)


def _per_page(params, name) -> int:
    return whole_number(params, name, lowest=1, highest=MOST_ON_A_PAGE, default=PER_PAGE)


def _yes(params, name) -> bool:
    return one_of(params, name, ("true", "false")) == "true"


def _words(params, name) -> str:
    return " ".join(one_value(params, name).split())


def _uuids(params, name) -> tuple[str, ...]:
    return tuple(sorted({_uuid(name, value) for value in values(params, name)}))


def _uuid(name, value) -> str:
    try:
        return str(UUID(value.strip()))
    except ValueError:
        raise BadParameter(name, f"“{value[:40]}” is not an id: ids are UUIDs.") from None


def _age(params, name) -> float:
    text = one_value(params, name)
    if not AGE.fullmatch(text):
        raise BadParameter(name, f"“{name}” is an age in years, from 0 to 999, in digits; “{text[:40]}” is not.")
    return float(text)


def _youngest(params, name) -> int:
    return ceil(_age(params, name))


def _oldest(params, name) -> int:
    return floor(_age(params, name))


def _moment(params, name) -> datetime:
    text = one_value(params, name)
    found = moments.read(text)
    if found is None:
        raise BadParameter(name, f"“{text[:40]}” is not a date and time such as 2026-03-04T05:06:07Z.")
    return found


READERS: dict[str, Callable] = {
    "page": _page,
    "per_page": _per_page,
    "full": _yes,
    "search": _words,
    "taxonomy_term_id": _uuids,
    "taxonomy_id": _uuids,
    "organization_id": _uuids,
    "modified_after": _moment,
    "minimum_age": _youngest,
    "maximum_age": _oldest,
}
