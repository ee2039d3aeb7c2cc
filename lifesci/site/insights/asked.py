"""What a visitor asks of the charts: the filters of the list of programmes, and the number whose reach is drawn."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from lifesci.bitmaps import BitMap, members
from lifesci.evidence.periods import PeriodKind
from lifesci.search.ask import Ask, ordered, parse
from lifesci.search.headings import heading
from lifesci.search.listing import address
from lifesci.search.parameters import one_of, refuse_unknown
from lifesci.search.register import Register, register_at
from lifesci.search.schemes import FACETS
from lifesci.search.shelf import Selection, selected
from lifesci.site.insights.held import Fact, facts_at
from lifesci.vocabularies.models import Measure

KIND = "programme"
LIST = "/programmes/"
OWN = ("measure", "period")


@dataclass(frozen=True)
class Value:
    """One value of a facet: how many of the programmes asked about carry it, and the list of just those."""

    code: str
    label: str
    count: int
    address: str


@dataclass(frozen=True)
class Asked:
    """The programmes asked about, and the measure and kind of period asked for, "" for the commonest."""

    ask: Ask
    register: Register
    measure: str = ""
    period: str = ""

    @cached_property
    def selection(self) -> Selection:
        """The programmes asked about, as positions in the order of titles."""
        return selected(self.register, self.ask.sorted_by("title"))

    @property
    def bits(self) -> BitMap:
        """Their positions."""
        return self.selection.bits

    @property
    def count(self) -> int:
        """How many they are."""
        return self.selection.count

    def carrying(self, name: str, code: str) -> BitMap:
        """The positions of those of them that carry a value."""
        return self.bits & self.selection.shelf.bits(self.selection.order, FACETS[KIND][name].scheme, code)

    @cached_property
    def entries(self) -> frozenset[int]:
        """The ids of their entries."""
        ids = self.selection.order.ids
        return frozenset(ids[position] for position in members(self.bits))

    @cached_property
    def facts(self) -> Counter[Fact]:
        """Their figures, by all that charts count them by."""
        held = facts_at(self.register)
        return Counter(fact for entry in self.entries for fact in held[entry])

    def values(self, name: str) -> list[Value]:
        """What they carry of a facet, in the curators' order; of a facet that is asked for, the values asked for."""
        found = []
        for code, label in self.register.labels.get(FACETS[KIND][name].labels, {}).items():
            if self.is_open(name, code) and (count := len(self.carrying(name, code))):
                found.append(Value(code, label, count, self.list_with(**{name: [code]})))
        return found

    def is_open(self, name: str, code: str) -> bool:
        """Whether a value can be told from others by a list: it is asked for, or nothing of its facet is."""
        chosen = self.ask.chosen(name)
        return not chosen or code in chosen

    def without(self, name: str) -> int:
        """How many of them carry no value of a facet."""
        left = self.bits
        for code in self.register.labels.get(FACETS[KIND][name].labels, {}):
            left = left - self.carrying(name, code)
        return len(left)

    def list_with(self, **values) -> str:
        """The list of those of them that carry one of these values, facet by facet."""
        filters = ordered(KIND, {**dict(self.ask.filters), **values})
        return address(LIST, replace(self.ask, filters=filters))

    def labels(self) -> dict[str, list[tuple[str, str]]]:
        """The (code, label) of each value asked for, by facet."""
        return {
            name: [(code, self.register.labels.get(FACETS[KIND][name].labels, {}).get(code, code)) for code in codes]
            for name, codes in self.ask.filters
        }

    @property
    def heading(self) -> str:
        """The programmes asked about, as their list names them."""
        return heading(KIND, self.count, self.labels(), self.ask.q)

    def query(self, ask: Ask | None = None, **own) -> str:
        """The query string that asks this, or this of other programmes or with another measure and period."""
        text = (ask or self.ask).query_string()
        own = {"measure": self.measure, "period": self.period} | own
        return "&".join(filter(None, [text, urlencode({name: value for name, value in own.items() if value})]))

    def address(self, path: str, ask: Ask | None = None, **own) -> str:
        """Where this is asked under a path."""
        query = self.query(ask, **own)
        return f"{path}?{query}" if query else path


def asked(params, version: int | None, *, own=OWN) -> Asked:
    """The question in a QueryDict; `own` are parameters besides the list's filters. Raises BadParameter."""
    refuse_unknown(params, ("q", *FACETS[KIND], *own))
    register = register_at(version)
    ask = parse(KIND, params, for_page=True, version=version, extra=own)
    chosen = {
        "measure": one_of(params, "measure", measures()) if "measure" in params else "",
        "period": one_of(params, "period", tuple(PeriodKind)) if "period" in params else "",
    }
    return Asked(ask, register, **chosen)


def measures() -> list[str]:
    """The code of every measure, retired ones too."""
    return list(Measure.objects.values_list("code", flat=True))
