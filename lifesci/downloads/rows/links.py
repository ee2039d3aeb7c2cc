"""A row for each word or record that a record names in a list of its document. Pure: documents in, rows out."""

from collections.abc import Iterator, Mapping

from lifesci.downloads.rows.parts import Published, Row

# The lists of documents, and the vocabulary or the kind of what stands in them.
LISTS = {
    "programme": {
        **{"types": "type", "audiences": "audience", "sectors": "sector", "regions": "region", "delivery": "delivery"},
        **{"access": "access", "qualifications": "qualification", "gatsby_benchmarks": "gatsby-benchmark"},
        **{"places": "place", "partners": "organisation", "strands": "programme", "briefs": "brief"},
        "sources": "source",
    },
    "organisation": {"sectors": "sector", "sources": "source"},
    "brief": {
        **{"organisations": "organisation", "sectors": "sector", "regions": "region", "policy_themes": "policy-theme"},
        **{"related": "brief", "sources": "source"},
    },
    "source": {"cites": "source"},
}


def links(document: Mapping, published: Published) -> Iterator[Row]:
    """Every item of every list, in the order of the lists."""
    kind, ref = document["kind"], document["ref"]
    for member, scheme in LISTS[kind].items():
        for position, item in enumerate(document[member], start=1):
            code = item["code"] if "code" in item else item["ref"]
            yield {
                "record_kind": kind,
                "record_ref": ref,
                "member": member,
                "position": position,
                "scheme": scheme,
                "code": code,
                "name": item.get("label") or item.get("name") or item.get("title", ""),
                "gss_code": published.gss.get(code, "") if scheme == "region" else "",
                "role": item["role"]["code"] if "role" in item else "",
                "note": item.get("note", item.get("mark", "")),
            }
