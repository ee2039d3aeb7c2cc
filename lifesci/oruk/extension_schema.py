"""The JSON Schema of the `x_lsr_` members, made from the schemas of the documents they come from, so that both say the
same of every column. Pure but for reading those files."""

import json
import re
from functools import cache

from lifesci.api.schemas import document_schema
from lifesci.editions.card import FIGURE_MEMBERS
from lifesci.oruk.extension import AGE_MEMBERS, MEASURE_MEMBERS, OUTCOME_MEMBERS

ID = "/oruk/v3/x_lsr.json"
PREFIX = "x_lsr_"
UUID = {"type": "string", "format": "uuid"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
REF = {"description": "Public key of the record: small letters, digits and hyphens.", "type": "string"}
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}


def thinned(schema: dict, parts: dict) -> dict:
    """A schema of the documents as it holds here, where what has no value is left out: no null, nothing empty."""
    if "$ref" in schema:
        described = {name: value for name, value in schema.items() if name != "$ref"}
        return {**thinned(parts[schema["$ref"].removeprefix("#/$defs/")], parts), **described}
    if "anyOf" in schema:
        kept = [thinned(each, parts) for each in schema["anyOf"] if each != {"type": "null"}]
        described = {name: value for name, value in schema.items() if name != "anyOf"}
        return {**kept[0], **described} if len(kept) == 1 else {**described, "anyOf": kept}
    thin = dict(schema)
    if "properties" in schema:
        members = {name: thinned(each, parts) for name, each in schema["properties"].items()}
        return thin | members_of(members, [name for name in schema["properties"] if is_always(schema, name, parts)])
    if "items" in schema:
        thin |= {"items": thinned(schema["items"], parts), "minItems": 1}
    if "enum" in schema:
        thin["enum"] = [value for value in schema["enum"] if value != ""]
    elif schema.get("type") == "string" and "minLength" not in schema:
        thin["minLength"] = 1
    return thin


def is_always(schema: dict, name: str, parts: dict) -> bool:
    """Whether a member of a document is there and has a value in every Edition."""
    member = schema["properties"][name]
    member = {**parts[member["$ref"].removeprefix("#/$defs/")], **member} if "$ref" in member else member
    if name not in schema.get("required", ()) or "anyOf" in member:
        return False
    if member["type"] == "string":
        says_no = "" not in member.get("enum", [""]) or not re.search(member.get("pattern", ""), "")
        return bool(member.get("minLength") or says_no)
    if member["type"] == "object":
        return any(is_always(member, inner, parts) for inner in member["properties"])
    return member["type"] in ("integer", "boolean")


def members_of(properties: dict, required: list[str]) -> dict:
    """An object that has these members, all of the required ones, and no others."""
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def object_of(description: str, properties: dict, required: tuple[str, ...] | None = None) -> dict:
    """A strict object; all its members are required unless said."""
    return {"description": description, **members_of(properties, list(required or properties))}


def carried(schema: dict, names: tuple[str, ...]) -> dict:
    """The schema of an object of which only some members are carried here."""
    properties = {name: schema["properties"][name] for name in names if name in schema["properties"]}
    required = [name for name in schema["required"] if name in properties]
    return {**schema, "properties": properties, "required": required}


def many(items: dict, description: str) -> dict:
    """A list that is not empty: an empty one is left out."""
    return {"description": description, "type": "array", "minItems": 1, "items": items}


def extended(description: str, members: dict, required: tuple[str, ...]) -> dict:
    """An object of the standard that carries these further members and no others of ours."""
    return {
        "description": description,
        "type": "object",
        "required": list(required),
        "properties": members,
        "propertyNames": {"anyOf": [{"enum": list(members)}, {"not": {"pattern": f"^{PREFIX}"}}]},
    }


def edition() -> dict:
    """Which Edition an answer shows."""
    return object_of(
        "The Edition that this answer shows. An Edition never changes, but for the erasure of a person.",
        {
            "number": {"description": "Counted from 1 for each record.", "type": "integer", "minimum": 1},
            "sha256": {"description": "SHA-256 of the Edition's text.", "type": "string", "pattern": "^[0-9a-f]{64}$"},
            "issued_at": {"description": "When it was published.", **MOMENT},
            "url": {"description": "Its text, whole.", **ADDRESS},
            "all": {"description": "Every Edition of the record, newest first.", **ADDRESS},
        },
    )


WHO = ("x_lsr_ref", "x_lsr_url", "x_lsr_edition")


def who() -> dict:
    """The members that say which record it is."""
    page = {"description": "Its page on the register, for people.", **ADDRESS}
    return dict(zip(WHO, (REF, page, edition()), strict=True))


def facts(kind: str) -> dict:
    """The figures and sources of a kind of record."""
    schema = document_schema(kind)
    parts, figure = schema["$defs"], schema["$defs"]["figure"]
    measure = carried(figure["properties"]["measure"], MEASURE_MEMBERS)
    row = carried(figure, ("measure", *FIGURE_MEMBERS))
    row = thinned({**row, "properties": {**row["properties"], "measure": measure}}, parts)
    row["properties"]["id"] = {"description": "Kind, ref and key: the id that the API's figures have.", **TEXT}
    row["required"] = ["id", *row["required"]]
    source = object_of("A document that facts were read in.", {"ref": REF, "title": TEXT, "url": ADDRESS})
    return {
        "x_lsr_figures": many(row, schema["properties"]["figures"]["description"]),
        "x_lsr_sources": many(source, "The documents that its facts were read in; `source` of a citation is a ref."),
    }


