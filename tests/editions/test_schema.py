"""Every document follows its schema; what does not is refused with every problem."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lifesci.context.models import Brief, Participant
from lifesci.editions.schema import SCHEMAS, Invalid, NoSchema, current_schema, validate
from lifesci.evidence.models import Basis, CheckResult, MissingReason, PeriodKind, Qualifier, Source
from lifesci.vocabularies.models import Counts
from organisations.models import Affiliation
from programmes.models import Partnership, Programme

GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = ("brief", "organisation", "programme", "source")
CHOICES = [
    ("programme", "$defs/figure/properties/qualifier", Qualifier),
    ("programme", "$defs/figure/properties/missing_reason", MissingReason),
    ("programme", "$defs/figure/properties/period/properties/kind", PeriodKind),
    ("programme", "$defs/figure/properties/measure/properties/counts", Counts),
    ("programme", "$defs/citation/properties/basis/properties/code", Basis),
    ("programme", "$defs/citation/properties/check_result", CheckResult),
    ("programme", "properties/status/properties/code", Programme.Status),
    ("programme", "properties/partners/items/properties/role/properties/code", Partnership.Role),
    ("organisation", "properties/affiliations/items/properties/role/properties/code", Affiliation.Role),
    ("brief", "properties/brief_kind/properties/code", Brief.Kind),
    ("brief", "properties/engagements/items/properties/participants/items/properties/part/properties/code", None),
    ("source", "properties/source_kind/properties/code", Source.Kind),
]


def golden(kind):
    """The full example of a kind."""
    return json.loads((GOLDEN / f"{kind}.json").read_text())


def schema(kind):
    """The newest schema of a kind."""
    return json.loads(next(path for path in SCHEMAS if path.stem == f"{kind}-{current_schema(kind)}").read_text())


def problems(document):
    """What validation says."""
    with pytest.raises(Invalid) as refused:
        validate(document)
    assert str(refused.value) == " ".join(refused.value.problems)
    return refused.value.problems


def nodes(value, path=""):
    """Every object of a JSON value with its path."""
    if isinstance(value, dict):
        yield path, value
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from nodes(inner, f"{path}/{name}")


def test_there_is_one_schema_for_each_kind():
    assert [path.name for path in SCHEMAS] == [f"{kind}-1.json" for kind in KINDS]
    assert [current_schema(kind) for kind in KINDS] == [1, 1, 1, 1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_itself_and_says_what_it_is(kind):
    found = schema(kind)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$id"] == f"/api/v1/schemas/{kind}-1.json"


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_of_a_schema_is_closed_and_every_member_described(kind):
    objects = [(path, node) for path, node in nodes(schema(kind)) if node.get("type") == "object"]
    assert len(objects) >= 3
    assert [path for path, node in objects if node["additionalProperties"] is not False] == []
    assert [path for path, node in objects if sorted(node["required"]) != sorted(node["properties"])] == []
    silent = [
        f"{path}/{name}"
        for path, node in objects
        for name, member in node["properties"].items()
        if not member.get("description", "").endswith((".", "?"))
    ]
    assert silent == []


def test_what_schemas_share_is_the_same_in_all_of_them():
    shared = {}
    for kind in KINDS:
        for name, definition in schema(kind).get("$defs", {}).items():
            shared.setdefault(name, []).append(definition)
    assert {name: len(found) for name, found in shared.items()} == {
        "citation": 3,
        "figure": 3,
        "organisation_reference": 3,
        "place": 3,
        "read_in": 3,
        "record_reference": 3,
        "term": 3,
    }
    assert [name for name, found in shared.items() if any(each != found[0] for each in found)] == []


@pytest.mark.parametrize(("kind", "path", "choices"), CHOICES)
def test_the_codes_of_a_schema_are_those_of_the_models(kind, path, choices):
    found = schema(kind)
    for step in path.split("/"):
        found = found[step]
    assert sorted(found["enum"]) == sorted((choices or Participant.Part).values)


@pytest.mark.parametrize("kind", KINDS)
def test_the_golden_document_follows_its_schema(kind):
    validate(golden(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_without_any_one_of_its_members_is_refused(kind):
    for member in golden(kind):
        document = golden(kind)
        if member == "kind":
            continue
        del document[member]
        assert problems(document) == [f"{kind}: '{member}' is a required property"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_with_a_member_nobody_knows_is_refused(kind):
    unexpected = "Additional properties are not allowed ('editor_note' was unexpected)"
    assert problems({**golden(kind), "editor_note": "private"}) == [f"{kind}: {unexpected}"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_member_of_the_wrong_type_is_refused_wherever_it_stands(kind):
    for member in golden(kind):
        if member == "kind":
            continue
        assert any(said.startswith(f"{member}: 1.5 is not ") for said in problems({**golden(kind), member: 1.5})), (
            member
        )


def test_every_problem_is_told_at_once_with_its_place():
    document = golden("programme")
    document["figures"][0]["value"] = -1
    document["figures"][0]["citation"]["note"] = ""
    document["lead"]["name"] = ""
    document["outcomes"][0]["theme"]["code"] = "self esteem"
    document["ages"]["from"] = "7"
    assert problems(document) == [
        "ages/from: '7' is not of type 'integer'",
        "figures/0/citation: Additional properties are not allowed ('note' was unexpected)",
        "figures/0/value: -1 is less than the minimum of 0",
        "figures/0/value: -1 is not of type 'string'",
        "lead/name: '' should be non-empty",
        "outcomes/0/theme/code: 'self esteem' does not match '^[-a-zA-Z0-9_]+$'",
    ]


@pytest.mark.parametrize("value", [0, 900, "29.5", "0.25", None])
def test_a_figure_takes_whole_numbers_and_decimals_as_text(value):
    document = golden("programme")
    document["figures"][0]["value"] = value
    validate(document)


@pytest.mark.parametrize("value", [29.5, "900", "29.50", "-1.5", "", True, "1e3"])
def test_a_figure_takes_no_float_and_one_text_for_each_decimal(value):
    document = golden("programme")
    document["figures"][0]["value"] = value
    assert {said.partition(":")[0] for said in problems(document)} == {"figures/0/value"}


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.org"),
        ("url", "/elsewhere/medlab/"),
        ("ref", "Med Lab"),
    ],
)
def test_addresses_and_refs_have_their_form(member, value):
    assert [said.partition(":")[0] for said in problems({**golden("programme"), member: value})] == [member]


def test_an_unknown_kind_or_number_has_no_schema():
    with pytest.raises(NoSchema, match=r"^The register publishes no record of the kind “planet”\.$"):
        validate({**deepcopy(golden("source")), "kind": "planet"})
    with pytest.raises(NoSchema, match=r"^There is no schema 99 of the kind “source”\.$"):
        validate(golden("source"), 99)
