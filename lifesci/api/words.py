"""The vocabularies: terms by scheme, measures and places, public as soon as they are saved."""

from collections.abc import Iterable

from django.db.models import Count

from lifesci.api import fields
from lifesci.api.describe import vocabulary, vocabulary_list
from lifesci.api.exporting import FORMAT, Export, ExportedView, ShortList, of_lines
from lifesci.api.listing import address, whole
from lifesci.api.parameters import CHANGED_SINCE, read
from lifesci.api.tables import SMALL
from lifesci.downloads.cells import plain
from lifesci.editions.models import Change
from lifesci.failure import SHOWN, Refused, not_found
from lifesci.search.parameters import nearest
from lifesci.tables.lists import VOCABULARIES
from lifesci.tables.registry import TABLES
from lifesci.vocabularies.models import Measure, Place, Scheme, Search, Term

MEASURES, PLACES, SEARCHES = "measure", "place", "search"
TERM = ("code", "label", "definition", "broader", "uri", "notation", "order", "retired_on")
MEASURE = ("code", "label", "singular", "counts", "unit", "definition", "order", "retired_on")
PLACE = ("ref", "name", "region", "is_venue", "latitude", "longitude")
SEARCH = ("region", "audience", "searched_on", "note", "retired_on")
TABLE_OF = {PLACES: "places", SEARCHES: "searches"}  # the flat tables of those that are not in the table of terms
OTHERS = {MEASURES: MEASURE, PLACES: PLACE, SEARCHES: SEARCH}  # vocabularies that hold no terms, and their members


class VocabularyList(ShortList):
    """The vocabularies there are."""

    operation = vocabulary_list
    table = VOCABULARIES

    def lines(self, request):
        """Scheme, label, number of words and address of each vocabulary."""
        counts = dict(Term.objects.order_by().values_list("scheme").annotate(words=Count("pk")))
        named = [(scheme.value, scheme.label, counts.get(scheme.value, 0)) for scheme in Scheme]
        named += [(MEASURES, "Measure", Measure.objects.count()), (PLACES, "Place", Place.objects.count())]
        named += [(SEARCHES, "Search that found nothing", Search.objects.count())]
        return [
            {
                "scheme": scheme,
                "label": label,
                "words": words,
                "url": address(request, f"/api/v1/vocabularies/{scheme}/"),
            }
            for scheme, label, words in named
        ]


class Vocabulary(ExportedView):
    """All words of one vocabulary, in the curators' order, retired ones too."""

    operation = vocabulary

    @staticmethod
    def parameters():
        """The parameters of every vocabulary; each knows its own members alone."""
        known = dict.fromkeys([*TERM, *(name for names in OTHERS.values() for name in names)])
        return (CHANGED_SINCE, FORMAT, *fields.parameters(lambda: tuple(known)))

    def get(self, request, scheme):
        """The words; a vocabulary has one page. Raises Refused for another scheme."""
        if scheme not in (*Scheme.values, *OTHERS):
            near = nearest(scheme, [*Scheme.values, *OTHERS])
            hint = f" Did you mean “{near}”?" if near else ""
            raise Refused(not_found(f"There is no vocabulary “{scheme[:SHOWN]}”.{hint}"))
        return super().get(request, scheme=scheme)

    def page(self, request, scheme) -> str:
        """All words."""
        part, applied = self.asked(request, OTHERS.get(scheme, TERM))
        rows = saved_since(scheme, words(scheme), **applied)
        return whole(request, map(part.of, rows), applied | part.applied())

    def export(self, request, form: str, scheme) -> Export:
        """The same as rows of the flat table that holds them, in any format."""
        name, version = TABLE_OF.get(scheme, "terms"), request.register_version
        table = TABLES[name]
        part, applied = self.asked(request, table.names)
        rows = (plain(table, row) for row in SMALL[name](version) if row.get("scheme", scheme) == scheme)
        told = {"name": scheme, "table": table, "version": version, "part": part, "applied": applied}
        return of_lines(list(saved_since(scheme, rows, **applied)), **told)

    def asked(self, request, known) -> tuple[fields.Chosen, dict]:
        """The members asked for, and since when. Raises BadParameter."""
        asked = read(request.GET, (CHANGED_SINCE, FORMAT, *fields.parameters(lambda: known)))
        since = asked["changed_since"]
        return fields.chosen(request.GET, lambda: known), {"changed_since": since} if since else {}


def words(scheme: str) -> Iterable[dict]:
    """The words of one vocabulary."""
    if scheme == MEASURES:
        return Measure.objects.values(*MEASURE)
    if scheme == PLACES:
        return map(place, places())
    if scheme == SEARCHES:
        return map(search, searches())
    return map(term, terms(scheme))


def saved_since(scheme: str, rows: Iterable[dict], changed_since: int = 0) -> Iterable[dict]:
    """Those of the words of a vocabulary that the change log has as saved after a change."""
    if not changed_since:
        return rows
    kind = scheme if scheme in OTHERS else "term"
    changes = Change.objects.after(changed_since).filter(kind=kind, action=Change.Action.SAVED)
    saved = set(changes.values_list("ref", flat=True))
    return (row for row in rows if key_of(scheme, row) in saved)


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
