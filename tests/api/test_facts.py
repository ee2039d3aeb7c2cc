"""Figures, outcomes, changes, vocabularies and the small addresses of the API."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lifesci.editions.issue import issue
from lifesci.editions.models import Change, EntryFigure, EntryOutcome
from lifesci.editions.vocabulary import save_word
from lifesci.editions.withdraw import withdraw
from lifesci.vocabularies.models import Place, Term
from tests.api.facts import figure
from tests.api.files import content
from tests.api.test_past import put_back
from tests.editions.bodies import programme

FIGURES, OUTCOMES, CHANGES = "/api/v1/figures/", "/api/v1/outcomes/", "/api/v1/changes/"


@pytest.mark.parametrize(("address", "model"), [(FIGURES, EntryFigure), (OUTCOMES, EntryOutcome)])
def test_facts_are_the_stored_rows_by_identifier(api, publish, address, model):
    publish(3)
    rows = model.objects.order_by("identifier").values_list("row", flat=True)
    assert len(rows) == 3
    assert api.get(address).json() == {
        "count": 3,
        "next": None,
        "previous": None,
        "register_version": 5,
        "applied_filters": {},
        "results": [json.loads(row) for row in rows],
    }


@pytest.mark.parametrize("address", [FIGURES, OUTCOMES])
def test_a_walk_meets_each_fact_once_while_records_are_published_and_leads_back(api, publish, address):
    publish(7)
    page, met = api.get(f"{address}?page_size=2").json(), []
    first = page
    while True:
        met += [row["record"]["ref"] for row in page["results"]]
        if len(met) == 2:
            issue(programme("programme-05", "Changed", figures=[figure(value=3)]))
            issue(programme("another", "Another", figures=[figure()]))
        if not page["next"]:
            break
        page = api.get(page["next"]).json()
    gone = {"programme-05"} if address == OUTCOMES else set()
    assert met == [f"programme-{number:02}" for number in range(7) if f"programme-{number:02}" not in gone]
    while page["previous"]:
        page = api.get(page["previous"]).json()
    assert page["results"][-1]["record"]["ref"] <= first["results"][-1]["record"]["ref"]


@pytest.mark.parametrize(
    ("query", "count", "applied"),
    [
        ("source=annex", 3, {"source": ["annex"]}),
        ("measure=students", 3, {"measure": ["students"]}),
        ("kind=programme", 3, {"kind": ["programme"]}),
        ("kind=brief", 0, {"kind": ["brief"]}),
        ("kind=brief&kind=programme", 3, {"kind": ["brief", "programme"]}),
        ("ref=programme-01&ref=programme-02", 2, {"ref": ["programme-01", "programme-02"]}),
        ("period=cumulative&source=annex", 3, {"source": ["annex"], "period": ["cumulative"]}),
        ("period=at_date", 0, {"period": ["at_date"]}),
    ],
)
def test_figures_filter_by_what_is_declared(api, publish, query, count, applied):
    publish(3)
    answer = api.get(f"{FIGURES}?{query}").json()
    assert (answer["count"], len(answer["results"]), answer["applied_filters"]) == (count, count, applied)


@pytest.mark.parametrize(
    ("query", "count"),
    [("theme=confidence", 2), ("basis=independently-reported", 2), ("ref=programme-01&kind=programme", 1)],
)
def test_outcomes_filter_by_what_is_declared(api, publish, query, count):
    publish(2)
    answer = api.get(f"{OUTCOMES}?{query}").json()
    assert (answer["count"], len(answer["results"])) == (count, count)


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("sorce=annex", "sorce", "source"),
        ("source=anex", "source", "annex"),
        ("measure=student", "measure", "students"),
        ("ref=programme-0", "ref", "programme-00"),
        ("period=at_dat", "period", "at_date"),
        ("kind=source", "kind", None),
        ("measure=", "measure", None),
        ("ref=%00", "ref", None),
        ("cursor=zzz", "cursor", None),
        ("cursor=MSBhZnRlciA", "cursor", None),
        ("page_size=0", "page_size", "1"),
        ("page_size=1&page_size=2", "page_size", None),
    ],
)
def test_a_wrong_parameter_of_figures_is_a_400_that_names_it(api, publish, query, parameter, nearest):
    publish(1)
    answer = api.get(f"{FIGURES}?{query}")
    assert answer.status_code == 400
    assert (answer.json()["parameter"], answer.json().get("nearest")) == (parameter, nearest)


def test_more_values_than_a_query_may_hold_are_refused(api, publish):
    publish(1)
    answer = api.get(f"{FIGURES}?{'&'.join(['ref=programme-00'] * 51)}")
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "“ref” may be given at most 50 times; it is given 51 times.",
    )


@pytest.mark.parametrize("address", [FIGURES, OUTCOMES, CHANGES, "/api/v1/vocabularies/place/"])
def test_lists_cost_the_same_queries_for_1_and_for_30_rows(api, publish, address):
    counts = []
    for more in (1, 29):
        publish(more)
        for number in range(more):
            Place.objects.create(ref=f"place-{more}-{number}", name="Belfast", region=Term.objects.get(code="wales"))
        with CaptureQueriesContext(connection) as queries:
            api.get(address)
        counts.append(len(queries))
    assert counts == {FIGURES: [4, 4], OUTCOMES: [4, 4], CHANGES: [4, 4]}.get(address, [3, 3])


def test_changes_are_the_whole_log_without_gaps(api, publish):
    publish(2)
    issue(programme("programme-00", "Again"))
    withdraw("programme", "programme-01", reason="Ended.", successor="programme-00")
    save_word(Term(scheme="region", code="london", label="London"))
    answer = api.get(f"{CHANGES}?page_size=100").json()
    assert (answer["count"], answer["register_version"], answer["next"], answer["previous"]) == (7, 7, None, None)
    assert [row["sequence"] for row in answer["results"]] == [1, 2, 3, 4, 5, 6, 7]
    moments = list(Change.objects.values_list("happened_at", flat=True))
    base = "http://testserver/api/v1"
    assert answer["results"][4:] == [
        {
            **{"sequence": 5, "kind": "programme", "ref": "programme-00", "action": "issued", "reason": ""},
            **{"successor": "", "happened_at": moments[4].isoformat(), "edition": 2},
            **{"url": f"{base}/programmes/programme-00/editions/2/", "title": "Again"},
        },
        {
            **{"sequence": 6, "kind": "programme", "ref": "programme-01", "action": "withdrawn", "reason": "Ended."},
            **{"successor": "programme-00", "happened_at": moments[5].isoformat(), "edition": 1, "url": None},
            "title": "Programme 01",
        },
        {
            **{"sequence": 7, "kind": "term", "ref": "region/london", "action": "saved", "reason": "", "successor": ""},
            **{"happened_at": moments[6].isoformat(), "edition": None, "url": f"{base}/vocabularies/region/"},
            "title": "",
        },
    ]


def test_changes_are_walked_from_any_number_to_the_newest(api, publish):
    publish(5)
    page = api.get(f"{CHANGES}?after=2&page_size=2").json()
    assert (page["count"], page["applied_filters"]) == (5, {"after": 2})
    assert page["previous"] == "http://testserver/api/v1/changes/?page_size=2&after=0"
    met = []
    while page:
        met += [row["sequence"] for row in page["results"]]
        page = api.get(page["next"]).json() if page["next"] else None
    assert met == [3, 4, 5, 6, 7]
    beyond = api.get(f"{CHANGES}?after=7").json()
    assert (beyond["count"], beyond["next"], beyond["results"]) == (0, None, [])


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "", "9999999999999999"])
def test_changes_after_what_is_no_number_are_refused(api, publish, after):
    answer = api.get(f"{CHANGES}?after={after}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "after")


def test_changes_since_a_day_are_those_from_its_first_moment_in_utc(api, publish):
    publish(5)
    midnight = datetime(2026, 3, 31, tzinfo=UTC)
    for sequence in range(1, 8):
        put_back(sequence, midnight + timedelta(hours=sequence - 4))
    page = api.get(f"{CHANGES}?since=2026-03-31&page_size=3").json()
    assert (page["count"], page["applied_filters"], page["previous"]) == (4, {"since": "2026-03-31"}, None)
    last = api.get(page["next"]).json()
    assert [row["sequence"] for row in page["results"] + last["results"]] == [4, 5, 6, 7]
    assert api.get(last["previous"]).json()["results"] == page["results"]
    days = ("0001-01-01", "2026-04-01", "9999-12-31")
    assert [api.get(f"{CHANGES}?since={day}").json()["count"] for day in days] == [7, 0, 0]
    both = [api.get(f"{CHANGES}?since=2026-03-31&after={after}").json()["count"] for after in (1, 5)]
    assert both == [4, 2]
    file = api.get(f"{CHANGES}?since=2026-03-31&after=4&format=ndjson")
    assert [json.loads(line)["sequence"] for line in content(file).splitlines()] == [5, 6, 7]


@pytest.mark.parametrize("since", ["7", "2026-02-30", "2026-3-1", "yesterday", "", "2026-03-31&since=2026-03-30"])
def test_changes_since_what_is_no_day_are_refused(api, publish, since):
    answer = api.get(f"{CHANGES}?since={since}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "since")


def test_a_vocabulary_is_all_its_words_in_the_curators_order(api, words):
    answer = api.get("/api/v1/vocabularies/region/").json()
    assert answer["count"] == 2
    assert answer["results"][0] == {
        **{"code": "northern-ireland", "label": "Northern Ireland", "definition": "", "broader": "", "uri": ""},
        **{"notation": "", "order": 1, "retired_on": None},
    }
    assert api.get("/api/v1/vocabularies/measure/").json()["results"] == [
        {
            **{"code": "students", "label": "students", "singular": "student", "counts": "people", "unit": ""},
            **{"definition": "", "order": 1, "retired_on": None},
        }
    ]


def test_places_are_served_with_degrees_as_text(api, words):
    Place.objects.create(
        ref="w5", name="W5", region=Term.objects.get(code="wales"), latitude="54.60000", longitude="-5.9"
    )
    Place.objects.create(ref="world", name="World")
    assert api.get("/api/v1/vocabularies/place/").json()["results"] == [
        {
            **{"ref": "w5", "name": "W5", "region": {"code": "wales", "label": "Wales"}, "is_venue": False},
            **{"latitude": "54.60000", "longitude": "-5.90000"},
        },
        {"ref": "world", "name": "World", "region": None, "is_venue": False, "latitude": "", "longitude": ""},
    ]


def test_vocabularies_are_listed_and_an_unknown_one_is_404_with_the_nearest(api, words):
    rows = {row["scheme"]: row for row in api.get("/api/v1/vocabularies/").json()["results"]}
    url = "http://testserver/api/v1/vocabularies/region/"
    assert rows["region"] == {"scheme": "region", "label": "Region or nation", "words": 2, "url": url}
    assert rows["measure"]["words"] == 1
    answer = api.get("/api/v1/vocabularies/regoin/")
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "There is no vocabulary “regoin”. Did you mean “region”?",
    )
