"""The addresses of totals: what they refuse, link and cost, and what a spreadsheet makes of the file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lifesci.editions.issue import issue
from lifesci.editions.withdraw import withdraw
from lifesci.search.register import forget_register
from tests.api.facts import figure
from tests.editions.bodies import programme
from tests.totals import published as made

pytestmark = pytest.mark.django_db
STUDENTS = {"code": "students", "label": "students", "singular": "student", "counts": "people", "unit": ""}
API, PAGE, FILE = "/api/v1/totals/", "/totals/", "/totals.csv"
GROUP = "measure=students&period=cumulative&geography=wales"


def students(value=900, key="students", **members):
    told = {
        "key": key,
        "measure": STUDENTS,
        "value_high": None,
        "qualifier": "more_than",
        "period": {"kind": "cumulative", "start": "", "end": ""},
        "population": "",
        "geography": None,
        "phrase": f"more than {value} students",
    }
    return {**figure(value), **told, **members}


def publish(ref, *figures, region="wales", **members):
    regions = made.terms(made.REGIONS, [region])
    return issue(programme(ref, ref.title(), regions=regions, figures=list(figures), **members))


@pytest.fixture
def three(db):
    """Three programmes in Wales, one of which says nothing that can be added."""
    made.make_words()
    publish("a", students(900))
    publish("b", students(350, qualifier="exactly"))
    publish("c", students(None, qualifier="exactly", missing_reason="not_stated", phrase="not stated"))


@pytest.mark.usefixtures("three")
def test_a_total_says_everything_about_itself(client):
    (result,) = client.get(API).json()["results"]
    assert result == {
        "value_of": None,
        "measure": {"code": "students", "label": "students", "counts": "people"},
        "period_kind": "cumulative",
        "geography": {"code": "wales", "label": "Wales"},
        "value": 1250,
        "qualifier": "at_least",
        "doubts": {"may_be_lower": False, "may_be_higher": True},
        "sentence": "at least 1,250 students, in total to date (Wales), stated by 2 programmes; "
        "anyone who took part in two is counted twice; 1 figure is left out",
        "records": 2,
        "included": {"count": 2, "rows": f"http://testserver{FILE}?{GROUP}&part=included"},
        "left_out": {
            "count": 1,
            "reasons": {"no-value": 1},
            "rows": f"http://testserver{FILE}?{GROUP}&part=left-out",
        },
        "page": f"http://testserver{PAGE}?{GROUP}",
    }


@pytest.mark.usefixtures("three")
def test_totals_follow_every_change_of_the_register(client):
    def value():
        return [(result["value"], result["included"]["count"]) for result in client.get(API).json()["results"]]

    assert value() == [(1250, 2)]
    publish("c", students(5, qualifier="exactly"))
    assert value() == [(1255, 3)]
    publish("d", students(70, qualifier="exactly"), parent={"ref": "a", "title": "A"})
    assert value() == [(1255, 3)]
    withdraw("programme", "a", by=None, reason="It never ran.")
    assert value() == [(425, 3)]
    publish("b", students(1, qualifier="exactly"), region="scotland")
    assert value() == [(1, 1), (75, 2)]
    forget_register()
    assert value() == [(1, 1), (75, 2)]


@pytest.mark.usefixtures("three")
def test_the_list_says_what_its_programmes_add_up_to(client):
    publish("d", students(5, qualifier="exactly"), region="scotland")
    text = client.get("/programmes/?region=wales").content.decode()
    strongest = '<p><span class="strongest">At least 1,250 students, in total to date</span>'
    assert f"{strongest} (Wales), stated by 2 programmes; " in text
    assert f'<a href="/totals/?region=wales&amp;{GROUP.replace("&", "&amp;")}">How we got this' in text
    assert "5 students" not in text
    assert '<a href="/totals.csv?region=wales">' in text
    assert "None of these programmes states a number" in client.get("/programmes/?region=wales&q=c").content.decode()


@pytest.mark.parametrize(
    ("address", "parameter", "nearest"),
    [
        (f"{API}?by=regions", "by", "region"),
        (f"{API}?measure=student", "measure", "students"),
        (f"{API}?measure=", "measure", ""),
        (f"{API}?q=", "q", ""),
        (f"{API}?regoin=wales", "regoin", "region"),
        (f"{API}?region=whales", "region", "wales"),
        (f"{API}?sort=title", "sort", "sector"),
        (f"{API}?page_size=101", "page_size", "100"),
        (f"{API}?cursor=abc", "cursor", ""),
        (f"{API}?cursor=WyJhZnRlciIsMSwyLDMsNF0", "cursor", ""),
        (f"{API}?part=included", "part", ""),
    ],
)
@pytest.mark.usefixtures("three")
def test_what_cannot_be_obeyed_is_a_problem_that_names_the_right_one(client, address, parameter, nearest):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert (problem["parameter"], problem.get("nearest", "")) == (parameter, nearest)


@pytest.mark.parametrize(
    "address",
    [f"{PAGE}?period=yearly", f"{PAGE}?geography=mars", f"{PAGE}?page=2", f"{FILE}?part=all", f"{FILE}?by=region"],
)
@pytest.mark.usefixtures("three")
def test_page_and_file_refuse_what_they_cannot_obey(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.usefixtures("three")
def test_totals_by_a_facet_say_that_rows_repeat_and_why_there_is_no_grand_total(client):
    plain, split = client.get(API).json(), client.get(f"{API}?by=audience").json()
    assert (plain["by"], split["by"], split["results"]) == ("none", "audience", [])
    assert [note for note in split["notes"] if note not in plain["notes"]] == [
        "A programme that names several of these is counted under each, and never split between them: rows repeat, and "
        "must not be added up."
    ]
    assert plain["no_grand_total"].startswith("There is no grand total of people. ")


@pytest.mark.usefixtures("three")
def test_a_small_number_enters_no_total_and_shows_in_no_row(client):
    withheld = {"qualifier": "less_than", "missing_reason": "withheld", "is_small": True}
    publish("d", students(None, phrase="fewer than 5 students", **withheld))
    (result,) = client.get(API).json()["results"]
    assert (result["value"], result["left_out"]["reasons"]) == (1250, {"no-value": 1, "small-number": 1})
    small = [line for line in made.file(client, FILE) if line["programme"] == "d"]
    assert [(line["value"], line["phrase"], line["reason"]) for line in small] == [
        ("", "fewer than 5 students", "small-number")
    ]


@pytest.mark.usefixtures("three")
def test_no_cell_of_the_file_is_run_by_a_spreadsheet(client):
    issue(programme("d", "=HYPERLINK(1)", figures=[students(5, phrase='+1 "of"\nmany, -2', geography=None)]))
    response = client.get(FILE)
    text = b"".join(response.streaming_content).decode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="totals.csv"'
    assert (
        'students,cumulative,,included,,,d,\'=HYPERLINK(1),programme/d/students,"\'+1 ""of""\nmany, -2",5,,more_than,'
        "no,yes," in text
    )
    assert text.count("\r\n") == 5


@pytest.mark.parametrize("address", [API, f"{API}?by=audience", PAGE, f"{PAGE}?{GROUP}", FILE, "/programmes/"])
@pytest.mark.usefixtures("three")
def test_the_number_of_queries_is_the_same_for_few_and_for_many(client, address):
    def cost():
        forget_register()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(address)
            if response.streaming:
                list(response.streaming_content)
        return len(captured)

    few = cost()
    for number in range(30):
        publish(f"many-{number}", students(number + 5), students(7, "again", population="girls"))
    assert cost() == few


@pytest.mark.usefixtures("three")
def test_an_index_that_is_held_costs_no_query_for_its_figures(client):
    client.get(API)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{API}?region=wales")
    assert [query["sql"] for query in captured] == [captured[0]["sql"]] * 2  # before and after
    assert "changenumber" in captured[0]["sql"]


@pytest.mark.usefixtures("three")
def test_head_has_the_fields_of_get_and_no_body(client):
    response = client.head(FILE)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
