"""Every list and flat table is given whole in four formats, filtered as the list is, at one register version."""

import json

import pytest

from lifesci.downloads import snapshot
from lifesci.downloads.building import build_downloads
from lifesci.editions.issue import issue
from lifesci.editions.models import Edition, Entry
from lifesci.tables.escaping import unescape
from lifesci.tables.registry import TABLES
from tests.api.files import content, csv_rows, peak, sheet
from tests.editions.bodies import programme

pytestmark = pytest.mark.django_db
MEDIA = {
    "csv": "text/csv; charset=utf-8; header=present",
    "ndjson": "application/x-ndjson",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILTERED = "/api/v1/programmes/?region=wales"


def test_a_filtered_list_is_whole_in_every_format(api, publish):
    publish(30)
    refs = [f"programme-{number:02}" for number in range(1, 30, 2)]
    answers = {form: api.get(f"{FILTERED}&format={form}") for form in MEDIA}
    assert {form: answer.headers["Content-Type"] for form, answer in answers.items()} == MEDIA
    assert {answer.headers["X-Total-Count"] for answer in answers.values()} == {"15"}
    version = answers["csv"].headers["X-Register-Version"]
    for form, answer in answers.items():
        place = "inline" if form == "json" else "attachment"
        assert answer.headers["Content-Disposition"] == f'{place}; filename="programmes-{version}.{form}"'
    assert [row["ref"] for row in csv_rows(answers["csv"])] == refs
    texts = content(answers["ndjson"]).decode().splitlines()
    stored = dict(Edition.objects.filter(kind="programme").values_list("ref", "text"))
    assert texts == [stored[ref] for ref in refs]
    listed = json.loads(content(answers["json"]))
    assert listed["results"] == [json.loads(text) for text in texts]
    assert {name: listed[name] for name in ("count", "next", "previous", "register_version", "applied_filters")} == {
        "count": 15,
        "next": None,
        "previous": None,
        "register_version": int(version),
        "applied_filters": {"region": ["wales"], "sort": "ref"},
    }
    head, *rows = sheet(answers["xlsx"], "Programmes")
    assert head == TABLES["programmes"].names
    assert [row[0] for row in rows] == refs


def test_accept_asks_for_a_file_as_format_does(api, publish):
    publish(3)
    for form, media in MEDIA.items():
        if form not in ("json", "xlsx"):
            asked = api.get(FILTERED, headers={"Accept": media.partition(";")[0]})
            assert content(asked) == content(api.get(f"{FILTERED}&format={form}"))
            assert asked.headers["Vary"] == "Accept"


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "text/html,*/*;q=0.8", "text/csv;q=0.5,*/*;q=0.9"])
def test_json_comes_in_pages_unless_something_else_is_wanted_more(api, publish, accept):
    publish(3)
    answer = api.get("/api/v1/programmes/?page_size=1", headers={"Accept": accept})
    assert (answer.streaming, len(answer.json()["results"])) == (False, 1)


