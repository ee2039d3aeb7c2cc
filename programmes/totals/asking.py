"""What somebody asks of the totals, read strictly from a query string; one form for page, API and file."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from lifesci.evidence.periods import PeriodKind
from lifesci.search import parameters
from lifesci.search.ask import Ask, parse
from lifesci.search.parameters import BadParameter, nearest
from lifesci.search.register import Register, register_at
from lifesci.search.schemes import FACETS
from lifesci.totals.adding import Group
from lifesci.words import gettext
from programmes.totals.catalogue import KIND
from programmes.totals.held import Figures, figures_at

BY = ("region", "audience", "type", "sector", "organisation")
LAST_PAGE = 10**9
NOT_SPLIT = "none"
NOT_STATED = "not-stated"  # how a query string asks for totals without a place
PARTS = ("included", "left-out")
FILTERS = ("q", *FACETS[KIND])


@dataclass(frozen=True)
class Question:
    """Which programmes, and which of their totals: measures, a kind of period, a place; empty means any.

    `by` asks for totals of each value of a facet, `part` for the figures that are added or those left out alone.
    """

    ask: Ask
    measures: tuple[str, ...] = ()
    period: str = ""
    geography: str = ""
    by: str = ""
    part: str = ""

    @cached_property
    def _filters(self) -> str:
        """The part of a link that asks for the programmes."""
        words = [("q", self.ask.q)] if self.ask.q else []
        return urlencode(words + [(name, value) for name, values in self.ask.filters for value in values])

    @property
    def places(self) -> tuple[str, ...]:
        """The geographies asked about."""
        return self.ask.chosen("region")

    def wants(self, group: Group) -> bool:
        """Whether a total is among those asked for; its measure has been looked at."""
        place = group.geography or NOT_STATED
        return self.period in ("", group.period_kind) and self.geography in ("", place)

    def of_any(self) -> "Question":
        """The question for every total of the same programmes."""
        return Question(ask=self.ask)

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for some totals of its programmes only."""
        return bool(self.measures or self.period or self.geography)

    @property
    def is_of_one(self) -> bool:
        """Whether it asks for one total at most."""
        return len(self.measures) == 1 and bool(self.period and self.geography)

    def within(self, name: str, value: str) -> "Question":
        """The question for the programmes of one value of a facet alone."""
        return replace(self, ask=self.ask.without(name).with_value(name, value), by="")

    def query_string(self, **more) -> str:
        """The question as a link writes it, always the same for the same question."""
        pairs = [("measure", code) for code in self.measures]
        others = {"period": self.period, "geography": self.geography, "by": self.by, "part": self.part, **more}
        narrowed = urlencode(pairs + [(name, value) for name, value in others.items() if value])
        return "&".join(filter(None, (self._filters, narrowed)))

    def query_string_of(self, group: Group) -> str:
        """The question for one total as a link writes it, for many of them."""
        codes = (group.measure, group.period_kind, group.geography or NOT_STATED)
        narrowed = "measure={}&period={}&geography={}".format(*map(quote_plus, codes))
        return f"{self._filters}&{narrowed}" if self._filters else narrowed

    def address_of_list(self, path: str) -> str:
        """Where the programmes asked about are listed."""
        return self.of_any().address(path)

    def address(self, path: str, **more) -> str:
        """Where a path answers the question."""
        query = self.query_string(**more)
        return f"{path}?{query}" if query else path


def asked(
    params: QueryDict, version: int | None, *, taking: tuple[str, ...], of: Register | None = None
) -> tuple[Question, Register]:
    """The question in a query string and the register that answers it: the present one, or `of` where a moment is asked
    for; `taking` names what this address takes besides the filters of the list. Raises BadParameter."""
    parameters.refuse_unknown(params, (*FILTERS, *taking))
    register = of or register_at(version)
    ask = asked_list(params, register.version, of)
    figures = figures_at(register)
    by = parameters.one_of(params, "by", (*BY, NOT_SPLIT))
    return (
        Question(
            ask=ask,
            measures=known_measures(params, figures),
            period=parameters.one_of(params, "period", tuple(PeriodKind)),
            geography=parameters.one_of(params, "geography", (NOT_STATED, *figures.places)),
            by="" if by == NOT_SPLIT else by,
            part=parameters.one_of(params, "part", PARTS),
        ),
        register,
    )


def asked_list(params: QueryDict, version: int, of: Register | None) -> Ask:
    """The list that the filters ask for, in the order that needs no ranking."""
    filters = QueryDict(mutable=True)
    for name in FILTERS:
        if name in params:
            filters.setlist(name, params.getlist(name))
    return replace(parse(KIND, filters, for_page=False, version=version, register=of), sort="ref")


def known_measures(params: QueryDict, figures: Figures) -> tuple[str, ...]:
    """The measures asked for. Raises BadParameter for one that does not exist."""
    codes = parameters.values(params, "measure")
    for code in codes:
        if code not in figures.measures:
            meant = nearest(code, figures.measures.keys())
            detail = gettext("“{value}” is not a value of “{name}”.{hint}")
            said = {"value": code[:80], "name": "measure", "hint": parameters.did_you_mean(meant)}
            raise BadParameter("measure", detail.format(**said), meant)
    return tuple(sorted(set(codes)))
