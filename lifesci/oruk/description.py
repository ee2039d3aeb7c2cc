"""This adapter in OpenAPI: the standard's addresses, the parameters that mean something here, the answers."""

import json
from functools import cache

from lifesci.oruk import asking
from lifesci.oruk.identity import NAMESPACE

SCHEMAS = "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/"
EXTENSION = "/oruk/v3/x_lsr.json#/$defs/"
INTRODUCTION = (
    "The register's programmes and organisations as Open Referral UK 3.0 has them. Read-only, open to every origin, no "
    "key needed. A service is a programme, an organization an organisation, a taxonomy a vocabulary; a location is a "
    "place that is a venue, a service area a region. Ids are version 5 UUIDs in the namespace {namespace} of the names "
    "`programme/<ref>`, `organisation/<ref>`, `place/<ref>`, `programme/<ref>/place/<ref>`, `vocabulary/<scheme>` and "
    "`term/<scheme>/<code>`. Status: running is active, planned inactive, paused temporarily closed, ended "
    "defunct; one that no source states is inactive, and `x_lsr_status` says so. `last_modified` moves with every "
    "Edition of the programme or of its organisation. Members that begin with `x_lsr_` are the register's own: see "
    "x_lsr.json. Parameters that mean nothing here are ignored and named in "
    "`x_lsr_ignored`; a value that cannot be obeyed is a 400."
)
# Address, what it lists, schema of a list item, schema of a whole object, parameters of the list.
RESOURCES = (
    ("services", "service", "compiled/service_list.json", "compiled/service.json", asking.SERVICE),
    (
        "organizations",
        "organization",
        "compiled/organization_list.json",
        "compiled/organization.json",
        asking.ORGANIZATION,
    ),
    (
        "service_at_locations",
        "service_at_location",
        "compiled/service_at_location_list.json",
        "compiled/service_at_location.json",
        asking.SERVICE,
    ),
    ("taxonomies", "taxonomy", "taxonomy.json", "taxonomy.json", asking.PAGING),
    ("taxonomy_terms", "taxonomy_term", "taxonomy_term.json", "taxonomy_term.json", asking.TERM),
)
UUIDS = {"type": "array", "items": {"type": "string", "format": "uuid"}}
PARAMETERS = {
    "page": ("Number of the page, from 1.", {"type": "integer", "minimum": 1, "maximum": asking.LAST_PAGE}),
    "per_page": (
        f"Items on a page; {asking.PER_PAGE} unless said.",
        {"type": "integer", "minimum": 1, "maximum": asking.MOST_ON_A_PAGE},
    ),
    "search": ("Words to look for, all of them; “quoted words” stand together.", {"type": "string"}),
    "taxonomy_term_id": ("Id of a taxonomy term the item has. Repeat it to allow several.", UUIDS),
    "taxonomy_id": ("Id of a taxonomy the item has any term of. Repeat it to allow several.", UUIDS),
    "organization_id": ("Id of the organization that leads the service. Repeat it to allow several.", UUIDS),
    "modified_after": (
        "Only what changed at or after this date and time; UTC where no zone is given.",
        {"type": "string", "format": "date-time"},
    ),
    "full": ("Whole objects instead of list items.", {"type": "boolean"}),
    "minimum_age": (
        "Services whose stated ages begin at this age or later; an open beginning counts as 0.",
        {"type": "number", "minimum": 0, "maximum": 999},
    ),
    "maximum_age": (
        "Services whose stated ages end at this age or earlier; an open end counts as 120.",
        {"type": "number", "minimum": 0, "maximum": 999},
    ),
}
COUNT = {"type": "integer", "minimum": 0}
YES = {"type": "boolean"}
ENVELOPE = {
    **dict.fromkeys(("total_items", "total_pages", "page_number", "size"), COUNT),
    **dict.fromkeys(("first_page", "last_page", "empty"), YES),
}
PROBLEM = "A problem document (RFC 9457)."


def extended(schema: str, name: str | None) -> dict:
    """An object of the standard, with the members of the register that it carries."""
    standard = {"$ref": f"{SCHEMAS}{schema}"}
    return {"allOf": [standard, {"$ref": f"{EXTENSION}{name}"}]} if name else standard


def answered(description: str, schema: dict) -> dict:
    """The good answer and the problems of one address."""
    problems = {status: {"description": f"{title} {PROBLEM}"} for status, title in TITLES.items()}
    content = {"application/json": {"schema": schema}}
    return {"200": {"description": description, "content": content}, **problems}


TITLES = {
    "400": "A value is not understood.",
    "404": "Nothing has this id.",
    "406": "The address serves none of the media types asked for.",
    "410": "The record was withdrawn; the problem says why.",
    "429": "The client has asked too often.",
}


def operation(name: str, summary: str, schema: dict, parameters: list[dict]) -> dict:
    """One address that is read."""
    described = {"operationId": name, "summary": summary, "parameters": parameters}
    return {"get": {**described, "responses": answered(summary, schema)}}


def in_query(name: str) -> dict:
    """A parameter of a list."""
    description, schema = PARAMETERS[name]
    described = {"name": name, "in": "query", "description": description, "schema": schema}
    return described | ({"style": "form", "explode": True} if schema["type"] == "array" else {})


def paths() -> dict:
    """Every address, below /oruk/v3."""
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    found = {"/": operation("read_root", "Which standard this follows", {"type": "object"}, [])}
    for plural, name, item, whole, takes in RESOURCES:
        own = None if name == "service_at_location" else name
        contents = {"type": "array", "items": extended(item, own)}
        listed = {
            "type": "object",
            "required": [*ENVELOPE, "contents"],
            "properties": {**ENVELOPE, "contents": contents},
            "allOf": [{"$ref": f"{EXTENSION}page"}],
        }
        found[f"/{plural}"] = operation(f"list_{plural}", f"Pages of {plural}", listed, [*map(in_query, takes)])
        found[f"/{plural}/{{id}}"] = operation(f"read_{name}", f"One {name}", extended(whole, own), [id])
    return found


@cache
def openapi_text() -> bytes:
    """The description as JSON."""
    document = {
        "openapi": "3.1.1",
        "info": {
            "title": "Open Referral UK 3.0",
            "version": "3.0",
            "description": INTRODUCTION.format(namespace=NAMESPACE),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": "/oruk/v3"}],
        "paths": paths(),
    }
    return json.dumps(document, ensure_ascii=False).encode()
