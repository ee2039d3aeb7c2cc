"""Schemas in plain words."""

import pytest

from lifesci.api.reference.operations import operations
from lifesci.api.reference.shapes import Member, Shape, Words, named, shape, words

THING, OTHER = {"$ref": "#/components/schemas/Thing"}, {"$ref": "#/components/schemas/Other"}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "string"}, Words("text")),
        ({"type": "string", "format": "date-time"}, Words("moment")),
        ({"type": "integer", "minimum": 1, "maximum": 9}, Words("whole number, at least 1, at most 9")),
        ({"type": ["integer", "string", "null"]}, Words("whole number or text or null")),
        ({"type": "string", "enum": ["", "a"]}, Words("text", codes=("“”", "a"))),
        ({"type": "string", "enum": [*map(str, range(1900, 2100))]}, Words("text from 1900 to 2099")),
        (
            {"type": "string", "enum": ["none", *map(str, range(1900, 2100))]},
            Words("text from 1900 to 2099, or", codes=("none",)),
        ),
        ({"type": "string", "enum": ["1", "2", "3"]}, Words("text", codes=("1", "2", "3"))),
        ({"enum": [*map(str, range(0, 22, 2))]}, Words("any value", codes=tuple(map(str, range(0, 22, 2))))),
        ({"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}, Words("address or null")),
        (THING, Words("", ("Thing",))),
        ({"anyOf": [THING, OTHER, {"type": "null"}]}, Words("null", ("Thing", "Other"))),
        ({"type": "array", "items": THING}, Words("list of", ("Thing",))),
        ({"type": "array", "items": {"type": "string"}}, Words("list of text")),
        ({"const": "programme"}, Words("“programme”")),
        ({"type": "object"}, Words("object")),
        ({}, Words("any value")),
    ],
)
def test_a_value_is_said_in_words(schema, said):
    assert words(schema) == said


def test_a_component_is_its_members_and_whether_each_is_certain():
    described = {
        "description": "A thing.",
        "required": ["ref"],
        "properties": {"ref": {"type": "string", "description": "Its key."}, "parent": THING},
    }
    assert shape("Thing", described) == Shape(
        "Thing",
        "A thing.",
        (Member("ref", Words("text"), "Its key.", True), Member("parent", Words("", ("Thing",)), "", False)),
    )


def test_components_are_found_at_any_depth():
    assert named({"anyOf": [THING, {"items": [{"additionalProperties": OTHER}]}], "enum": ["x"]}) == {"Thing", "Other"}
    assert named({"$ref": "#/components/responses/Bad"}) == set()


LISTED = {"name": "sort", "required": True, "schema": {"type": "string", "enum": ["a", "b"]}}


def described(path: str, **changes) -> dict:
    """A description of one operation."""
    operation = {
        "operationId": "list_things",
        "tags": ["things"],
        "summary": "Things",
        "parameters": [{"name": "page_size", "schema": {"type": "integer", "default": 20}}],
        "responses": {"200": {"content": {"application/json": {"schema": THING}}}},
    }
    component = {"type": "object", "properties": {"results": {"type": "array"}}}
    return {"paths": {path: {"get": {**operation, **changes}}}, "components": {"schemas": {"Thing": component}}}


def test_an_address_is_filled_with_what_is_there_and_empty_where_something_is_wanting():
    [operation] = operations(described("/things/{ref}/"))
    assert operation.is_list
    assert operation.address({"ref": "a", "more": "b"}, 5) == "/things/a/?page_size=5"
    assert operation.address({}, 5) == ""
    [operation] = operations(described("/things/{sort}/", parameters=[LISTED]))
    assert [operation.address(given, 5) for given in ({}, {"sort": "b"})] == ["/things/a/", "/things/b/"]
    [operation] = operations(described("/things/", parameters=[], deprecated=True))
    assert (operation.address({}, 5), operation.is_going) == ("/things/", True)
