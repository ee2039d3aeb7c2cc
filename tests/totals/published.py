"""Published registers for tests of totals: random ones, and what their documents add up to by the rules alone."""

import csv
import io
import json
from decimal import Decimal

from hypothesis import strategies as st

from lifesci.editions.models import Edition, Entry
from lifesci.totals.adding import Row, add_up
from lifesci.vocabularies.models import Measure, Scheme, Term
from tests.api.facts import figure
from tests.editions.bodies import programme

REGIONS = {"scotland": "Scotland", "wales": "Wales"}
AUDIENCES = {"primary": "Primary pupils", "teachers": "Teachers"}
MEASURES = {"students": "people", "hours": "hours", "women": "share"}
VALUED = ["exactly", "more_than", "nearly", "about", "average"]


def make_words():
    """The vocabularies that random programmes use."""
    for scheme, labels in ((Scheme.REGION, REGIONS), (Scheme.AUDIENCE, AUDIENCES)):
        for order, (code, label) in enumerate(labels.items()):
            Term.objects.create(scheme=scheme, code=code, label=label, order=order)
    for order, (code, counts) in enumerate(MEASURES.items()):
        unit = {"share": "%", "hours": "hours"}.get(counts, "")
        Measure.objects.create(code=code, label=code, singular=code[:-1], counts=counts, unit=unit, order=order)


def terms(labels, codes):
    """Terms of a document."""
    return [{"code": code, "label": labels[code]} for code in sorted(codes)]


@st.composite
def figures(draw, key, identifiers):
    """One figure of a document."""
    measure = draw(st.sampled_from(sorted(MEASURES)))
    value = draw(st.one_of(st.none(), st.integers(0, 5000), st.sampled_from(["0.25", "29.5", "1000.125"])))
    is_small = value is None and draw(st.booleans())
    place = draw(st.sampled_from(["", "", *REGIONS]))
    return {
        **figure(),
        "key": key,
        "measure": {"code": measure, "label": measure, "singular": "", "counts": MEASURES[measure], "unit": ""},
        "value": value,
        "value_high": 9000 if value is not None and draw(st.integers(0, 4)) == 0 else None,
        "qualifier": draw(st.sampled_from(VALUED)) if value is not None else "exactly",
        "missing_reason": "" if value is not None else "withheld" if is_small else "not_stated",
        "is_small": is_small,
        "phrase": draw(st.sampled_from(["more than 900 students", "=1+1", '+44 "x"', "@sum, of\nlines"])),
        "parts": {"lead": "", "numeral": "", "unit": "", "tail": ""},
        "period": {
            "kind": draw(st.sampled_from(["cumulative", "cumulative", "per_year", "planned"])),
            "start": draw(st.sampled_from(["", "2019"])),
            "end": "",
        },
        "population": draw(st.sampled_from(["", "girls", " Girls"])),
        "geography": {"code": place, "label": REGIONS[place]} if place else None,
        "counted_in": draw(st.sampled_from(["", "", *identifiers])),
        "set_aside_for": draw(st.sampled_from(["", "", "", "other"])),
    }


@st.composite
def registers(draw, most=5):
    """Bodies of programmes, each naming regions, audiences, a parent and figures; some are counted in others."""
    refs = [f"programme-{number}" for number in range(draw(st.integers(0, most)))]
    identifiers = [f"programme/{ref}/figure-{key}" for ref in refs for key in range(3)]
    bodies = []
    for ref in refs:
        parent = draw(st.sampled_from(["", "", *refs]))
        keys = range(draw(st.integers(0, 3)))
        bodies.append(
            programme(
                ref,
                draw(st.sampled_from([ref.title(), f"=Cmd {ref}"])),
                parent={"ref": parent, "title": parent} if parent else None,
                regions=terms(REGIONS, draw(st.sets(st.sampled_from(sorted(REGIONS))))),
                audiences=terms(AUDIENCES, draw(st.sets(st.sampled_from(sorted(AUDIENCES))))),
                figures=contested([draw(figures(f"figure-{key}", identifiers)) for key in keys]),
            )
        )
    return bodies


def contested(stated) -> list[dict]:
    """Figures of which only those are set aside that have a rival, as publishing does it."""
    kinds = [(each["measure"]["code"], each["period"]["kind"]) for each in stated]
    for each, kind in zip(stated, kinds, strict=True):
        if kinds.count(kind) == 1:
            each["set_aside_for"] = ""
    return stated


def documents() -> dict[str, dict]:
    """The current documents of all published programmes by ref."""
    entries = Entry.objects.filter(kind="programme").values_list("edition", flat=True)
    texts = Edition.objects.filter(pk__in=list(entries)).values_list("text", flat=True)
    return {document["ref"]: document for document in map(json.loads, texts)}


def codes(document, member) -> set[str]:
    """The codes of a document's terms."""
    return {term["code"] for term in document[member]}


def passing(found, **filters) -> set[str]:
    """The refs of documents that carry any of the codes given for each member."""
    return {
        ref
        for ref, document in found.items()
        if all(not wanted or codes(document, member) & set(wanted) for member, wanted in filters.items())
    }


def added_up(found, refs, places=()):
    """What documents add up to, read from them alone."""
    return add_up((row for ref in sorted(refs) for row in rows(found, ref)), places)


def rows(found, ref):
    """The figures of a document as rows."""
    document = found[ref]
    regions = sorted(codes(document, "regions"))
    for stated in document["figures"]:
        own = stated["geography"]["code"] if stated["geography"] else ""
        yield Row(
            identifier=f"programme/{ref}/{stated['key']}",
            record=ref,
            measure=stated["measure"]["code"],
            counts=stated["measure"]["counts"],
            period_kind=stated["period"]["kind"],
            value=None if stated["value"] is None else Decimal(stated["value"]),
            value_high=None if stated["value_high"] is None else Decimal(stated["value_high"]),
            qualifier=stated["qualifier"],
            missing_reason=stated["missing_reason"],
            geography=own or (regions[0] if len(regions) == 1 else ""),
            population=" ".join(stated["population"].casefold().split()),
            period=(stated["period"]["start"], stated["period"]["end"]),
            counted_in=stated["counted_in"],
            ancestors=tuple(ancestors(found, ref)),
            is_small=stated["is_small"],
            is_set_aside=bool(stated["set_aside_for"]),
        )


def ancestors(found, ref) -> list[str]:
    """The refs above a document, nearest first."""
    above, walked = found[ref]["parent"], []
    while above and above["ref"] != ref and above["ref"] not in walked:
        walked.append(above["ref"])
        above = found[above["ref"]]["parent"] if above["ref"] in found else None
    return walked


def walk(client, query="") -> list[dict]:
    """Every total the API gives for a query, page by page; and back again to the first."""
    page = client.get(f"/api/v1/totals/?page_size=3&{query}".rstrip("&")).json()
    results = list(page["results"])
    while page["next"]:
        page = client.get(page["next"]).json()
        results += page["results"]
    back = list(page["results"])
    while page["previous"]:
        page = client.get(page["previous"]).json()
        back = page["results"] + back
    assert back == results
    return results


def file(client, address) -> list[dict]:
    """The lines of a CSV file by the names of its columns."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
