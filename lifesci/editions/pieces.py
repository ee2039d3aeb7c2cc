"""The pieces that documents of every kind are made of. Pure: rows that are in memory in, plain dicts out, no query."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from lifesci.editions.references import references
from lifesci.evidence.wording import phrase

# Titles of current Editions by (kind, ref). A record that is missing here is not published, and has no name.
Names = Mapping[tuple[str, str], str]
DEGREES = ".5f"


def term(word) -> dict | None:
    """A vocabulary term as documents hold it."""
    return {"code": word.code, "label": word.label} if word else None


def terms(words: Iterable) -> list[dict]:
    """Terms in the order curators gave them; labels are compared here because databases order letters differently."""
    return [term(word) for word in sorted(words, key=lambda word: (word.order, word.label, word.code))]


def choice(record, field: str) -> dict:
    """A choice that code branches on, as code and label."""
    return {"code": getattr(record, field), "label": getattr(record, f"get_{field}_display")()}


def number(value: Decimal | None) -> int | str | None:
    """A whole number as such, any other as its shortest text: never a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def day(moment) -> str:
    """A date in ISO 8601, empty for none."""
    return moment.isoformat() if moment else ""


def place(spot) -> dict | None:
    """A place; degrees are WGS 84, as text with five decimals, empty where no source fixes the spot."""
    if spot is None:
        return None
    return {
        "ref": spot.ref,
        "name": spot.name,
        "region": term(spot.region),
        "is_venue": spot.is_venue,
        "latitude": "" if spot.latitude is None else format(spot.latitude, DEGREES),
        "longitude": "" if spot.longitude is None else format(spot.longitude, DEGREES),
    }


def places(spots: Iterable) -> list[dict]:
    """Places by name."""
    return [place(spot) for spot in sorted(spots, key=lambda spot: (spot.name, spot.ref))]


def reference(kind: str, record, names: Names) -> dict | None:
    """Another record by the name it is published under; "" (which no schema accepts) where it is not published."""
    if record is None:
        return None
    return {"ref": record.ref, "name" if kind == "organisation" else "title": names.get((kind, record.ref), "")}


def listed(kind: str, records: Iterable, names: Names) -> list[dict]:
    """References to other records by ref: an order that stays when one of them is renamed."""
    return [reference(kind, record, names) for record in sorted(records, key=lambda record: record.ref)]


def citation(fact) -> dict:
    """Where a fact was read. `checked` is a date only where the words were found to state the fact."""
    return {
        "source": fact.source.ref if fact.source else "",
        "section": fact.section,
        "paragraph": fact.paragraph,
        "page": fact.page,
        "stated_as": fact.stated_as,
        "as_given_in": fact.as_given_in.ref if fact.as_given_in else "",
        "basis": choice(fact, "basis"),
        "checked": day(fact.checked_on) if fact.check_result == "verified" else "",
        "check_result": fact.check_result,
    }


def read_in(record) -> dict | None:
    """Where a record as a whole was read."""
    return {"source": record.read_in.ref, "paragraph": record.read_at} if record.read_in else None


def wording(row):
    """The words for a figure, in parts."""
    return phrase(
        row.value,
        counts=row.measure.counts,
        singular=row.measure.singular,
        plural=row.measure.label,
        value_high=row.value_high,
        qualifier=row.qualifier,
        missing_reason=row.missing_reason,
        period_kind=row.period_kind,
        period_start=row.period_start,
        period_end=row.period_end,
        population=row.population,
    )


def identifier(kind: str, row) -> str:
    """The public id of a figure: kind/ref/key."""
    return "/".join((kind, *row.natural_key()))


def sources_of(document: dict, names: Names) -> list[dict]:
    """Every source that is cited anywhere in a document just built, footnotes included, in the order of first use."""
    used = (cited.get(member) for cited in citations(document) for member in ("source", "as_given_in"))
    return [{"ref": ref, "title": names.get(("source", ref), "")} for ref in dict.fromkeys(filter(None, used))]


def citations(value) -> Iterator[dict]:
    """Every citation inside a document, what the whole record was read in included, in its order."""
    if isinstance(value, list):
        for inner in value:
            yield from citations(inner)
    elif isinstance(value, dict):
        for member, inner in value.items():
            if member in ("citation", "read_in"):
                yield inner or {}
            else:
                yield from citations(inner)


def named_in(document: dict) -> set[tuple[str, str]]:
    """The (kind, ref) of every other record that a document names, and so must find published."""
    found = {(kind, reference["ref"]) for kind, reference in references(document)}
    wider = (figure["counted_in"].split("/") for figure in document.get("figures", []) if figure["counted_in"])
    return (found | {(kind, ref) for kind, ref, _ in wider}) - {(document["kind"], document["ref"])}
