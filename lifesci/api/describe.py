"""What each address of the API takes and answers, in OpenAPI's words. Views name one of these as their `operation`."""

from lifesci.api.describe_words import word_components
from lifesci.api.filters import record_parameters
from lifesci.api.media import FORMATS, JSON
from lifesci.api.parameters import SLUG, Parameter
from lifesci.api.problem import MEANINGS, MEDIA_TYPE
from lifesci.api.schemas import (
    ADDRESS,
    DATE,
    KINDS,
    ONE,
    SHA256,
    TEXT,
    TEXTS,
    document_components,
    in_part,
    or_null,
    strict,
)
from lifesci.tables.column import Table
from lifesci.tables.json_schema import component_of
from lifesci.tables.lists import ACTIONS, CHANGES, EDITIONS, LOGGED

OF_FILES = {
    "X-Total-Count": "Of a file: how many rows or results it has.",
    "X-Register-Version": "Of a file: the register version that it is of.",
}
COUNT = {"type": "integer", "minimum": 0}
COUNTED = {"type": "integer", "minimum": 1}
PROBLEM_NAMES = {
    400: "BadRequest",
    401: "WrongKey",
    404: "NotFound",
    405: "MethodNotAllowed",
    406: "NotAcceptable",
    410: "Gone",
}
PROBLEM_NAMES |= {429: "TooManyRequests", 500: "InternalError", 503: "Unavailable"}
KEY = "key"
KEY_MEANING = (
    "Reading needs no key. A key is given to a partner who asks more often than one network address may; it changes "
    "how often, and nothing of the answers. It begins with a prefix of eight characters and a full stop."
)
# Endings of results that can be asked for in part.
PARTED = ("Item", "Row", "Line", "Word", "ProblemType", "Checkpoint")
SUCCESSOR = strict({"ref": TEXT, "url": TEXT}, "A record, and the path of its page.")
GONE = {  # what the problem of a record that was withdrawn or merged says besides
    "kind": (TEXT, "Its kind."),
    "ref": (TEXT, "Its ref."),
    "withdrawn_on": (DATE, "The day on which it was withdrawn or merged."),
    "merged": ({"type": "boolean"}, "True where it was merged, left out otherwise."),
    "successor": (or_null(SUCCESSOR), "What takes its place, null where nothing does."),
    "last_edition": (or_null(TEXT), "The path of its last Edition's page; `editions/` has it as data."),
}
ALWAYS = (401, 405, 406, 429, 500, 503)


def reference(name: str, home: str = "schemas") -> dict:
    """A reference to a component."""
    return {"$ref": f"#/components/{home}/{name}"}


def listed(name: str) -> dict:
    """The component of a list of components."""
    return reference(f"{name}List")


def operation(
    name: str, summary: str, schema: dict | None, *, tag: str, parameters=(), problems=(), media=JSON, tables=()
) -> dict:
    """One GET operation with its good answer, its 304 and its problems. A list that is also given as a file has the
    `tables` that its rows may be of."""
    responses = {}
    if schema is not None:
        headers = {field: reference(field, "headers") for field in ("ETag", "RateLimit-Policy", "RateLimit")}
        headers |= {field: reference(field, "headers") for field in OF_FILES if tables}
        content = {media: {"schema": schema}} | (files_of(tables) if tables else {})
        responses["200"] = {"description": summary, "headers": headers, "content": content}
        responses["304"] = {"description": "Not modified: the client holds the answer with this ETag."}
    for status in sorted({400, *problems, *ALWAYS}):
        responses[str(status)] = reference(PROBLEM_NAMES[status], "responses")
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": list(parameters),
        "responses": responses,
    }


def files_of(tables: tuple[str, ...]) -> dict:
    """The media types of a list that is given as a file; what a row of a sheet has is said by the table's component."""
    rows = [reference(component_of(table)) for table in tables]
    of_rows = {"type": "array", "items": rows[0] if len(rows) == 1 else {"anyOf": rows}}
    content = {"contentMediaType": FORMATS["csv"], "contentSchema": of_rows}
    columns = {"type": "string", "description": "A head, which names the columns, and a line for each row.", **content}
    sheet = {"description": "A workbook with a cover, notes on the columns, and a sheet of the same rows."}
    lines = {"type": "string", "description": "One result a line."}
    return {
        FORMATS["csv"]: {"schema": columns},
        FORMATS["ndjson"]: {"schema": lines},
        FORMATS["xlsx"]: {"schema": sheet},
    }


def in_path(name: str, description: str, schema: dict) -> dict:
    """A path parameter."""
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def in_query(parameter: Parameter) -> dict:
    """A query parameter as it was declared."""
    return query_parameter(parameter.name, parameter.description, parameter.schema())


def query_parameter(name: str, description: str, schema: dict) -> dict:
    """A query parameter; one of several values is repeated."""
    described = {"name": name, "in": "query", "description": description, "schema": schema}
    return described | ({"style": "form", "explode": True} if schema["type"] == "array" else {})