def test_an_accept_field_that_takes_none_of_the_formats_is_a_406(api, publish):
    publish(1)
    answer = api.get("/api/v1/programmes/", headers={"Accept": "text/html"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["offered"]
    assert api.get("/api/v1/programmes/?format=csv", headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter", "near"),
    [
        ("format=cvs", "format", "csv"),
        ("format=excel", "format", ""),
        ("format=csv&format=json", "format", ""),
        ("format=csv&page_size=5", "page_size", ""),
        ("format=csv&whole=yes", "whole", ""),
        ("format=csv&cursor=x", "cursor", ""),
        ("format=csv&as_of=99", "as_of", "3"),
        ("format=csv&fields=titel", "fields", "title"),
        ("format=json&fields=sumary", "fields", "summary"),
        ("format=csv&regoin=wales", "regoin", "region"),
        ("formt=csv", "formt", "format"),
    ],
)
def test_what_cannot_be_obeyed_is_a_400_that_names_the_nearest(api, publish, query, parameter, near):
    publish(1)
    answer = api.get(f"/api/v1/programmes/?{query}")
    assert answer.status_code == 400
    problem = answer.json()
    assert (problem["parameter"], problem.get("nearest", "")) == (parameter, near)


def test_fields_and_omit_choose_columns_and_members(api, publish):
    publish(2)
    assert [*csv_rows(api.get("/api/v1/programmes/?format=csv&fields=ref,status"))[0]] == ["ref", "status"]
    assert [*json.loads(content(api.get("/api/v1/programmes/?format=ndjson&fields=ref,ages")).splitlines()[0])] == [
        "ages",
        "ref",
    ]
    assert sheet(api.get("/api/v1/figures/?format=xlsx&fields=id,value"), "Figures")[1][0].startswith("programme/")
    assert "note" not in csv_rows(api.get("/api/v1/figures/?format=csv&omit=note"))[0]


def test_facts_are_filtered_as_their_list_is(api, publish):
    publish(4)
    issue(programme("bare", "Bare"))
    paged = api.get("/api/v1/figures/?measure=students&ref=programme-01&ref=programme-02").json()
    asked = "/api/v1/figures/?measure=students&ref=programme-01&ref=programme-02&format="
    texts = content(api.get(f"{asked}ndjson")).decode().splitlines()
    assert [json.loads(text) for text in texts] == paged["results"]
    rows = csv_rows(api.get(f"{asked}csv"))
    assert [(row["id"], row["value"]) for row in rows] == [(row["id"], str(row["value"])) for row in paged["results"]]
    assert api.get(f"{asked}csv").headers["X-Total-Count"] == "2"
    assert csv_rows(api.get("/api/v1/outcomes/?theme=confidence&format=csv&ref=programme-03"))[0]["programme"] == (
        "programme-03"
    )
    assert csv_rows(api.get("/api/v1/figures/?source=annex&format=csv&kind=brief")) == []


def test_what_changed_since_is_given_whole(api, publish):
    publish(3)
    since = Entry.objects.get(ref="programme-00").sequence
    answer = api.get(f"/api/v1/programmes/?changed_since={since}&format=csv")
    assert [row["ref"] for row in csv_rows(answer)] == ["programme-01", "programme-02"]
    facts = api.get(f"/api/v1/figures/?changed_since={since}&format=csv")
    assert [row["record_ref"] for row in csv_rows(facts)] == ["programme-01", "programme-02"]
    assert facts.headers["X-Total-Count"] == "2"


def test_the_order_of_the_list_is_the_order_of_the_file(api, publish):
    publish(3)
    rows = csv_rows(api.get("/api/v1/programmes/?format=csv&sort=recent"))
    assert [row["ref"] for row in rows] == ["programme-02", "programme-01", "programme-00"]


@pytest.mark.parametrize("address", ["programmes", "organisations", "sources", "figures", "outcomes"])
def test_a_whole_list_is_the_bulk_file_to_the_byte(api, publish, address):
    publish(3)
    read = content(api.get(f"/api/v1/{address}/?format=csv"))
    done = build_downloads()
    answer = api.get(f"/api/v1/{address}/?format=csv")
    assert answer.headers["Content-Length"] == str(done.by_name[f"{address}.csv"].bytes)
    assert content(answer) == read == (done.folder / f"{address}.csv").read_bytes()


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_is_given_in_every_format_and_counts_alike(api, publish, name):
    publish(3)
    read = content(api.get(f"/api/v1/tables/{name}/?format=csv"))
    listed = json.loads(content(api.get(f"/api/v1/tables/{name}/")))
    lines = content(api.get(f"/api/v1/tables/{name}/?format=ndjson")).decode().splitlines()
    assert [json.loads(line) for line in lines] == listed["results"]
    assert listed["count"] == len(lines)
    head, *rows = sheet(api.get(f"/api/v1/tables/{name}/?format=xlsx"), TABLES[name].title)
    assert (head, len(rows)) == (TABLES[name].names, len(lines))
    done = build_downloads()
    assert read == (done.folder / f"{name}.csv").read_bytes()
    assert done.by_name[f"{name}.csv"].rows == len(lines)
    assert api.get(f"/api/v1/tables/{name}/").headers["X-Total-Count"] == str(len(lines))


def test_the_list_of_tables_is_the_field_registry(api, publish):
    publish(1)
    tables = api.get("/api/v1/tables/").json()["results"]
    assert [each["name"] for each in tables] == list(TABLES)
    (qualifier,) = [each for each in tables[1]["columns"] if each["name"] == "qualifier"]
    assert qualifier == {
        "name": "qualifier",
        "type": "code",
        "meaning": "How the source doubts its number.",
        "unit": "",
        "vocabulary": "",
        "refers": "",
        "codes": list(TABLES["figures"].by_name["qualifier"].codes),
        "is_required": True,
    }
    missing = api.get("/api/v1/tables/figure/")
    assert (missing.status_code, "Did you mean “figures”?" in missing.json()["detail"]) == (404, True)


def test_vocabularies_are_given_as_files(api, publish):
    publish(1)
    rows = csv_rows(api.get("/api/v1/vocabularies/region/?format=csv"))
    assert [(row["scheme"], row["code"]) for row in rows] == [("region", "northern-ireland"), ("region", "wales")]
    measures = api.get("/api/v1/vocabularies/measure/?format=csv&fields=code,counts")
    assert csv_rows(measures) == [{"code": "students", "counts": "people"}]
    assert measures.headers["Content-Disposition"].startswith('attachment; filename="measure-')
    assert csv_rows(api.get("/api/v1/vocabularies/place/?format=csv")) == []


def test_text_that_a_spreadsheet_would_run_is_kept_from_it(api, publish):
    publish(1)
    issue(programme("nasty", "=cmd|'x'!A1"))
    (row,) = csv_rows(api.get("/api/v1/programmes/?ref=nasty&format=csv"))
    assert (row["title"], unescape(row["title"])) == ("'=cmd|'x'!A1", "=cmd|'x'!A1")
    _, cells = sheet(api.get("/api/v1/programmes/?ref=nasty&format=xlsx"), "Programmes")
    assert cells[2] == "'=cmd|'x'!A1"


def test_head_says_everything_and_sends_nothing(api, publish):
    publish(3)
    for form in MEDIA:
        got, head = (ask(f"{FILTERED}&format={form}") for ask in (api.get, api.head))
        names = ("Content-Type", "Content-Disposition", "X-Total-Count", "X-Register-Version", "ETag", "Vary")
        assert {name: head.headers[name] for name in names} == {name: got.headers[name] for name in names}
        assert (content(head), len(content(got)) > 100) == (b"", True)


def test_each_media_type_of_one_address_has_an_etag_of_its_own(api, publish):
    publish(1)
    etags = {
        accept: api.get("/api/v1/programmes/", headers={"Accept": accept}).headers["ETag"]
        for accept in ("application/json", "text/csv", "application/x-ndjson")
    }
    assert len(set(etags.values())) == 3
    held = {"If-None-Match": etags["application/json"]}
    assert api.get("/api/v1/programmes/", headers={"Accept": "application/json", **held}).status_code == 304
    assert api.get("/api/v1/programmes/", headers={"Accept": "text/csv", **held}).status_code == 200


def test_a_file_is_of_the_version_it_names_whatever_is_published_meanwhile(api, publish):
    publish(2)
    answer = api.get("/api/v1/programmes/?format=csv&sort=title")
    issue(programme("programme-00", "Renamed meanwhile"))
    issue(programme("new", "New"))
    assert [row["title"] for row in csv_rows(answer)] == ["Programme 00", "Programme 01"]
    assert answer.headers["X-Total-Count"] == "2"


@pytest.mark.parametrize("address", [FILTERED + "&format=csv", "/api/v1/figures/?source=annex&format=ndjson"])
def test_a_file_asks_the_same_few_questions_of_any_list(api, publish, django_assert_num_queries, address):
    for count in (2, 30):
        publish(count)
        api.get("/api/v1/programmes/")
        with django_assert_num_queries(7 if "figures" in address else 5):
            content(api.get(address))


def test_other_origins_may_read_the_count(api, publish):
    publish(1)
    exposed = api.get("/api/v1/programmes/?format=csv").headers["Access-Control-Expose-Headers"]
    assert {"Content-Disposition", "X-Register-Version", "X-Total-Count"} <= set(exposed.split(", "))


def test_memory_does_not_grow_with_the_list(api, publish, monkeypatch):
    publish(1)
    monkeypatch.setattr(snapshot, "CHUNK", 2)
    text = "A long description. " * 2_000
    for number in range(40):
        issue(programme(f"long-{number:02}", f"Long {number:02}", description=text))
    few, many = (
        peak(api, f"/api/v1/programmes/?format=csv&{query}") for query in ("ref=long-01&ref=long-02", "q=long")
    )
    assert many < few + 10 * len(text)
