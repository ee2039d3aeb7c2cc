"""Lists, details and Editions of records over the API."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lifesci.api.describe import problem_schema
from lifesci.editions.issue import issue
from lifesci.editions.models import Edition, Entry
from lifesci.editions.withdraw import withdraw
from tests.api.files import csv_rows
from tests.editions.bodies import programme

LIST = "/api/v1/programmes/"
SHORT = "public, max-age=60, stale-while-revalidate=600"


def test_a_detail_is_the_editions_own_text_with_its_hash_as_etag(api, publish):
    edition = publish(1)[0]
    answer = api.get(f"{LIST}programme-00/")
    assert answer.status_code == 200
    assert answer.content.decode() == edition.text
    assert answer.headers["ETag"] == f'"{edition.sha256}"'
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == SHORT
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_detail_costs_one_query_and_a_304_one_that_reads_no_text(api, publish, django_assert_num_queries):
    edition = publish(1)[0]
    address = f"{LIST}programme-00/"
    api.get(address)
    with django_assert_num_queries(1):
        api.get(address)
    with django_assert_num_queries(1) as queries:
        answer = api.get(address, headers={"If-None-Match": f'"{edition.sha256}"'})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", f'"{edition.sha256}"')
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert answer.headers["Cache-Control"] == SHORT
    assert "text" not in queries[0]["sql"]
    assert "Content-Length" not in answer.headers


@pytest.mark.parametrize("held", ['W/"{}"', '"other", "{}"', "*"])
def test_a_detail_that_the_client_holds_under_any_spelling_is_304(api, publish, held):
    edition = publish(1)[0]
    answer = api.get(f"{LIST}programme-00/", headers={"If-None-Match": held.format(edition.sha256)})
    assert answer.status_code == 304


def test_a_detail_after_a_new_edition_is_200_for_who_holds_the_old(api, publish):
    old = publish(1)[0]
    new = issue(programme("programme-00", "Another title"))
    answer = api.get(f"{LIST}programme-00/", headers={"If-None-Match": f'"{old.sha256}"'})
    assert (answer.status_code, answer.content.decode()) == (200, new.text)


def test_a_numbered_edition_stays_as_it_was_and_may_be_kept_for_ever(api, publish):
    old = publish(1)[0]
    issue(programme("programme-00", "Another title"))
    answer = api.get(f"{LIST}programme-00/editions/1/")
    assert answer.content.decode() == old.text
    assert answer.headers["ETag"] == f'"{old.sha256}"'
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_editions_lists_each_with_hash_schema_and_address_and_what_changed(api, publish):
    publish(1)
    issue(programme("programme-00", "Another title"), note="It goes by another name.")
    lost = [
        *("Figures: removed “nearly 1,200 students since 2017”.", "Outcomes: removed “Pupils trust themselves more.”."),
        *("Regions: removed “Region”.", "Sources: removed “Annex”."),
    ]
    changes = {1: ["First Edition."], 2: [*lost, "Title changed from “Programme 00” to “Another title”."]}
    notes = {1: "", 2: "It goes by another name."}
    answer = api.get(f"{LIST}programme-00/editions/").json()
    rows = Edition.objects.filter(kind="programme", ref="programme-00").order_by("-number")
    assert answer == {
        "count": 2,
        "next": None,
        "previous": None,
        "register_version": 4,
        "applied_filters": {},
        "results": [
            {
                "edition": row.number,
                "sha256": row.sha256,
                "schema": "http://testserver/api/v1/schemas/programme-1.json",
                "issued_at": row.issued_at.isoformat(),
                "note": notes[row.number],
                "changes": changes[row.number],
                "url": f"http://testserver/api/v1/programmes/programme-00/editions/{row.number}/",
            }
            for row in rows
        ],
    }
    file = csv_rows(api.get(f"{LIST}programme-00/editions/?format=csv&fields=edition,changes"))
    assert [(row["edition"], row["changes"].splitlines()) for row in file] == [("2", changes[2]), ("1", changes[1])]


def test_an_unknown_ref_is_a_404_problem(api, publish):
    publish(1)
    answer = api.get(f"{LIST}nobody/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "type": "/api/v1/problems/#not-found",
        "title": "Not found",
        "status": 404,
        "detail": "No programme with the ref “nobody” is published.",
        "instance": "/api/v1/programmes/nobody/",
    }


@pytest.mark.parametrize("address", ["nobody/editions/", "programme-00/editions/2/", "programme-00/editions/0/"])
def test_an_edition_that_was_never_issued_is_404(api, publish, address):
    publish(1)
    answer = api.get(f"{LIST}{address}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/problems/#not-found")


def test_a_withdrawn_record_is_410_with_reason_and_successor_and_keeps_its_editions(api, publish):
    edition = publish(2)[0]
    change = withdraw("programme", "programme-00", reason="It was a double.", successor="programme-01")
    answer = api.get(f"{LIST}programme-00/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    assert answer.json() == {
        "type": "/api/v1/problems/#gone",
        "title": "Withdrawn",
        "status": 410,
        "detail": "This programme was withdrawn: It was a double.",
        "instance": "/api/v1/programmes/programme-00/",
        "kind": "programme",
        "ref": "programme-00",
        "reason": "It was a double.",
        "withdrawn_on": change.happened_at.date().isoformat(),
        "successor": {"ref": "programme-01", "url": "/programmes/programme-01/"},
        "last_edition": "/programmes/programme-00/editions/1/",
    }
    assert answer.json().keys() <= problem_schema()["properties"].keys()
    assert api.get(f"{LIST}programme-00/editions/1/").content.decode() == edition.text
    assert [row["ref"] for row in api.get(LIST).json()["results"]] == ["programme-01"]


def test_a_list_is_the_stored_items_in_the_documented_envelope(api, publish):
    publish(3)
    answer = api.get(LIST)
    items = Entry.objects.filter(kind="programme").order_by("ref").values_list("item", flat=True)
    assert answer.json() == {
        "count": 3,
        "next": None,
        "previous": None,
        "register_version": 5,
        "applied_filters": {"sort": "ref"},
        "results": [json.loads(item) for item in items],
    }
    assert answer.headers["ETag"].startswith('W/"5-')


def test_a_filtered_list_says_what_it_applied_and_counts_it(api, publish):
    publish(5)
    answer = api.get(f"{LIST}?region=wales&page_size=1").json()
    assert (answer["count"], answer["applied_filters"]) == (2, {"region": ["wales"], "sort": "ref"})
    assert [row["ref"] for row in answer["results"]] == ["programme-01"]
    assert api.get(answer["next"]).json()["results"][0]["ref"] == "programme-03"


def test_a_walk_through_next_meets_each_record_once_while_others_are_published(api, publish):
    publish(9)
    address, met = f"{LIST}?page_size=2", []
    while address:
        page = api.get(address).json()
        met += [row["ref"] for row in page["results"]]
        address = page["next"]
        if len(met) == 4:
            issue(programme("a-new-one", "A new one"))
            issue(programme("programme-06", "Changed meanwhile"))
    assert met == [f"programme-{number:02}" for number in range(9)]


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("sektor=x", "sektor", "sector"),
        ("region=wale", "region", "wales"),
        ("limit=5", "limit", "page_size"),
        ("page_size=101", "page_size", "100"),
        ("cursor=made-up", "cursor", None),
        ("sort=relevance", "sort", "title"),
    ],
)
def test_a_parameter_that_is_wrong_is_a_400_that_names_it(api, publish, query, parameter, nearest):
    publish(1)
    answer = api.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == "/api/v1/problems/#bad-parameter"
    assert (problem["parameter"], problem.get("nearest")) == (parameter, nearest)


@pytest.mark.parametrize("address", ["programme-00/?a=1", "programme-00/editions/?a=1", "programme-00/editions/1/?a=1"])
def test_an_address_that_takes_no_parameter_refuses_one(api, publish, address):
    publish(1)
    assert api.get(f"{LIST}{address}").json()["parameter"] == "a"


def test_a_list_costs_the_same_queries_for_1_and_for_30_records(api, publish):
    publish(1)
    counts = []
    for more in (0, 29):
        publish(more)
        api.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert api.get(f"{LIST}?page_size=100").status_code == 200
        counts.append(len(queries))
    assert counts == [3, 3]  # version, list items, version again


@pytest.mark.parametrize(
    "accept", ["application/json", "*/*", "application/*", "text/html, application/json;q=0.5", ""]
)
def test_a_client_that_takes_json_gets_it(api, publish, accept):
    publish(1)
    assert api.get(LIST, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json;q=0, */*;q=0", "image/*"])
def test_a_client_that_takes_no_json_gets_a_406_problem(api, publish, accept):
    publish(1)
    answer = api.get(LIST, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, "application/problem+json")
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.json()["offered"] == f"application/json, text/csv, application/x-ndjson, {sheet}"


def test_a_list_that_nothing_changed_is_304_after_one_query(api, publish, django_assert_num_queries):
    publish(2)
    held = api.get(LIST).headers["ETag"]
    with django_assert_num_queries(1):
        assert api.get(LIST, headers={"If-None-Match": held}).status_code == 304
    issue(programme("programme-00", "Changed"))
    answer = api.get(LIST, headers={"If-None-Match": held})
    assert (answer.status_code, answer.json()["register_version"]) == (200, 5)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("programmes/{}/", "No programme with the ref “{}” is published."),
        ("programmes/{}/editions/3/", "The programme “{}” has no Edition 3."),
        ("vocabularies/{}/", "There is no vocabulary “{}”."),
    ],
)
def test_an_answer_repeats_no_more_of_a_wrong_address_than_a_ref_could_be(api, address, detail):
    answer = api.get(f"/api/v1/{address.format('b' * 3000)}")
    assert (answer.status_code, answer.json()["detail"]) == (404, detail.format("b" * 80))
