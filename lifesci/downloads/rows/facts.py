"""Rows for the facts that a published record states. Pure: documents in, rows out."""

from collections.abc import Iterator, Mapping

from lifesci.downloads.rows.parts import Published, Row, citation, identifier, word
from lifesci.evidence.qualifiers import Qualifier
from lifesci.evidence.small import FEWEST


def figures(document: Mapping, published: Published) -> Iterator[Row]:
    """The figures of a record of any kind, in its order."""
    plain = ("key", "value", "value_high", "qualifier", "missing_reason", "is_small", "phrase", "population")
    also = ("counted_in", "note", "sources_differ", "chosen_because", "set_aside_for")
    for figure in document.get("figures", ()):
        measure, period, geography = figure["measure"], figure["period"], figure["geography"]
        yield {
            "id": identifier(document, figure["key"]),
            **_record(document),
            **{name: figure[name] for name in (*plain, *also)},
            "measure": measure["code"],
            "measure_name": measure["label"],
            "counts": measure["counts"],
            "unit": measure["unit"],
            **bounds(figure),
            **{f"period_{name}": period[name] for name in ("kind", "start", "end")},
            **word(geography, "geography"),
            "geography_gss_code": published.gss.get(geography["code"], "") if geography else "",
            **citation(figure["citation"]),
        }


def bounds(figure: Mapping) -> Row:
    """What the truth is surely not below and not above, as far as the words of the figure say: its value, where the
    doubt goes the other way. Of "more than 900" the least is 900 and the most is open."""
    qualifier = Qualifier(figure["qualifier"])
    low, high = figure["value"], figure["value"] if figure["value_high"] is None else figure["value_high"]
    if figure["is_small"] and qualifier is Qualifier.LESS_THAN:
        high = FEWEST  # the words say “fewer than 5”; the number itself is withheld
    return {
        "value_min": None if qualifier.may_be_lower else low,
        "value_max": None if qualifier.may_be_higher else high,
    }


def outcomes(document: Mapping, published: Published) -> Iterator[Row]:
    """The outcomes of a programme, in its order."""
    for outcome in document.get("outcomes", ()):
        yield {
            "id": identifier(document, outcome["key"]),
            **_programme(document),
            **{name: outcome[name] for name in ("key", "statement", "how_known")},
            **word(outcome["theme"], "theme"),
            "figure": identifier(document, outcome["figure"]),
            **citation(outcome["citation"]),
        }


def stories(document: Mapping, published: Published) -> Iterator[Row]:
    """The stories of a programme, in its order."""
    for story in document.get("stories", ()):
        yield {
            "id": identifier(document, story["key"]),
            **_programme(document),
            **{name: story[name] for name in ("key", "person", "position", "summary")},
            "steps": len(story["steps"]),
            "path": "\n".join(map(_step, story["steps"])),
            **citation(story["citation"]),
        }


def affiliations(document: Mapping, published: Published) -> Iterator[Row]:
    """The ties of an organisation, in its order."""
    for tie in document.get("affiliations", ()):
        yield {
            "organisation": document["ref"],
            "organisation_name": document["name"],
            "edition": document["edition"],
            **word(tie["role"], "role"),
            "other": tie["other"]["ref"],
            "other_name": tie["other"]["name"],
            "note": tie["note"],
            **citation(tie["citation"]),
        }


def _step(step: Mapping) -> str:
    return f"{step['happened_on']}: {step['text']}" if step["happened_on"] else step["text"]


def _record(document: Mapping) -> Row:
    named = {f"record_{name}": document[name] for name in ("kind", "ref", "title")}
    return {**named, "edition": document["edition"]}


def _programme(document: Mapping) -> Row:
    named = {"programme": document["ref"], "programme_title": document["title"]}
    return {**named, "edition": document["edition"]}
