"""Figures and outcomes across all records, one flat row each, walked by identifier."""

import re
from array import array
from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q

from lifesci.api import fields
from lifesci.api.cursor import decode_cursor, encode_cursor, foreign
from lifesci.api.describe import fact_list
from lifesci.api.exporting import FORMAT, Export, ExportedView
from lifesci.api.listing import envelope, page_link
from lifesci.api.parameters import CHANGED_SINCE, CURSOR_PARAMETER, PAGE_SIZE_PARAMETER, Choice, Ref, read
from lifesci.api.past import AS_OF, is_past, register_asked, told
from lifesci.api.past_facts import FIGURES, OUTCOMES, PastRows
from lifesci.api.record_exports import of_facts
from lifesci.api.schemas import choices, members
from lifesci.editions.card import figure_row, outcome_row
from lifesci.editions.models import Entry, EntryFigure, EntryOutcome
from lifesci.tables.registry import TABLES
from lifesci.vocabularies.models import Measure, Term

IDENTIFIER = re.compile(r"[a-z]+/[a-z0-9-]+/[A-Za-z0-9_-]+")
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
        """The same for the moment of a register: in an earlier one other records were published."""
        declared = cls.parameters()
        if not is_past(register):
            return declared
        return tuple(then(each, register) if isinstance(each, Ref) else each for each in declared)

    def page(self, request) -> str:
        """One page of rows, as the catalogue keeps them or as it kept them then."""
        register = register_asked(request.GET, request.register_version)
        asked, moment = read(request.GET, self.parameters_of(register)), told(register)
        part, applied = fields.chosen(request.GET, self.members), self.applied(asked)
        rows = self.rows(register, applied)
        side, key = place(asked["cursor"], **moment)
        shown, before, after = rows.page(side, key, asked["page_size"])

        def link(side: str, identifier: str) -> str:
            return page_link(request, cursor=encode_cursor(side, (identifier,), moment.get("as_of")), **moment)

        return envelope(
            part.texts(row for _, row in shown),
            count=rows.count(),
            version=register.version if register else request.register_version,
            next_page=link("after", shown[-1][0]) if after else "",
            previous_page=link("before", shown[0][0]) if before else "",
            applied=applied | moment | part.applied(),
        )

    def export(self, request, form: str) -> Export:
        """All of the list, as flat rows or as the list holds them."""
        part = self.part(request, form, TABLES[self.table], self.members)
        register = register_asked(request.GET, request.register_version)
        applied = self.applied(read(fields.without_names(request.GET), self.parameters_of(register)))
        rows = self.rows(register, applied)
        return of_facts(
            rows.edition_keys(),
            self.table,
            type(self).to_row,
            form=form,
            passing={self.column(name): applied[name] for name in self.columns if name in applied},
            version=register.version if register else request.register_version,
            count=rows.count(),
            part=part,
            applied=applied | told(register),
        )

    def applied(self, asked: dict) -> dict:
        """What was understood of a question, but for moment, pages and members."""
        return {name: asked[name] for name in (*self.filters, "changed_since") if asked[name]}

    def rows(self, register, applied: dict):
        """The facts that are asked for: of the present, or of the moment of a register."""
        if is_past(register):
            return PastRows(register, self.past_table, applied)
        passing = {f"{self.filters[name]}__in": applied[name] for name in self.filters if name in applied}
        chosen = self.model.objects.filter(**passing)
        since = applied.get("changed_since")
        return Rows(chosen.filter(entry__sequence__gt=since) if since else chosen)

    def column(self, name: str) -> str:
        """The column of the flat table that a parameter asks of."""
        return {"period": "period_kind"}.get(name, name)


def place(cursor: str, as_of: int | None = None) -> tuple[str, str]:
    """(side, identifier) of a cursor, before everything where none is given. Raises BadParameter."""
    if not cursor:
        return "after", ""
    side, (identifier,) = decode_cursor(cursor, 1, as_of)
    if not IDENTIFIER.fullmatch(identifier):
        raise foreign()
    return side, identifier


class Rows:
    """Rows of the catalogue, walked by identifier."""

    def __init__(self, chosen):
        self.chosen = chosen

    def count(self) -> int:
        """How many there are."""
        return self.chosen.count()

    def edition_keys(self) -> array:
        """The keys of the Editions that state them, by kind and ref of their records."""
        stating = set(self.chosen.order_by().values_list("entry__kind", "entry__ref", "entry__edition_id"))
        return array("q", (key for *_, key in sorted(stating)))

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