REF = in_path("ref", "Public key of the record.", {"type": "string", "pattern": SLUG, "maxLength": 80})
NUMBER = in_path("number", "Number of the Edition, from 1.", {"type": "integer", "minimum": 1, "maximum": 999_999_999})


def in_whole_or_part(*names: str) -> dict:
    """One of these components, whole or with some of its members."""
    return {"anyOf": [reference(name) for name in (*names, *(f"{name}Part" for name in names))]}


def record_list(view) -> dict:
    """A list of records."""
    kind = view.kind
    parameters = [query_parameter(*each) for each in record_parameters(kind)]
    parameters += map(in_query, view.parameters())
    return operation(
        f"list_{kind}s",
        f"Published {kind}s",
        listed(f"{kind.title()}Item"),
        tag=f"{kind}s",
        parameters=parameters,
        tables=(f"{kind}s",),
    )


def detail(view) -> dict:
    """A record."""
    kind = view.kind
    return operation(
        f"read_{kind}",
        f"The current Edition of {ONE[kind]}",
        in_whole_or_part(kind.title()),
        tag=f"{kind}s",
        parameters=[REF, *map(in_query, view.parameters())],
        problems=(404, 410),
    )


def editions(view) -> dict:
    """The Editions of a record."""
    kind = view.kind
    summary = f"Every Edition of {ONE[kind]}, newest first, and what changed"
    return operation(
        f"list_{kind}_editions",
        summary,
        listed("EditionLine"),
        tag=f"{kind}s",
        parameters=[REF, *map(in_query, view.parameters())],
        problems=(404,),
        tables=("editions",),
    )


def numbered(view) -> dict:
    """A numbered Edition. Its schema is the one that was current when it was issued, so it is not spelt out here."""
    kind = view.kind
    schema = {"type": "object", "minProperties": 1}
    return operation(
        f"read_{kind}_edition",
        f"One Edition of {ONE[kind]}; it never changes",
        schema,
        tag=f"{kind}s",
        parameters=[REF, NUMBER, *map(in_query, view.parameters())],
        problems=(404,),
    )


def fact_list(view) -> dict:
    """A list of figures or outcomes."""
    name = view.model.__name__.removeprefix("Entry")
    plural = f"{name.lower()}s"
    parameters = map(in_query, view.parameters())
    summary = f"Published {plural} across all records"
    return operation(
        f"list_{plural}",
        summary,
        listed(f"{name}Row"),
        tag="facts",
        parameters=parameters,
        tables=(plural,),
    )


def own_list(view, table: str, summary: str, component: str, *, tag: str) -> dict:
    """A list that is called as its table is."""
    parameters = map(in_query, view.parameters())
    return operation(f"list_{table}", summary, listed(component), tag=tag, parameters=parameters, tables=(table,))


def change_list(view) -> dict:
    """The change log."""
    return own_list(view, "changes", "The change log", "ChangeLine", tag="changes")


def vocabulary_list(view) -> dict:
    """The vocabularies."""
    return own_list(view, "vocabularies", "The vocabularies", "VocabularyLine", tag="vocabularies")


def vocabulary(view) -> dict:
    """The words of a vocabulary."""
    scheme = in_path(
        "scheme", "Scheme of the vocabulary, or measure, place or search.", {"type": "string", "pattern": SLUG}
    )
    parameters = [scheme, *map(in_query, view.parameters())]
    return operation(
        "read_vocabulary",
        "All words of one vocabulary",
        listed("Word"),
        tag="vocabularies",
        parameters=parameters,
        problems=(404,),
        tables=("terms", "places", "searches"),
    )


def root(view) -> dict:
    """The front."""
    return operation("read_root", "Links to everything", reference("Root"), tag="about")


def me(view) -> dict:
    """Who asks."""
    described = operation("read_me", "Who asks, and how often they may", reference("Me"), tag="about")
    del described["responses"]["304"], described["responses"]["200"]["headers"]["ETag"]
    return described


def problems(view) -> dict:
    """The problem types."""
    return own_list(view, "problems", "The types of problem", "ProblemType", tag="about")


def openapi(view) -> dict:
    """This description."""
    return operation("read_openapi", "This API in OpenAPI 3.1", {"type": "object"}, tag="about")


def json_schema(view) -> dict:
    """The JSON Schema of a kind."""
    kind = in_path("kind", "Kind of record.", {"type": "string", "enum": list(KINDS)})
    number = {**NUMBER, "description": "Number of the schema, from 1."}
    summary = "The JSON Schema that documents follow"
    return operation(
        "read_json_schema",
        summary,
        {"type": "object"},
        tag="about",
        parameters=[kind, number],
        problems=(404,),
        media="application/schema+json",
    )


def list_schema(name: str) -> dict:
    """The envelope around rows of one component."""
    link = or_null(ADDRESS)
    return strict(
        {
            "count": {**COUNT, "description": "How many there are in all, on all pages."},
            "next": {**link, "description": "Address of the next page, null on the last."},
            "previous": {**link, "description": "Address of the page before, null on the first."},
            "register_version": {
                **COUNT,
                "description": "Newest sequence of the change log, or of what it was as of the moment asked for.",
            },
            "applied_filters": {"type": "object", "description": "What the register understood of the parameters."},
            "results": {"type": "array", "items": results_schema(name)},
        },
        f"A page of {name}.",
    )


