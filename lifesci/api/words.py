"""The vocabularies: terms by scheme, measures and places, public as soon as they are saved."""

from collections.abc import Iterable

from django.db.models import Count

from lifesci.api import fields
from lifesci.api.describe import vocabulary, vocabulary_list
from lifesci.api.exporting import FORMAT, Export, ExportedView
from lifesci.api.listing import address, dumped, whole
from lifesci.api.parameters import CHANGED_SINCE, read
from lifesci.api.tables import SMALL
from lifesci.api.view import RegisterView
from lifesci.downloads.cells import plain
from lifesci.editions.models import Change
from lifesci.failure import SHOWN, Refused, not_found
from lifesci.search.parameters import nearest
from lifesci.tables.registry import TABLES
from lifesci.vocabularies.models import Measure, Place, Scheme, Search, Term

MEASURES, PLACES, SEARCHES = "measure", "place", "search"
TERM = ("code", "label", "definition", "broader", "uri", "notation", "order", "retired_on")
MEASURE = ("code", "label", "singular", "counts", "unit", "definition", "order", "retired_on")
PLACE = ("ref", "name", "region", "is_venue", "latitude", "longitude")
SEARCH = ("region", "audience", "searched_on", "note", "retired_on")
TABLE_OF = {PLACES: "places", SEARCHES: "searches"}  # the flat tables of those that are not in the table of terms
OTHERS = {MEASURES: MEASURE, PLACES: PLACE, SEARCHES: SEARCH}  # vocabularies that hold no terms, and their members


class VocabularyList(RegisterView):
    """The vocabularies there are."""

    operation = vocabulary_list

    def get(self, request):
        """Scheme, label, number of words and address of each vocabulary."""
        self.refuse_parameters(request)
        counts = dict(Term.objects.order_by().values_list("scheme").annotate(words=Count("pk")))
        named = [(scheme.value, scheme.label, counts.get(scheme.value, 0)) for scheme in Scheme]
        named += [(MEASURES, "Measure", Measure.objects.count()), (PLACES, "Place", Place.objects.count())]
        named += [(SEARCHES, "Search that found nothing", Search.objects.count())]
        rows = [
            {
                "scheme": scheme,
                "label": label,
                "words": words,
                "url": address(request, f"/api/v1/vocabularies/{scheme}/"),
            }
            for scheme, label, words in named
        ]
        return self.text(whole(request, rows))


class Vocabulary(ExportedView):
    """All words of one vocabulary, in the curators' order, retired ones too."""

    operation = vocabulary

    @staticmethod
    def parameters():
        """The parameters of every vocabulary; each knows its own members alone."""
        known = dict.fromkeys([*TERM, *(name for names in OTHERS.values() for name in names)])
        return (CHANGED_SINCE, FORMAT, *fields.parameters(lambda: tuple(known)))

    def get(self, request, scheme):
        """The words, whole: a vocabulary has one page; or a file."""
        if scheme not in (*Scheme.values, *OTHERS):
            near = nearest(scheme, [*Scheme.values, *OTHERS])
            hint = f" Did you mean “{near}”?" if near else ""
            raise Refused(not_found(f"There is no vocabulary “{scheme[:SHOWN]}”.{hint}"))
        if form := self.form(request):
            return self.file(request, scheme, form)
        known = OTHERS.get(scheme, TERM)
        asked = read(request.GET, (CHANGED_SINCE, *fields.parameters(lambda: known)))
        part, since = fields.chosen(request.GET, lambda: known), asked["changed_since"]
        rows = words(scheme)
        if since:
            saved = saved_since(scheme, since)
            rows = [row for row in rows if key_of(scheme, row) in saved]
        applied = ({"changed_since": since} if since else {}) | part.applied()
        return self.text(whole(request, map(part.of, rows), applied))

    def file(self, request, scheme: str, form: str):
        """The words as a file: rows of the flat table that holds them, in any format."""
        name = TABLE_OF.get(scheme, "terms")
        table = TABLES[name]
        asked = read(request.GET, (CHANGED_SINCE, FORMAT, *fields.parameters(lambda: table.names)))
        part, since = fields.chosen(request.GET, lambda: table.names), asked["changed_since"]
        rows = [row for row in SMALL[name](request.register_version) if row.get("scheme", scheme) == scheme]
        if since:
            saved = saved_since(scheme, since)
            rows = [row for row in rows if key_of(scheme, row) in saved]
        export = Export(
            name=scheme,
            table=table,
            count=len(rows),
            rows=lambda: rows,
            texts=lambda: (dumped(plain(table, row)) for row in rows),
            part=part,
            applied=({"changed_since": since} if since else {}) | part.applied(),
        )
        return self.sent(request, form, export)


def words(scheme: str) -> Iterable[dict]:
    """The words of one vocabulary."""
    if scheme == MEASURES:
        return Measure.objects.values(*MEASURE)
    if scheme == PLACES:
        return map(place, places())
    if scheme == SEARCHES:
        return map(search, searches())
    return map(term, terms(scheme))


def saved_since(scheme: str, sequence: int) -> set[str]:
    """The refs that the change log has for words of a vocabulary that were saved after a change."""
    kind = scheme if scheme in OTHERS else "term"
    saved = Change.objects.after(sequence).filter(kind=kind, action=Change.Action.SAVED)
    return set(saved.values_list("ref", flat=True))


def key_of(scheme: str, row: dict) -> str:
    """The ref of a word in the change log."""
    if scheme == SEARCHES:
        return f"{row['region']}/{row['audience']}/{row['searched_on']}"
    return row["ref"] if scheme == PLACES else row["code"] if scheme == MEASURES else f"{scheme}/{row['code']}"


def terms(scheme: str):
    """The columns of the terms of a scheme."""
    return Term.objects.of(scheme).values_list(*(f"{name}__code" if name == "broader" else name for name in TERM))


def term(columns: tuple) -> dict:
    """A term as it is served; `broader` is a code, "" where there is none."""
    row = dict(zip(TERM, columns, strict=True))
    return {**row, "broader": row["broader"] or ""}


def places():
    """The columns of all places, with the region's code and label."""
    return Place.objects.order_by("ref").values_list(
        "ref", "name", "region__code", "region__label", "is_venue", "latitude", "longitude"
    )


def place(columns: tuple) -> dict:
    """A place as it is served; degrees are strings, "" where no source fixes the spot."""
    ref, name, code, label, is_venue, latitude, longitude = columns
    region = {"code": code, "label": label} if code else None
    degrees = ("" if degree is None else str(degree) for degree in (latitude, longitude))
    return dict(zip(PLACE, (ref, name, region, is_venue, *degrees), strict=True))


def searches():
    """The columns of all searches that found nothing, with the codes of region and audience."""
    return Search.objects.order_by("pk").values_list(
        "region__code", "audience__code", "searched_on", "note", "retired_on"
    )


def search(columns: tuple) -> dict:
    """A search as it is served; region and audience are codes."""
    return dict(zip(SEARCH, columns, strict=True))
