"""The log, the totals and every list without a bulk file are given whole in four formats, and say what pages say."""

import json

import pytest
from django.db import transaction

from lifesci.api import log
from lifesci.api.openapi import openapi_text
from lifesci.editions import checkpoint
from lifesci.editions.issue import issue
from lifesci.editions.log import log_change
from lifesci.editions.models import Change
from lifesci.editions.withdraw import withdraw
from lifesci.tables.json_schema import component_of
from lifesci.tables.registry import LISTED
from tests.api.facts import figure
from tests.api.files import content, csv_rows, lines, peak, sheet, walked
from tests.api.test_exporting import MEDIA
from tests.editions.bodies import programme

pytestmark = pytest.mark.django_db
TABLES = {table.name: table for table in LISTED}
LISTS = {  # each list with a small page where it has pages, its table and the name of its file
    "changes/?after=1&page_size=2": "changes",
    "checkpoints/?page_size=1": "checkpoints",
    "programmes/programme-00/editions/": "editions",
    "vocabularies/": "vocabularies",
    "tables/": "tables",
    "totals/?by=region&page_size=1": "totals",
    "problems/": "problems",
}


@pytest.fixture
def register(publish, monkeypatch):
    """A register in which several things have happened, with a checkpoint of every third."""
    monkeypatch.setattr(checkpoint, "EVERY", 3)
    publish(4)
    issue(programme("programme-00", "Another title"))
    withdraw("programme", "programme-01", reason="=It ended.")


def file_of(page: str, form: str) -> str:
    """Where a list is given whole."""
    bare = "&".join(part for part in page.partition("?")[2].split("&") if part and not part.startswith("page_size"))
    return f"/api/v1/{page.partition('?')[0]}?{bare}{'&' if bare else ''}format={form}"


@pytest.mark.parametrize(("page", "name"), LISTS.items(), ids=LISTS.values())
def test_every_format_has_what_the_pages_have(api, register, page, name):
    results, table = walked(api, f"/api/v1/{page}"), TABLES[name]
    answers = {form: api.get(file_of(page, form)) for form in MEDIA}
    assert len(results) > 1
    assert {form: answer.headers["Content-Type"] for form, answer in answers.items()} == MEDIA
    for form, answer in answers.items():
        assert (answer.headers["X-Total-Count"], answer.headers["X-Register-Version"]) == (str(len(results)), "8")
        assert answer.headers["Content-Disposition"].endswith(f'; filename="{name}-8.{form}"')
    assert lines(answers["ndjson"]) == results
    whole, first = json.loads(content(answers["json"])), api.get(f"/api/v1/{page}").json()
    walks = ("count", "next", "previous", "results")
    assert [whole[member] for member in walks] == [len(results), None, None, results]
    assert {**whole, **dict.fromkeys(walks)} == {**first, **dict.fromkeys(walks)}
    rows = csv_rows(answers["csv"])
    head, *cells = sheet(answers["xlsx"], table.title)
    assert head == (*rows[0],) == table.names
    assert [[*map(said, row)] for row in cells] == [[*row.values()] for row in rows]


