"""Every difference that would break a client is found, and no addition is taken for one."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifesci.api.versions.comparing import breaking

TODAY = date(2027, 6, 1)
TEXT, WHERE = {"type": "string"}, "GET /things/"
OLD = {
    "security": [{}, {"key": []}],
    "paths": {
        "/things/": {
            "get": {
                "operationId": "list_things",
                "parameters": [
                    {"name": "q", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 9}},
                    {
                        "name": "kind",
                        "in": "query",
                        "style": "form",
                        "explode": True,
                        "schema": {"type": "array", "maxItems": 5, "items": {"type": "string", "enum": ["a", "b"]}},
                    },
                    {"name": "size", "in": "query", "schema": {"type": "integer", "minimum": 1, "default": 20}},
                    {"name": "free", "in": "query", "schema": {"type": ["string", "integer"]}},
                ],
                "responses": {
                    "200": {
                        "headers": {"ETag": {"schema": TEXT}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Things"}}},
                    },
                    "304": {"description": "Known."},
                    "400": {"$ref": "#/components/responses/Bad"},
                },
            }
        },
        "/things/{ref}/": {"get": {"operationId": "read_thing", "responses": {}}},
    },
    "components": {
        "responses": {
            "Bad": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Bad"}}}}
        },
        "schemas": {
            "Bad": {"type": "object", "required": ["title"], "properties": {"title": TEXT}},
            "Things": {
                "type": "object",
                "required": ["count", "results", "next"],
                "properties": {
                    "count": {"type": "integer"},
                    "next": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]},
                    "results": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                    "names": {"type": "object", "additionalProperties": TEXT},
                },
            },
            "Thing": {
                "type": "object",
                "required": ["ref", "state"],
                "properties": {
                    "ref": {"type": "string", "pattern": "^[a-z]+$"},
                    "state": {"type": "string", "enum": ["new", "old"]},
                    "value": {"type": ["integer", "string"]},
                    "parent": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]},
                    "label": {"allOf": [TEXT, {"description": "In words."}]},
                },
            },
        },
    },
}


def things(new) -> dict:
    """The operation that most changes are made to."""
    return new["paths"]["/things/"]["get"]


def parameter(new, name) -> dict:
    """One of its parameters."""
    [found] = [each for each in things(new)["parameters"] if each["name"] == name]
    return found


def schema(new, name) -> dict:
    """A component."""
    return new["components"]["schemas"][name]


def members(new, name) -> dict:
    """The members of a component."""
    return schema(new, name)["properties"]


def may_come_in_part(new, *, asked_by):
    """Let a thing come with some of its members, where one of these parameters asks for it."""
    part = {"type": "object", "properties": members(new, "Thing"), "x-asked-by": [asked_by]}
    new["components"]["schemas"]["ThingPart"] = part
    either = [{"$ref": f"#/components/schemas/{name}"} for name in ("Thing", "ThingPart")]
    members(new, "Things")["results"].update(items={"anyOf": either})
    things(new)["parameters"].append({"name": "fields", "in": "query", "schema": TEXT})


def changed(change) -> dict:
    """The description after a change."""
    new = deepcopy(OLD)
    change(new)
    return new


BREAKING = {
    "address": (lambda new: new["paths"].pop("/things/{ref}/"), ["GET /things/{ref}/ is gone"]),
    "method": (lambda new: new["paths"]["/things/{ref}/"].pop("get"), ["GET /things/{ref}/ is gone"]),
    "name of an operation": (
        lambda new: things(new).update(operationId="all_things"),
        [f"{WHERE} is called all_things, and was list_things"],
    ),
    "parameter": (lambda new: things(new)["parameters"].pop(0), [f"{WHERE}: q is gone"]),
    "place of a parameter": (
        lambda new: parameter(new, "q").update({"in": "header"}),
        [f"{WHERE}: q is gone"],
    ),
    "new required parameter": (
        lambda new: things(new)["parameters"].append({"name": "x", "in": "query", "required": True, "schema": TEXT}),
        [f"{WHERE}: x is required"],
    ),
    "parameter made required": (lambda new: parameter(new, "q").update(required=True), [f"{WHERE}: q is required"]),
    "way of writing": (
        lambda new: parameter(new, "kind").update(explode=False),
        [f"{WHERE}: kind is written with explode False, and was with True"],
    ),
    "type of a parameter": (
        lambda new: parameter(new, "q")["schema"].update(type="integer"),
        [f"{WHERE}: q takes integer, and took string"],
    ),
    "one type of two": (
        lambda new: parameter(new, "free")["schema"].update(type="string"),
        [f"{WHERE}: free takes string, and took integer"],
    ),
    "code of a parameter": (
        lambda new: parameter(new, "kind")["schema"]["items"].update(enum=["a", "c"]),
        [f"{WHERE}: kind[] no longer takes b"],
    ),
    "codes where all was taken": (
        lambda new: parameter(new, "q")["schema"].update(enum=["x"]),
        [f"{WHERE}: q takes only x"],
    ),
    "pattern of a parameter": (
        lambda new: parameter(new, "q")["schema"].update(pattern="^x"),
        [f"{WHERE}: q takes only the pattern ^x"],
    ),
    "format of a parameter": (
        lambda new: parameter(new, "q")["schema"].update(format="date"),
        [f"{WHERE}: q takes only the format date"],
    ),
    "higher floor": (
        lambda new: parameter(new, "size")["schema"].update(minimum=2),
        [f"{WHERE}: size has the minimum 2, and had 1"],
    ),
    "new ceiling": (
        lambda new: parameter(new, "size")["schema"].update(maximum=99),
        [f"{WHERE}: size has the maximum 99, and had none"],
    ),
    "shorter text": (
        lambda new: parameter(new, "q")["schema"].update(maxLength=8),
        [f"{WHERE}: q has the maxLength 8, and had 9"],
    ),
    "fewer values": (
        lambda new: parameter(new, "kind")["schema"].update(maxItems=4),
        [f"{WHERE}: kind has the maxItems 4, and had 5"],
    ),
    "no value twice": (
        lambda new: parameter(new, "kind")["schema"].update(uniqueItems=True),
        [f"{WHERE}: kind takes no value twice"],
    ),
    "default": (
        lambda new: parameter(new, "size")["schema"].update(default=10),
        [f"{WHERE}: size means 10 when it is left out, and meant 20"],
    ),
    "good answer": (lambda new: things(new)["responses"].pop("200"), [f"{WHERE} no longer answers 200"]),
    "not modified": (lambda new: things(new)["responses"].pop("304"), [f"{WHERE} no longer answers 304"]),
    "field of an answer": (
        lambda new: things(new)["responses"]["200"].pop("headers"),
        [f"{WHERE} 200 no longer has the field ETag"],
    ),
    "media type": (
        lambda new: things(new)["responses"]["200"].update(content={"text/csv": {}}),
        [f"{WHERE} 200 no longer comes as application/json"],
    ),
    "member of a problem": (
        lambda new: members(new, "Bad").pop("title"),
        [f"{WHERE} 400 no longer has the member title"],
    ),
    "member of an answer": (
        lambda new: members(new, "Thing").pop("value"),
        [f"{WHERE} 200.results[] no longer has the member value"],
    ),
    "member that may be left out": (
        lambda new: schema(new, "Thing").update(required=["ref"]),
        [f"{WHERE} 200.results[] may now leave out the member state"],
    ),
    "part that a parameter known before asks for": (
        lambda new: may_come_in_part(new, asked_by="q"),
        [
            f"{WHERE} 200.results[] may now leave out the member ref",
            f"{WHERE} 200.results[] may now leave out the member state",
        ],
    ),
    "type of a member": (
        lambda new: members(new, "Things").update(count=TEXT),
        [f"{WHERE} 200.count may now be string, and was integer"],
    ),
    "member that may be null": (
        lambda new: members(new, "Things").update(count={"type": ["integer", "null"]}),
        [f"{WHERE} 200.count may now be null, and was integer"],
    ),
    "third type of a member": (
        lambda new: members(new, "Thing").update(value={"type": ["integer", "string", "boolean"]}),
        [f"{WHERE} 200.results[].value may now be boolean, and was integer"],
    ),
    "wider number": (
        lambda new: members(new, "Things").update(count={"type": "number"}),
        [f"{WHERE} 200.count may now be number, and was integer"],
    ),
    "anything": (
        lambda new: members(new, "Things").update(count={}),
        [f"{WHERE} 200.count may now be anything, and was integer"],
    ),
    "pattern of a member": (
        lambda new: members(new, "Thing").update(ref=TEXT),
        [f"{WHERE} 200.results[].ref no longer keeps to the pattern ^[a-z]+$"],
    ),
    "format of a member": (
        lambda new: members(new, "Things")["next"]["anyOf"].__setitem__(0, TEXT),
        [f"{WHERE} 200.next no longer keeps to the format uri"],
    ),
    "value of a map": (
        lambda new: members(new, "Things")["names"].update(additionalProperties={"type": "integer"}),
        [f"{WHERE} 200.names[] may now be integer, and was string"],
    ),
    "part of a whole": (
        lambda new: members(new, "Thing").update(label={"allOf": [{"type": "integer"}]}),
        [f"{WHERE} 200.results[].label may now be integer, and was string"],
    ),
    "reading without a key": (
        lambda new: new.update(security=[{"key": []}]),
        [
            "GET /things/ can no longer be asked without a key",
            "GET /things/{ref}/ can no longer be asked without a key",
        ],
    ),
    "body": (
        lambda new: things(new).update(requestBody={"required": True}),
        [f"{WHERE} demands a body"],
    ),
}
ADDED = {
    "nothing": lambda new: None,
    "address": lambda new: new["paths"].update({"/others/": {"get": {"operationId": "list_others"}}}),
    "optional parameter": lambda new: things(new)["parameters"].append({"name": "x", "in": "query", "schema": TEXT}),
    "part that a new parameter asks for": lambda new: may_come_in_part(new, asked_by="fields"),
    "order of parameters": lambda new: things(new)["parameters"].reverse(),
    "code of a parameter": lambda new: parameter(new, "kind")["schema"]["items"]["enum"].append("c"),
    "any value": lambda new: parameter(new, "kind")["schema"].update(items=TEXT),
    "wider bounds": lambda new: parameter(new, "q")["schema"].update(minLength=0, maxLength=99),
    "no bounds": lambda new: parameter(new, "q").update(schema=TEXT),
    "third type of a parameter": lambda new: parameter(new, "free")["schema"]["type"].append("boolean"),
    "number where an integer was": lambda new: parameter(new, "size")["schema"].update(type="number"),
    "member": lambda new: members(new, "Thing").update(more=TEXT),
    "required member": lambda new: (
        members(new, "Thing").update(more=TEXT),
        schema(new, "Thing")["required"].append("more"),
    ),
    "member that always comes now": lambda new: schema(new, "Thing")["required"].append("value"),
    "code of an answer": lambda new: members(new, "Thing")["state"]["enum"].append("older"),
    "narrower answer": lambda new: members(new, "Thing").update(value={"type": "integer"}),
    "member that is null no longer": lambda new: members(new, "Things").update(
        next={"type": "string", "format": "uri"}
    ),
    "kind of problem": lambda new: things(new)["responses"].update({"410": {"$ref": "#/components/responses/Bad"}}),
    "problem that cannot happen now": lambda new: things(new)["responses"].pop("400"),
    "field": lambda new: things(new)["responses"]["200"]["headers"].update(Link={"schema": TEXT}),
    "media type": lambda new: things(new)["responses"]["200"]["content"].update({"text/csv": {}}),
    "description": lambda new: things(new).update(description="In other words."),
    "shape under another name": lambda new: (
        new["components"]["schemas"].update(Item=schema(new, "Thing")),
        members(new, "Things")["results"].update(items={"$ref": "#/components/schemas/Item"}),
    ),
    "no key at all": lambda new: new.pop("security"),
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_difference_that_breaks_is_found_and_said(name):
    change, said = BREAKING[name]
    assert breaking(OLD, changed(change), on=TODAY) == said


@pytest.mark.parametrize("name", ADDED)
def test_an_addition_breaks_nothing(name):
    new = changed(ADDED[name])
    assert name == "nothing" or new != OLD
    assert breaking(OLD, new, on=TODAY) == []


def test_several_differences_are_all_said():
    def change(new):
        new["paths"].pop("/things/{ref}/")
        members(new, "Thing").pop("ref")
        parameter(new, "q").update(required=True)

    assert breaking(OLD, changed(change), on=TODAY) == [
        f"{WHERE}: q is required",
        f"{WHERE} 200.results[] no longer has the member ref",
        "GET /things/{ref}/ is gone",
    ]


@pytest.mark.parametrize(("sunset", "is_over"), [("2027-06-01", True), ("2027-06-02", False), (None, False)])
def test_what_was_announced_may_go_when_its_day_has_come(sunset, is_over):
    announced = {"deprecated": True} | ({"x-sunset": sunset} if sunset else {})
    old = deepcopy(OLD)
    old["paths"]["/things/{ref}/"]["get"].update(announced)
    parameter(old, "q").update(announced)

    def change(new):
        new["paths"].pop("/things/{ref}/")
        things(new)["parameters"].pop(0)

    said = [] if is_over else [f"{WHERE}: q is gone", "GET /things/{ref}/ is gone"]
    assert breaking(old, changed(change), on=TODAY) == said


SHAPES = st.recursive(
    st.sampled_from([TEXT, {"type": "integer"}, {"type": ["string", "null"]}, {"$ref": "#/components/schemas/Self"}]),
    lambda inner: (
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(
            lambda held: {"type": "object", "properties": held, "required": sorted(held)}
        )
        | inner.map(lambda item: {"type": "array", "items": item})
        | st.lists(inner, min_size=1, max_size=3).map(lambda each: {"anyOf": each})
    ),
    max_leaves=8,
)


def answering(shape) -> dict:
    """A description with one answer of a shape."""
    held = {"type": "object", "properties": {"self": {"$ref": "#/components/schemas/Self"}}}
    content = {"application/json": {"schema": shape}}
    operation = {"operationId": "x", "responses": {"200": {"content": content}}}
    return {"paths": {"/": {"get": operation}}, "components": {"schemas": {"Self": held}}}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(SHAPES)
def test_no_shape_breaks_itself_and_each_breaks_when_it_becomes_a_switch(shape):
    assert breaking(answering(shape), answering(deepcopy(shape)), on=TODAY) == []
    assert breaking(answering(shape), answering({"type": "boolean"}), on=TODAY) != []
