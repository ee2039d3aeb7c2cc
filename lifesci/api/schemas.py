"""The JSON Schemas of the documents as the API serves them, and as components of its OpenAPI description."""

import json
from functools import cache

from lifesci.api.versions.shapes import ASKED_BY
from lifesci.editions.card import CARRIED, COMMON, FIGURE_MEMBERS
from lifesci.editions.schema import SCHEMAS, current_schema

KINDS = ("programme", "organisation", "brief", "source")
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
DATE = {"type": "string", "format": "date"}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ADDRESS = {"type": "string", "format": "uri"}
ONE = {kind: f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in KINDS}
OF_FILE = dict.fromkeys(KINDS, "") | {"source": " In its whole document `sha256` is that of the file that was read."}


def schema_text(name: str) -> str | None:
    """The text of the schema `kind-number`, None where there is none."""
    path = next((path for path in SCHEMAS if path.stem == name), None)
    return path.read_text() if path else None


@cache
def document_schema(kind: str) -> dict:
    """The schema that new Editions of a kind follow."""
    return json.loads(schema_text(f"{kind}-{current_schema(kind)}"))


def choices(name: str) -> tuple[str, ...]:
    """The codes that a document may hold for the kind of a period, or for the basis of a statement."""
    parts = document_schema("programme")["$defs"]
    coded = {
        "period": parts["figure"]["properties"]["period"]["properties"]["kind"],
        "basis": parts["citation"]["properties"]["basis"]["properties"]["code"],
    }[name]
    return tuple(code for code in coded["enum"] if code)


def named(kind: str, part: str) -> str:
    """The component a part of a kind's schema becomes: one for all kinds where they agree on it."""
    word = part.title().replace("_", "")
    return word if part in shared_parts() else f"{kind.title()}{word}"


@cache
def shared_parts() -> frozenset[str]:
    """Parts that are alike in every kind that has them, with everything they refer to."""
    parts = [document_schema(kind).get("$defs", {}) for kind in KINDS]
    alike = {name for each in parts for name in each if len({json.dumps(p[name]) for p in parts if name in p}) == 1}
    while True:
        held = {name for name in alike if all(uses(p[name]) <= alike for p in parts if name in p)}
        if held == alike:
            return frozenset(alike)
        alike = held


def uses(schema) -> set[str]:
    """The parts that a schema refers to."""
    return {reference.removeprefix("#/$defs/") for reference in references(schema)}


def references(schema):
    """Every `$ref` in a schema."""
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def rehomed(kind: str, schema):
    """The schema with its references turned to components."""
    if isinstance(schema, dict):
        return {
            name: f"#/components/schemas/{named(kind, value.removeprefix('#/$defs/'))}"
            if name == "$ref"
            else rehomed(kind, value)
            for name, value in schema.items()
        }
    return [rehomed(kind, value) for value in schema] if isinstance(schema, list) else schema


def or_null(schema: dict) -> dict:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def strict(properties: dict, description: str) -> dict:
    """An object that has exactly these members."""
    return {
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


@cache
def document_components() -> dict[str, dict]:
    """Components for documents, list items and flat rows; all derived from the schemas beside the Editions."""
    components = {}
    for kind in KINDS:
        schema = document_schema(kind)
        body = {name: value for name, value in schema.items() if name not in ("$schema", "$id", "$defs")}
        components[kind.title()] = rehomed(kind, body)
        components[f"{kind.title()}Item"] = rehomed(kind, item_schema(kind, schema))
        components |= {named(kind, name): rehomed(kind, part) for name, part in schema.get("$defs", {}).items()}
    components["FigureRow"] = rehomed("programme", figure_row_schema())
    components["OutcomeRow"] = rehomed("programme", outcome_row_schema())
    return components


def members(component: str) -> tuple[str, ...]:
    """The members of a list item or a flat row, in their order."""
    return tuple(document_components()[component]["properties"])


@cache
def document_members(kind: str) -> tuple[str, ...]:
    """The members of documents of a kind, also those of older schemas, which Editions of their time keep."""
    names = [name for path in SCHEMAS if path.stem.rpartition("-")[0] == kind for name in document_properties(path)]
    return tuple(dict.fromkeys(names))


def document_properties(path) -> list[str]:
    """The members that one schema names."""
    return list(json.loads(path.read_text())["properties"])


def in_part(schema: dict) -> dict:
    """The same object with some of its members alone, at least one; it comes to nobody who did not ask for a part."""
    part = {"type": "object", "minProperties": 1, ASKED_BY: ["fields", "omit"]}
    if "properties" not in schema:
        return part
    return part | {"additionalProperties": False, "properties": schema["properties"]}


def item_schema(kind: str, schema: dict) -> dict:
    """A record's line in lists."""
    term = {"$ref": "#/$defs/term"}
    extras = {
        "programme": {"places": TEXTS, "strongest": TEXT, "figures": {"type": "integer", "minimum": 0}},
        "organisation": {
            "summary": TEXT,
            "place": TEXT,
            "region": or_null(term),
            "aliases": TEXTS,
        },
        "brief": {},
        "source": {"summary": TEXT},
    }[kind]
    carried = {name: schema["properties"][name] for name in (*COMMON, *CARRIED[kind])}
    own = {
        "issued_on": {**DATE, "description": "When its current Edition was issued."},
        "sha256": {**SHA256, "description": f"SHA-256 of the text of its current Edition.{OF_FILE[kind]}"},
    }
    return strict({**carried, **extras, **own}, f"{ONE[kind].capitalize()} in a list.")


def record_schema() -> dict:
    """Which record a fact belongs to."""
    return strict(
        {
            "kind": {"type": "string", "enum": list(KINDS)},
            "ref": TEXT,
            "title": TEXT,
            "url": TEXT,
            "edition": {"type": "integer", "minimum": 1},
        },
        "The record that states it.",
    )


def figure_row_schema() -> dict:
    """One published figure as a flat row."""
    figure = document_schema("programme")["$defs"]["figure"]["properties"]
    measure = figure["measure"]["properties"]
    members = {name: figure[name] for name in FIGURE_MEMBERS}
    members["measure"] = strict({name: measure[name] for name in ("code", "label", "counts")}, "What is counted.")
    return strict({"id": TEXT, "record": record_schema(), **members}, "One published figure.")


def outcome_row_schema() -> dict:
    """One published outcome as a flat row."""
    outcome = document_schema("programme")["properties"]["outcomes"]["items"]
    if "$ref" in outcome:
        outcome = document_schema("programme")["$defs"][outcome["$ref"].removeprefix("#/$defs/")]
    members = {name: outcome["properties"][name] for name in ("theme", "statement", "how_known", "figure", "citation")}
    members["figure"] = {**TEXT, "description": "Id of the figure that carries its number, empty where none does."}
    return strict({"id": TEXT, "record": record_schema(), **members}, "One published outcome.")
