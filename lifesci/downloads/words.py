"""Rows that no document gives: places, terms and measures as they stand, and tombstones from the change log."""

from collections.abc import Iterator

from django.db.models import Max

from lifesci.downloads.rows.parts import Row, instant
from lifesci.editions.models import Change, Kind
from lifesci.vocabularies.models import Measure, Place, Scheme, Search, Term

MEASURE = "measure"
GONE = (Change.Action.WITHDRAWN, Change.Action.MERGED)
DEGREES = ".5f"


def place_rows() -> list[Row]:
    """Every place, by ref."""
    columns = ("ref", "name", "region__code", "region__label", "region__notation", "is_venue", "latitude", "longitude")
    rows = sorted(Place.objects.order_by().values_list(*columns))
    return [
        {
            "ref": ref,
            "name": name,
            "region": region or "",
            "region_name": label or "",
            "region_gss_code": notation or "",
            "is_venue": is_venue,
            "latitude": degrees(latitude),
            "longitude": degrees(longitude),
        }
        for ref, name, region, label, notation, is_venue, latitude, longitude in rows
    ]


def degrees(value) -> str | None:
    """An angle with five decimals, None where no source fixes the spot."""
    return None if value is None else format(value, DEGREES)


def term_rows() -> list[Row]:
    """Every word of every vocabulary in the curators' order, measures last."""
    columns = ("scheme", "code", "label", "definition", "broader__code", "uri", "notation", "order", "retired_on")
    places = {scheme: place for place, scheme in enumerate(Scheme.values)}
    terms = sorted(
        Term.objects.order_by().values_list(*columns), key=lambda term: (places[term[0]], term[7], term[2], term[1])
    )
    return [*map(_term, terms), *map(_measure, measures())]


def measures() -> list[tuple]:
    """The columns of all measures, in the curators' order."""
    columns = ("code", "label", "definition", "singular", "counts", "unit", "order", "retired_on")
    return sorted(Measure.objects.order_by().values_list(*columns), key=lambda row: (row[6], row[1], row[0]))


def _term(columns: tuple) -> Row:
    scheme, code, label, definition, broader, uri, notation, order, retired_on = columns
    named = {"scheme": scheme, "code": code, "label": label, "definition": definition, "broader": broader or ""}
    official = {"uri": uri, "notation": notation, "singular": "", "counts": "", "unit": ""}
    return {**named, **official, "order": order, "retired_on": retired_on and retired_on.isoformat()}


def _measure(columns: tuple) -> Row:
    code, label, definition, singular, counts, unit, order, retired_on = columns
    named = {"scheme": MEASURE, "code": code, "label": label, "definition": definition, "broader": ""}
    counted = {"uri": "", "notation": "", "singular": singular, "counts": counts, "unit": unit}
    return {**named, **counted, "order": order, "retired_on": retired_on and retired_on.isoformat()}


def search_rows() -> list[Row]:
    """Every search that found nothing, by region, audience and day."""
    columns = (
        "region__code",
        "region__label",
        "audience__code",
        "audience__label",
        "searched_on",
        "note",
        "retired_on",
    )
    rows = sorted(Search.objects.order_by().values_list(*columns), key=lambda row: (row[0], row[2], row[4]))
    return [
        {
            **{"region": region, "region_name": region_name, "audience": audience, "audience_name": audience_name},
            **{"searched_on": searched_on.isoformat(), "note": note},
            "retired_on": retired_on and retired_on.isoformat(),
        }
        for region, region_name, audience, audience_name, searched_on, note, retired_on in rows
    ]


def tombstone_rows(version: int) -> Iterator[Row]:
    """Every record that is withdrawn or merged at a version of the register, by kind and ref."""
    log = Change.objects.standing().filter(kind__in=Kind.values, sequence__lte=version).order_by()
    newest = log.values("kind", "ref").annotate(newest=Max("sequence")).values("newest")
    gone = Change.objects.filter(sequence__in=newest, action__in=GONE).order_by()
    columns = ("kind", "ref", "action", "reason", "successor", "number", "sequence", "happened_at")
    for *named, edition, sequence, happened_at in sorted(gone.values_list(*columns)):
        row = dict(zip(columns[:5], named, strict=True))
        yield {**row, "edition": edition, "sequence": sequence, "happened_at": instant(happened_at)}