def said(cell) -> str:
    """A cell of a workbook as CSV has it."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize(("page", "name"), LISTS.items(), ids=LISTS.values())
def test_every_list_is_given_in_part_as_page_and_as_file(api, register, page, name):
    results, joint = walked(api, f"/api/v1/{page}"), "&" if "?" in page else "?"
    first, *others = results[0]
    assert others
    for asked in (f"fields={first}", f"omit={','.join(others)}"):
        assert walked(api, f"/api/v1/{page}{joint}{asked}") == [{first: row[first]} for row in results]
        key, _, names = asked.partition("=")
        assert api.get(f"/api/v1/{page}{joint}{asked}").json()["applied_filters"][key] == names.split(",")
    column = TABLES[name].names[0]
    rows = csv_rows(api.get(file_of(page, "csv")))
    part = csv_rows(api.get(f"{file_of(page, 'csv')}&fields={column}"))
    assert part == [{column: row[column]} for row in rows]


@pytest.mark.parametrize(("page", "name"), LISTS.items(), ids=LISTS.values())
def test_accept_asks_for_these_files_too_and_head_sends_nothing(api, register, page, name):
    bare = file_of(page, "").removesuffix("format=").rstrip("?&")
    for form in ("csv", "ndjson"):
        asked = api.get(bare, headers={"Accept": MEDIA[form].partition(";")[0]})
        assert content(asked) == content(api.get(file_of(page, form)))
    head = api.head(file_of(page, "csv"))
    assert (content(head), head.headers["X-Total-Count"]) == (b"", asked.headers["X-Total-Count"])


def test_the_log_as_a_file_is_the_log(api, register):
    rows = csv_rows(api.get("/api/v1/changes/?after=6&format=csv"))
    paged = api.get("/api/v1/changes/?after=6").json()["results"]
    assert [row["action"] for row in rows] == ["issued", "withdrawn"]
    assert rows[1] == {
        "sequence": "8",
        "kind": "programme",
        "ref": "programme-01",
        "action": "withdrawn",
        "edition": "1",
        "reason": "'=It ended.",
        "successor": "",
        "happened_at": f"{paged[1]['happened_at'][:19]}Z",
        **{"url": "", "title": "Programme 01"},
    }
    assert rows[0]["url"] == paged[0]["url"] == "http://testserver/api/v1/programmes/programme-00/editions/2/"
    few = csv_rows(api.get("/api/v1/changes/?format=csv&fields=sequence,ref"))
    assert few == [{"sequence": str(change.sequence), "ref": change.ref} for change in Change.objects.after(0)]
    assert lines(api.get("/api/v1/changes/?format=ndjson&omit=url,reason"))[-1].keys() == {*TABLES["changes"].names} - {
        "url",
        "reason",
    }
    after_all = api.get("/api/v1/changes/?format=csv&after=8")
    assert (after_all.headers["X-Total-Count"], csv_rows(after_all)) == ("0", [])


def test_a_file_of_the_log_is_of_its_version_whatever_happens_meanwhile(api, register, monkeypatch):
    monkeypatch.setattr(log, "AT_A_TIME", 3)
    answer = api.get("/api/v1/changes/?format=ndjson")
    withdraw("programme", "programme-02", reason="It ended.")
    assert [line["sequence"] for line in lines(answer)] == [*range(1, 9)]


def test_a_checkpoint_is_a_row_with_a_column_for_each_kind(api, register):
    first = api.get("/api/v1/checkpoints/").json()["results"][0]
    row = csv_rows(api.get("/api/v1/checkpoints/?format=csv"))[0]
    assert row == {
        **{name: str(first[name]) for name in ("sequence", "records", "sha256", "url")},
        **{"programmes": "1", "organisations": "1", "briefs": "0", "sources": "1"},
    }
    assert [line["sequence"] for line in csv_rows(api.get("/api/v1/checkpoints/?format=csv&after=3"))] == ["6"]


def test_a_total_is_a_row(api, register):
    [total] = api.get("/api/v1/totals/?by=region&region=wales").json()["results"]
    [row] = csv_rows(api.get("/api/v1/totals/?by=region&region=wales&format=csv"))
    reasons = {
        name.removeprefix("left_out_"): int(row[name])
        for name in row
        if name.startswith("left_out_") and "rows" not in name
    }
    assert {name.replace("_", "-"): count for name, count in reasons.items() if count} == total["left_out"]["reasons"]
    assert {name: row[name] for name in row if not name.startswith("left_out_") or "rows" in name} == {
        "by": "region",
        "value_of": "wales",
        "value_of_name": "Wales",
        "programmes": "1",
        "measure": "students",
        "measure_name": "students",
        "counts": "people",
        "period_kind": "cumulative",
        "geography": total["geography"]["code"] if total["geography"] else "",
        "geography_name": total["geography"]["label"] if total["geography"] else "",
        "value": "" if total["value"] is None else str(total["value"]),
        "qualifier": total["qualifier"],
        "may_be_lower": str(total["doubts"]["may_be_lower"]).lower(),
        "may_be_higher": str(total["doubts"]["may_be_higher"]).lower(),
        "sentence": total["sentence"],
        "records": str(total["records"]),
        "included": str(total["included"]["count"]),
        "included_rows": total["included"]["rows"],
        "left_out": str(total["left_out"]["count"]),
        "left_out_rows": total["left_out"]["rows"],
        "page": total["page"],
    }


def test_a_total_that_leaves_figures_out_says_why_in_columns(api, register):
    parent = {"ref": "programme-02", "title": "Programme 02"}
    issue(programme("strand", "Strand", figures=[figure(7)], parent=parent))
    [total] = [each for each in walked(api, "/api/v1/totals/") if each["left_out"]["count"]]
    [row] = [row for row in csv_rows(api.get("/api/v1/totals/?format=csv")) if row["left_out"] != "0"]
    assert total["left_out"]["reasons"] == {"strand": 1}
    assert (row["left_out"], row["left_out_strand"], row["left_out_planned"], row["by"]) == ("1", "1", "0", "")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("changes/?format=csv&wait=5", "wait"),
        ("changes/?format=csv&page_size=5", "page_size"),
        ("changes/?format=csv&as_of=1", "as_of"),
        ("changes/?format=cvs", "format"),
        ("changes/?format=csv&fields=number", "fields"),
        ("checkpoints/?format=csv&fields=counts", "fields"),
        ("checkpoints/?format=xlsx&page_size=5", "page_size"),
        ("totals/?format=csv&cursor=x", "cursor"),
        ("totals/?format=csv&by=regoin", "by"),
        ("totals/?format=csv&fields=number", "fields"),
        ("programmes/programme-00/editions/?format=csv&fields=number", "fields"),
        ("vocabularies/?format=csv&fields=number", "fields"),
        ("tables/?formt=csv", "formt"),
        ("problems/?format=csv&page=2", "page"),
    ],
)
def test_what_cannot_be_obeyed_is_a_400_in_words(api, register, query, parameter):
    answer = api.get(f"/api/v1/{query}")
    problem = answer.json()
    assert (answer.status_code, problem["parameter"]) == (400, parameter)
    assert any(said in problem["detail"] for said in (parameter, "“counts”", "“number”", "“regoin”"))


def test_waiting_and_a_file_are_not_asked_for_together_by_accept_either(api, register):
    answer = api.get("/api/v1/changes/?after=8&wait=5", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "A file holds the whole list, with whole results, at once: leave “wait” out.",
    )


def test_editions_of_no_record_are_no_file(api, register):
    assert api.get("/api/v1/programmes/nobody/editions/?format=csv").status_code == 404


def test_memory_does_not_grow_with_the_log(api, register, monkeypatch):
    monkeypatch.setattr(log, "AT_A_TIME", 2)
    text = "A long reason. " * 3_000
    with transaction.atomic():
        for number in range(40):
            log_change("term", f"region/{number}", Change.Action.SAVED, reason=text)
    few, many = (peak(api, f"/api/v1/changes/?format=csv&after={after}") for after in (46, 8))
    assert many < few + 10 * len(text)


def test_every_list_is_described_with_its_files_and_their_columns(db):
    description = json.loads(openapi_text())
    told = {}
    for path, item in description["paths"].items():
        content = item["get"]["responses"]["200"]["content"]
        if "text/csv" in content:
            assert {media.partition(";")[0] for media in MEDIA.values()} == set(content), path
            rows = content["text/csv"]["schema"]["contentSchema"]["items"]
            told[path] = [each["$ref"].rpartition("/")[2] for each in rows.get("anyOf", [rows])]
    lists = {path for path, item in description["paths"].items() if item["get"]["operationId"].startswith("list_")}
    assert set(told) == lists | {"/api/v1/vocabularies/{scheme}/", "/api/v1/tables/{name}/"}
    for name, table in TABLES.items():
        component = component_of(name)
        assert tuple(description["components"]["schemas"][component]["properties"]) == table.names
        assert any(component in components for components in told.values())