def results_schema(name: str) -> dict:
    """One result of a list of some component; of a record it may be the whole document."""
    if not name.endswith(PARTED):
        return reference(name)
    return in_whole_or_part(name, name.removesuffix("Item")) if name.endswith("Item") else in_whole_or_part(name)


def line_components() -> dict[str, dict]:
    """Components of what is not a document."""
    moment = {"type": "string", "format": "date-time"}
    edition = {"edition": COUNTED, "sha256": SHA256, "schema": ADDRESS, "issued_at": moment}
    edition |= {"note": TEXT, "changes": TEXTS, "url": ADDRESS}
    change = {
        **{"sequence": COUNTED, "kind": {"type": "string", "enum": list(LOGGED)}, "ref": TEXT},
        "action": {"type": "string", "enum": list(ACTIONS)},
        **{"edition": or_null(COUNTED), "reason": TEXT, "successor": TEXT},
        **{"happened_at": moment, "url": or_null(ADDRESS), "title": TEXT},
    }
    front = {"name": TEXT, "register_version": COUNT, "licence": ADDRESS}
    front["links"] = {"type": "object", "additionalProperties": ADDRESS}
    return {
        "EditionLine": strict(explained(edition, EDITIONS), "One Edition of a record."),
        "ChangeLine": strict(explained(change, CHANGES), "One line of the change log."),
        "VocabularyLine": strict({"scheme": TEXT, "label": TEXT, "words": COUNT, "url": ADDRESS}, "One vocabulary."),
        "ProblemType": strict({"type": TEXT, "status": COUNT, "meaning": TEXT}, "One type of problem."),
        "Me": me_schema(),
        "Root": strict(front, "The API's front."),
        "Problem": problem_schema(),
    }


def explained(members: dict, table: Table) -> dict:
    """The members, each with what the column of that name means."""
    meanings = {column.name: column.meaning for column in table.columns}
    return {name: {**schema, "description": meanings[name]} for name, schema in members.items()}


def me_schema() -> dict:
    """Who asks."""
    moment = {"type": "string", "format": "date-time"}
    perhaps = or_null(moment)
    key = {"prefix": TEXT, "name": TEXT, "made_at": moment, "expires_at": perhaps, "last_used_at": perhaps}
    policy = {"type": "string", "enum": ["anon", "key"]}
    limit = {"policy": policy, "requests": COUNTED, "seconds": COUNTED, "left": COUNT, "resets_in": COUNTED}
    parts = {
        "key": (strict(key, "The key that was sent."), "Null for anybody without a key."),
        "limit": (strict(limit, "So many requests in so many seconds."), "Null where the register sets no limit."),
    }
    members = {name: {**or_null(part), "description": text} for name, (part, text) in parts.items()}
    return strict(members, "Who asks, and how often they may.")


def problem_schema() -> dict:
    """RFC 9457, with the register's own members."""
    members = {"type": TEXT, "title": TEXT, "status": COUNT, "detail": TEXT, "instance": TEXT}
    own = {"parameter": TEXT, "nearest": TEXT, "reason": TEXT, "offered": TEXT}
    of_the_gone = {name: {**schema, "description": text} for name, (schema, text) in GONE.items()}
    return {
        "description": "What went wrong (RFC 9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {**members, **own, **of_the_gone},
    }


def problem_responses() -> dict[str, dict]:
    """One response for each status a problem can have."""
    content = {MEDIA_TYPE: {"schema": reference("Problem")}}
    meanings = {status: meaning for _, status, meaning in reversed(MEANINGS)}
    return {name: {"description": meanings[status], "content": content} for status, name in PROBLEM_NAMES.items()}


def components() -> dict:
    """All components of the description."""
    schemas = {**document_components(), **line_components(), **word_components()}
    rows = [name for name in schemas if name.endswith(("Item", "Row", "Line", "Word", "ProblemType"))]
    parted = [*(kind.title() for kind in KINDS), *(name for name in rows if name.endswith(PARTED))]
    schemas |= {f"{name}List": list_schema(name) for name in rows}
    schemas |= {f"{name}Part": in_part(schemas[name]) for name in parted}
    fields = {
        "ETag": "Send it back in If-None-Match to be told whether there is something newer.",
        "RateLimit-Policy": "How many requests a window of how many seconds may hold.",
        "RateLimit": "How many are left, and for how many seconds.",
        **OF_FILES,
    }
    headers = {name: {"description": text, "schema": TEXT} for name, text in fields.items()}
    return {
        "schemas": dict(sorted(schemas.items())),
        "responses": problem_responses(),
        "headers": headers,
        "securitySchemes": {KEY: {"type": "http", "scheme": "bearer", "description": KEY_MEANING}},
    }