def place(kind: str) -> dict:
    """A place that is named."""
    parts = document_schema(kind)["$defs"]
    return thinned(carried(parts["place"], ("ref", "name", "region", "is_venue")), parts)


def named_organization(kind: str, member: str, description: str) -> dict:
    """An organisation with what it is to the record."""
    schema = document_schema(kind)
    parts, row = schema["$defs"], schema["properties"][member]["items"]
    more = {name: thinned(row["properties"][name], parts) for name in ("role", "note", "citation")}
    required = ("organization_id", "ref", "name", "role", *(("citation",) if is_always(row, "citation", parts) else ()))
    return object_of(description, {"organization_id": UUID, "ref": REF, "name": TEXT, **more}, required)


def service() -> dict:
    """The further members of a service."""
    schema = document_schema("programme")
    own, parts = schema["properties"], schema["$defs"]
    outcome = carried(own["outcomes"]["items"], OUTCOME_MEMBERS)
    ages = carried(own["ages"]["anyOf"][0], AGE_MEMBERS)
    programme = object_of("A programme.", {"service_id": UUID, "ref": REF, "title": TEXT})
    lead = object_of(own["lead"]["description"], {"organization_id": UUID, "ref": REF, "name": TEXT})
    members = {
        **who(),
        "x_lsr_status": thinned(own["status"], parts),
        "x_lsr_ages": {**thinned(ages, parts), "description": own["ages"]["description"]},
        **{f"{PREFIX}{name}": thinned(own[name], parts) for name in ("summary", "starts", "ends", "dates_note")},
        "x_lsr_lead": lead,
        "x_lsr_partners": many(
            named_organization("programme", "partners", "An organisation in one role."), own["partners"]["description"]
        ),
        "x_lsr_parent": {**programme, "description": own["parent"]["description"]},
        "x_lsr_strands": many(programme, own["strands"]["description"]),
        "x_lsr_places": many(place("programme"), own["places"]["description"]),
        "x_lsr_outcomes": many(thinned(outcome, parts), own["outcomes"]["description"]),
        **facts("programme"),
    }
    return extended("A service: one published programme.", members, (*WHO, "x_lsr_status"))


def organization() -> dict:
    """The further members of an organization."""
    own, parts = document_schema("organisation")["properties"], document_schema("organisation")["$defs"]
    members = {
        **who(),
        "x_lsr_last_modified": {"description": "When it last changed.", **MOMENT},
        "x_lsr_aliases": thinned(own["aliases"], parts),
        "x_lsr_place": {**place("organisation"), "description": own["place"]["description"]},
        "x_lsr_affiliations": many(
            named_organization("organisation", "affiliations", "One affiliation."), own["affiliations"]["description"]
        ),
        **facts("organisation"),
    }
    return extended("An organization: one published organisation.", members, ("x_lsr_ref",))


def coded(description: str, code: str) -> dict:
    """An object of the standard that stands for a word of a vocabulary."""
    members = {
        "x_lsr_code": {"description": code, **TEXT},
        "x_lsr_notation": {"description": "Official code: for a region its GSS code.", **TEXT},
        "x_lsr_retired_on": {"description": "From this day it is chosen no more.", "type": "string", "format": "date"},
    }
    return extended(description, members, ("x_lsr_code",))


def page() -> dict:
    """The further members of the envelope of every list."""
    members = {
        "x_lsr_register_version": {"description": "The number of the newest change that this answer shows.", **COUNT},
        "x_lsr_applied": {"description": "The filters that were obeyed, by parameter.", "type": "object"},
        "x_lsr_ignored": {
            "description": "Parameters that mean nothing here and were ignored, at most twenty of them.",
            "type": "array",
            "items": {"type": "string"},
        },
    }
    return extended("The envelope of a list.", members, tuple(members))


@cache
def schema() -> dict:
    """One definition for each object of the standard that carries members of the register."""
    ref = extended("A location: a place that is a venue.", {"x_lsr_ref": REF}, ("x_lsr_ref",))
    scheme = {"x_lsr_scheme": {"description": "Name of the vocabulary under /api/v1/vocabularies/.", **TEXT}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Members of the register in Open Referral UK",
        "description": (
            "What the register knows and Open Referral UK 3.0 has no member for, by the object that carries it. Every "
            "figure keeps what it counts, its qualifier, period, population, place and source; unknown is never 0."
        ),
        "$defs": {
            "page": page(),
            "service": service(),
            "organization": organization(),
            "location": ref,
            "service_area": coded("A service area: a region the programme runs in.", "Code of the region."),
            "taxonomy": extended("A taxonomy: a vocabulary.", scheme, tuple(scheme)),
            "taxonomy_term": coded("A taxonomy term: a word of a vocabulary.", "Code of the word, stable."),
        },
    }


@cache
def schema_text() -> bytes:
    """The schema as JSON."""
    return json.dumps(schema(), ensure_ascii=False).encode()
