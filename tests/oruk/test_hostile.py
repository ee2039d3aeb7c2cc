"""Whatever is asked, nothing breaks: each address answers in a way that its own description names."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifesci.editions.issue import issue
from lifesci.editions.withdraw import withdraw
from lifesci.oruk.description import ENVELOPE, RESOURCES, openapi_text
from lifesci.oruk.identity import organization_id, service_at_location_id, service_id, taxonomy_id, term_id
from lifesci.vocabularies.models import Scheme, Term
from tests.editions.bodies import organisation, programme, source
from tests.oruk.test_door import VENUE

KNOWN = (
    service_id("medlab"),
    service_id("gone"),
    organization_id("almac"),
    service_at_location_id("medlab", "w5"),
    taxonomy_id("region"),
    term_id("region", "wales"),
)
HOSTILE = (
    *("", " ", "0", "1", "2", "-1", "1e9", "١", "0x1", "1.5", "NaN", "9" * 400, "true", "TRUE", "null", "%", "_", "*"),
    *(
        "'",
        '"',
        '"a',
        "' OR 1=1 --",
        "a AND NOT (",
        "NEAR/",
        "../../etc/passwd",
        "<script>",
        "\0",
        "\r\nX: y",
        "\u202e",
    ),
    *("2026-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-04", "2026-W10"),
)
PLURALS = {plural: takes for plural, *_, takes in RESOURCES}
values = st.one_of(st.sampled_from((*KNOWN, *HOSTILE)), st.uuids().map(str), st.integers().map(str), st.text())
often = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
described = {path: set(item["get"]["responses"]) for path, item in json.loads(openapi_text())["paths"].items()}


def questions(takes: tuple[str, ...]):
    """Parameters with their values: mostly those that a list takes."""
    names = st.one_of(st.sampled_from(takes), st.sampled_from(takes), st.text(max_size=8))
    return st.dictionaries(names, st.lists(values, min_size=1, max_size=2), min_size=1, max_size=3)


lists = st.sampled_from(sorted(PLURALS)).flatmap(lambda plural: st.tuples(st.just(plural), questions(PLURALS[plural])))


@pytest.fixture
def register(db):
    """A record and a word of every kind, and one that was withdrawn."""
    Term.objects.create(scheme=Scheme.REGION, code="wales", label="Wales", notation="W92000004", order=1)
    issue(source())
    issue(organisation())
    issue(programme(places=[VENUE], lead={"ref": "almac", "name": "Almac Group"}))
    issue(programme("gone", "Gone"))
    withdraw("programme", "gone", reason="Recorded twice.")


@often
@given(lists)
def test_no_question_breaks_a_list(register, oruk, asked):
    plural, question = asked
    answer = oruk.answer(plural, **question)
    said = answer.json()
    assert str(answer.status_code) in described[f"/{plural}"]
    if answer.status_code != 200:
        assert answer["Content-Type"] == "application/problem+json"
        assert said["parameter"] in {*question, "query string"} if "parameter" in said else said["detail"]
        return
    assert said.keys() >= ENVELOPE.keys()
    assert said["size"] == len(said["contents"]) <= min(said["total_items"], 100)
    assert said["last_page"] == (said["page_number"] >= said["total_pages"])
    assert said["x_lsr_applied"].keys() <= set(PLURALS[plural]) & question.keys()
    assert set(said["x_lsr_ignored"]) == question.keys() - set(PLURALS[plural])


@often
@given(st.sampled_from(sorted(PLURALS)), values)
def test_no_id_breaks_an_address(register, oruk, plural, id):
    answer = oruk.answer(f"{plural}/{quote(id, safe='')}")
    if answer.status_code == 200:
        assert answer.json().get("id") == id.lower() or not id.strip()
        return
    assert str(answer.status_code) in described[f"/{plural}/{{id}}"] - {"200"}
    assert answer.json()["status"] == answer.status_code
