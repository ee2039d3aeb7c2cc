"""Figures and outcomes across all records, one flat row each, walked by identifier."""

from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q

from lifesci.api import fields
from lifesci.api.cursor import decode_cursor, encode_cursor
from lifesci.api.describe import fact_list
from lifesci.api.exporting import FORMAT, ExportedView
from lifesci.api.listing import envelope, page_link
from lifesci.api.parameters import CHANGED_SINCE, CURSOR_PARAMETER, PAGE_SIZE_PARAMETER, Choice, Ref, read
from lifesci.api.past import AS_OF, looking_back, register_asked
from lifesci.api.past_facts import FIGURES, OUTCOMES, PastRows
from lifesci.api.record_exports import of_facts
from lifesci.api.schemas import choices, members
from lifesci.editions.card import figure_row, outcome_row
from lifesci.editions.models import Entry, EntryFigure, EntryOutcome
from lifesci.tables.registry import TABLES
from lifesci.vocabularies.models import Measure, Term

NEIGHBOURS = 500  # refs that are compared with a wrong one


def published(**narrower):
    """Which of some refs are published."""
    return lambda refs: set(Entry.objects.filter(ref__in=refs, **narrower).values_list("ref", flat=True))


def like(**narrower):
    """Published refs that begin as one of the asked does."""

    def beginning_alike(asked):
        alike = reduce(or_, (Q(ref__startswith=ref[:2]) for ref in asked))
        return list(Entry.objects.filter(alike, **narrower).values_list("ref", flat=True)[:NEIGHBOURS])

    return beginning_alike


def codes(rows):
    """All codes of a vocabulary."""
    return lambda: list(rows.values_list("code", flat=True))


KIND = Choice("kind", "Kind of the record.", lambda: ("programme", "organisation", "brief"), are_fixed=True)
REF = Ref("ref", "Ref of the record.", published(), like())
SOURCE = Ref("source", "Ref of the source it was read in.", published(kind="source"), like(kind="source"))
MEASURE = Choice("measure", "What is counted: a code of vocabularies/measure/.", codes(Measure.objects.all()))
THEME = Choice("theme", "Theme of the outcome: a code of vocabularies/theme/.", codes(Term.objects.of("theme")))
PERIOD = Choice("period", "Kind of period the figure speaks of.", lambda: choices("period"), are_fixed=True)
BASIS = Choice("basis", "What the statement rests on.", lambda: choices("basis"), are_fixed=True)


