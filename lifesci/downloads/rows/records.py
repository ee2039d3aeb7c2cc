"""One row for each published record. Pure: documents in, rows out."""

from collections.abc import Mapping

from lifesci.downloads.rows.parts import (
    READING,
    Published,
    Row,
    read_in,
    refs,
    region,
    regions,
    standing,
    word,
    words,
)

NO_AGES = {"from": None, "to": None, "qualifier": "", "note": ""}


def programme(document: Mapping, published: Published) -> Row:
    """A programme."""
    lead, parent, ages = document["lead"] or {}, document["parent"] or {}, document["ages"] or NO_AGES
    plain = (
        "ref",
        "edition",
        "title",
        "summary",
        "description",
        "frequency",
        "starts",
        "ends",
        "dates_note",
        "website",
    )
    return {
        **{name: document[name] for name in plain},
        **word(document["status"], "status"),
        "lead": lead.get("ref", ""),
        "lead_name": lead.get("name", ""),
        "parent": parent.get("ref", ""),
        "parent_title": parent.get("title", ""),
        **{f"age_{name}": ages[name] for name in NO_AGES},
        **words(document["types"], "types", "type_names"),
        **words(document["audiences"], "audiences", "audience_names"),
        **words(document["sectors"], "sectors", "sector_names"),
        **regions(document["regions"], published.gss),
        "places": refs(document["places"]),
        **words(document["delivery"], "delivery", "delivery_names"),
        **words(document["access"], "access", "access_names"),
        **words(document["qualifications"], "qualifications", "qualification_names"),
        **words(document["gatsby_benchmarks"], "gatsby_benchmarks", "gatsby_benchmark_names"),
        "briefs": refs(document["briefs"]),
        **read_in(document),
        "figures": len(document["figures"]),
        "outcomes": len(document["outcomes"]),
        **standing(document, published),
    }


def organisation(document: Mapping, published: Published) -> Row:
    """An organisation."""
    part_of, place = document["part_of"] or {}, document["place"] or {}
    return {
        **{name: document[name] for name in ("ref", "edition", "name", "description", "website")},
        "aliases": READING.join(alias["name"] for alias in document["aliases"]),
        **word(document["type"], "type"),
        "part_of": part_of.get("ref", ""),
        "part_of_name": part_of.get("name", ""),
        "place": place.get("ref", ""),
        "place_name": place.get("name", ""),
        **region(place.get("region"), published.gss),
        **words(document["sectors"], "sectors", "sector_names"),
        "identifiers": [f"{each['scheme']}-{each['value']}" for each in document["identifiers"]],
        **read_in(document),
        "figures": len(document["figures"]),
        **standing(document, published),
    }


def brief(document: Mapping, published: Published) -> Row:
    """A brief."""
    plain = ("ref", "edition", "title", "summary", "description", "starts", "ends", "website")
    return {
        **{name: document[name] for name in plain},
        **word(document["brief_kind"], "kind"),
        "organisations": refs(document["organisations"]),
        **words(document["sectors"], "sectors", "sector_names"),
        **regions(document["regions"], published.gss),
        **words(document["policy_themes"], "policy_themes", "policy_theme_names"),
        "related": refs(document["related"]),
        **read_in(document),
        **{name: len(document[name]) for name in ("figures", "objectives", "engagements")},
        **standing(document, published),
    }


def source(document: Mapping, published: Published) -> Row:
    """A source."""
    plain = ("ref", "edition", "title", "publisher", "published_on", "published_note", "is_public")
    return {
        **{name: document[name] for name in (*plain, "licence", "file_name", "note")},
        **word(document["source_kind"], "kind"),
        "url": document["website"],
        "file_sha256": document["sha256"],
        "cites": list(dict.fromkeys(refs(document["cites"]))),
        **standing(document, published),
    }
