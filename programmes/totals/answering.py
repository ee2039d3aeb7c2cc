"""Answers a question for totals: each with its words, its numbers and the links behind which its rows stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from lifesci.bitmaps import BitMap
from lifesci.search.listing import kept_part
from lifesci.search.register import Register
from lifesci.search.schemes import FACETS
from lifesci.search.shelf import FacetValue, Found, Selection, selected
from lifesci.search.shelving import MOST_LISTED
from lifesci.totals.adding import Reason, Tally
from lifesci.totals.chosen import Chosen
from lifesci.totals.foremost import foremost
from lifesci.totals.index import is_inside
from lifesci.totals.slices import Slices
from lifesci.totals.wording import NO_GRAND_TOTAL, amount_in_words, sentence
from lifesci.words import gettext, gettext_noop
from programmes.totals.asking import Question
from programmes.totals.catalogue import KIND
from programmes.totals.held import Figures, figures_at

PAGE, FILE = "/totals/", "/totals.csv"
Key = tuple[str, str, str, str]  # where a total stands: value of a facet, measure, kind of period, place
MOST_SHOWN = 5  # totals under a list
METHOD = (
    gettext_noop(
        "A total adds figures that share what is counted, the kind of period and the place, and nothing else."
    ),
    gettext_noop("It carries the doubts of what it adds: of “about” and an exact number the sum is “about”."),
    gettext_noop(
        "Every figure of the programmes asked about is added or left out, and each that is left out has its reason."
    ),
    gettext_noop("A figure without a place of its own speaks of the only region its programme names, if it names one."),
    gettext_noop("Where a region is asked for, figures that speak of another place or of none are left out."),
    gettext_noop("Of a range the lower end is added. Shares, averages, rankings, formats and plans are never added."),
    gettext_noop(
        "Numbers of people below five from sources that are not public are published as “fewer than 5” and enter no "
        "total. Nothing is published from which one could be worked out, such as a wider figure and all its other "
        "parts. A true zero stays 0."
    ),
    gettext_noop("Where nothing can be added, there is no total; that is not 0."),
)
REPEATED = gettext_noop(
    "A programme that names several of these is counted under each, and never split between them: rows repeat, and "
    "must not be added up."
)
COMMONEST = gettext_noop(
    "Of organisations, only the {most} that most of these programmes name are listed; ask for another by name."
)


@dataclass(frozen=True)
class Answer:
    """One total: of all programmes asked about, or of those of one value of a facet; `programmes` counts them.

    `question` asks for the programmes that it adds up.
    """

    question: Question
    tally: Tally
    figures: Figures
    value: FacetValue | None = None
    programmes: int = 0

    @cached_property
    def measure(self) -> dict[str, str]:
        """What is counted: label, singular and sort."""
        code = self.tally.group.measure
        return self.figures.measures.get(code, {"label": code, "singular": code, "counts": "other"})

    @property
    def place(self) -> str:
        """The place it speaks of in words, "" for none."""
        code = self.tally.group.geography
        return self.figures.places.get(code, code)

    @property
    def figures_left_out(self) -> int:
        """How many figures it leaves out."""
        return sum(self.tally.left_out.values())

    @property
    def sentence(self) -> str:
        """The whole total in words."""
        return sentence(self.tally, **self._words, place=self.place)

    @property
    def amount(self) -> str:
        """Its value in words, or that nothing can be added."""
        return amount_in_words(self.tally, **self._words) if self.tally.included else self._nothing

    @property
    def rest(self) -> str:
        """What its sentence says after the value."""
        return self.sentence.removeprefix(self.amount)

    @property
    def _nothing(self):
        return gettext("{measure}: nothing that can be added").format(measure=self.measure["label"])

    @property
    def _words(self):
        measure = self.measure
        return {"singular": measure["singular"], "plural": measure["label"], "counts": measure["counts"]}

    @cached_property
    def query(self) -> str:
        """The query string that this total alone answers."""
        return self.question.query_string_of(self.tally.group)

    @property
    def page(self) -> str:
        """The page that says how it came about."""
        return f"{PAGE}?{self.query}"

    def file_of(self, part: str) -> str:
        """The rows of one part of it as CSV."""
        return f"{FILE}?{self.query}&part={part}"


@dataclass(frozen=True)
class Part:
    """The programmes of one value of a facet, or all asked about: `bits` are their places, `question` asks for them."""

    question: Question
    value: FacetValue | None
    bits: BitMap
    selection: Selection
    figures: Figures

    @cached_property
    def chosen(self) -> Chosen:
        """Its programmes as the index takes them."""
        return self.figures.chosen(self.selection, self.bits)

    def key(self, slices: Slices) -> Key:
        """Where the total of one of its groups stands among all."""
        return (self.value.code if self.value else "", *slices.group)

    def answer(self, slices: Slices) -> Answer:
        """The total of one of its groups."""
        tally = slices.tally(self.chosen, is_inside(slices.group, frozenset(self.question.places)))
        return Answer(self.question, tally, self.figures, self.value, len(self.bits))


class Answers:
    """Every total asked for, in the order of values and groups; each is looked for and worked out when it is shown."""

    def __init__(self, question: Question, register: Register):
        self.question, self.figures = question, figures_at(register)
        self._parts = list(self._split(selected(register, question.ask)))

    def _split(self, selection: Selection) -> Iterator[Part]:
        by = self.question.by
        if not by:
            yield Part(self.question, None, selection.bits, selection, self.figures)
            return
        for value in sorted(values(self.question, selection)):
            own = self.question.within(by, value.code)
            yield Part(own, value, selection.bits_with(by, value.code), selection, self.figures)

    def found(self, key: Key | None = None, *, backwards: bool = False) -> Iterator[tuple[Part, Slices]]:
        """The totals there are: all of them, or those after (backwards, before) a key."""
        for part in self._parts[:: -1 if backwards else 1]:
            for slices in self._groups(part, key, backwards):
                if part.chosen.meets(slices):
                    yield part, slices

    @cached_property
    def _wanted(self) -> list[Slices]:
        """The groups asked for, in their order."""
        groups = self.figures.index.of_measures(self.question.measures)
        return (
            [slices for slices in groups if self.question.wants(slices.group)] if self.question.is_narrowed else groups
        )

    def _groups(self, part, key, backwards) -> Iterable[Slices]:
        """The groups of one part that stand after a key, or before it from the last to the first."""
        if key is None:
            return reversed(self._wanted) if backwards else self._wanted
        if backwards:
            end = bisect_left(self._wanted, key, key=part.key)
            return (self._wanted[place] for place in range(end - 1, -1, -1))
        start = bisect_right(self._wanted, key, key=part.key)
        return (self._wanted[place] for place in range(start, len(self._wanted)))

    def page(self, key: Key | None, size: int, *, backwards: bool = False) -> list[tuple[Part, Slices]]:
        """The first of them after a key, or the last before it."""
        shown = list(islice(self.found(key, backwards=backwards), size))
        return shown[::-1] if backwards else shown

    def has_more(self, key: Key, *, backwards: bool = False) -> bool:
        """Whether there is one after a key, or before it."""
        return next(self.found(key, backwards=backwards), None) is not None


def values(question: Question, selection: Selection) -> list[FacetValue]:
    """The values of the facet that totals are given by: those chosen, else all that are listed with the programmes."""
    listed = selection.facets[FACETS[KIND][question.by].scheme]
    chosen = [value for value in listed if value.chosen]
    return chosen or [value for value in listed if value.count]


def notes(question: Question) -> list[str]:
    """How these totals are made, and what must not be done with them."""
    repeated = [REPEATED] if question.by else []
    commonest = [COMMONEST] if question.by == "organisation" and not question.ask.chosen(question.by) else []
    return [gettext(note).format(most=MOST_LISTED) for note in (*repeated, *commonest, *METHOD)]


def accounted(question: Question, register: Register) -> Iterator[tuple]:
    """(group, figure's number, reason or None) of every figure that the totals asked for account for."""
    figures = figures_at(register)
    chosen = figures.chosen(selected(register, question.ask))
    for group, number, reason in figures.index.accounted(chosen, question.places, question.measures):
        if question.wants(group) and is_asked_for(question.part, reason):
            yield group, number, reason


def is_asked_for(part: str, reason: Reason | None) -> bool:
    """Whether a figure belongs to the part asked for."""
    return not part or (reason is None) == (part == "included")


def below_list(found: Found) -> dict:
    """What the programmes of a list add up to, for its page."""
    return {"totals": kept_part(found, "components/totals.html", lambda: {"totals": shown_below(found)})}


def shown_below(found: Found) -> dict:
    """The totals below a list, those that most figures of its programmes could enter, and where the others are."""
    register = found.selection.register
    figures, question = figures_at(register), Question(ask=replace(found.ask, sort="ref"))
    chosen = figures.chosen(selected(register, question.ask))
    tallies = foremost(figures.index, chosen, question.places, MOST_SHOWN)
    return {
        "answers": [Answer(question, tally, figures) for tally in tallies],
        "is_choice": len(tallies) == MOST_SHOWN,
        "page": question.address(PAGE),
        "file": question.address(FILE),
        "no_grand_total": gettext(NO_GRAND_TOTAL),
    }