class FactList(ExportedView):
    """A walk over facts in the order of their identifiers, which never change.

    `filters` are look-ups by parameter; `columns` are those of them that ask of the fact itself and not of its record,
    as the flat `table` has them; `to_row` makes of a document and its fact what the list holds.
    """

    operation = fact_list
    model = past_table = None
    table = ""
    filters: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    to_row = None

    @classmethod
    def parameters(cls):
        """The parameters of this list."""
        named = fields.parameters(cls.members)
        return (*cls.declared, CHANGED_SINCE, AS_OF, *named, FORMAT, CURSOR_PARAMETER, PAGE_SIZE_PARAMETER)

    @classmethod
    def members(cls) -> tuple[str, ...]:
        """The members of a row."""
        return members(f"{cls.model.__name__.removeprefix('Entry')}Row")

    @classmethod
    def parameters_of(cls, register) -> tuple:
        """The same for an earlier moment, in which other records were published."""
        return tuple(then(each, register) if isinstance(each, Ref) else each for each in cls.parameters())

    def get(self, request):
        """One page of rows, as the catalogue keeps them or as it kept them then; or all of them as a file."""
        if form := self.form(request):
            return self.file(request, form)
        with looking_back():
            register = register_asked(request.GET, request.register_version)
            return self.text(self.page(request, register))

    def page(self, request, register) -> str:
        """One page of the rows of a register, the present one where None is given, as JSON text."""
        is_past = register is not None and register.is_past
        asked = read(request.GET, self.parameters_of(register) if is_past else self.parameters())
        part = fields.chosen(request.GET, self.members)
        side, key = decode_cursor(asked["cursor"]) if asked["cursor"] else ("after", "")
        applied = self.applied(asked)
        chosen = PastRows(register, self.past_table, applied) if is_past else Rows(self.filtered(applied))
        rows, before, after = chosen.page(side, key, asked["page_size"])
        moment = {} if register is None else {"as_of": register.version}
        return envelope(
            part.texts(row for _, row in rows),
            count=chosen.count(),
            version=register.version if is_past else request.register_version,
            next_page=page_link(request, cursor=encode_cursor("after", rows[-1][0]), **moment) if after else "",
            previous_page=page_link(request, cursor=encode_cursor("before", rows[0][0]), **moment) if before else "",
            applied=applied | moment | part.applied(),
        )

    def applied(self, asked: dict) -> dict:
        """What was understood of a question, but for pages and members."""
        return {name: asked[name] for name in (*self.filters, "changed_since") if asked[name]}

    def filtered(self, applied: dict):
        """The facts of the present that are asked for."""
        passing = {f"{self.filters[name]}__in": applied[name] for name in self.filters if name in applied}
        chosen = self.model.objects.filter(**passing)
        return chosen.filter(entry__sequence__gt=applied["changed_since"]) if "changed_since" in applied else chosen

    def file(self, request, form: str):
        """All of the list, as flat rows or as the list holds them."""
        part = self.part(request, form, TABLES[self.table], self.members)
        asked = read(without_names(request.GET), self.parameters())
        applied = self.applied(asked)
        facts = self.filtered(applied)
        passing = {self.column(name): applied[name] for name in self.columns if name in applied}
        told = {"version": request.register_version, "applied": applied}
        export = of_facts(facts, self.table, type(self).to_row, form=form, chosen=part, passing=passing, **told)
        return self.sent(request, form, export)

    def column(self, name: str) -> str:
        """The column of the flat table that a parameter asks of."""
        return {"period": "period_kind"}.get(name, name)


def without_names(query):
    """A question without `fields` and `omit`, which of a flat table name its columns."""
    bare = query.copy()
    for name in ("fields", "omit"):
        bare.pop(name, None)
    return bare


class Rows:
    """Rows of the catalogue, walked by identifier."""

    def __init__(self, chosen):
        self.chosen = chosen

    def count(self) -> int:
        """How many there are."""
        return self.chosen.count()

    def page(self, side: str, key: str, size: int) -> tuple[list[tuple[str, str]], bool, bool]:
        """(identifier, row) of one page, whether there is a page before it, and whether there is one after it."""
        rows = self.chosen.values_list("identifier", "row")
        if side == "before":
            found = list(rows.filter(identifier__lt=key).order_by("-identifier")[: size + 1])
            return found[:size][::-1], len(found) > size, bool(found)
        found = list(rows.filter(identifier__gt=key).order_by("identifier")[: size + 1])
        before = bool(key and found) and self.chosen.filter(identifier__lte=key).exists()
        return found[:size], before, len(found) > size


def then(parameter: Ref, register) -> Ref:
    """A parameter that takes the refs of records that were published in an earlier moment."""
    kinds = [parameter.name] if parameter.name in register.shelves else list(register.shelves)
    shelves = [register.shelves[kind] for kind in kinds]
    return replace(
        parameter,
        published=lambda refs: {ref for ref in refs if any(shelf.by_ref(ref) for shelf in shelves)},
        like=lambda asked: [ref for shelf in shelves for ref in shelf.refs_like(asked)][:NEIGHBOURS],
    )


class FigureList(FactList):
    """Every published figure with what is counted, how sure its source is, and where it was read."""

    model, past_table = EntryFigure, FIGURES
    table = "figures"
    to_row = figure_row
    columns = ("source", "measure", "period")
    declared = (SOURCE, MEASURE, KIND, REF, PERIOD)
    filters = FIGURES.columns


class OutcomeList(FactList):
    """Every published outcome with its theme, on what it rests, and where it was read."""

    model, past_table = EntryOutcome, OUTCOMES
    table = "outcomes"
    to_row = outcome_row
    columns = ("source", "theme", "basis")
    declared = (SOURCE, THEME, BASIS, KIND, REF)
    filters = OUTCOMES.columns
