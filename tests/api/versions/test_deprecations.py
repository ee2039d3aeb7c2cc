"""What will go says so: on every answer, in the description, a year before."""

from datetime import UTC, date, datetime

import pytest

from lifesci.api import openapi
from lifesci.api.versions import deprecations
from lifesci.api.versions.deprecations import Deprecation

SINCE, SUNSET = date(2027, 3, 1), date(2028, 3, 1)
OUTCOMES = Deprecation("list_outcomes", SINCE, SUNSET, "Ask for figures.")
BASIS = Deprecation("list_figures", date(2027, 4, 1), date(2028, 6, 30), "Leave it out.", parameter="period")
ENDS = '</api/#versions>; rel="sunset"; type="text/html"'
FIELDS = {
    "Deprecation": f"@{int(datetime(2027, 3, 1, tzinfo=UTC).timestamp())}",
    "Sunset": "Wed, 01 Mar 2028 00:00:00 GMT",
    "Link": f'</api/#going-list_outcomes>; rel="deprecation"; type="text/html", {ENDS}',
}


@pytest.fixture
def declare(monkeypatch):
    """Declares what will go, for one test."""

    def declared(*rows):
        monkeypatch.setattr(deprecations, "DEPRECATIONS", rows)
        openapi.openapi_text.cache_clear()

    yield declared
    monkeypatch.undo()
    openapi.openapi_text.cache_clear()


def going(answer) -> dict:
    """The fields of an answer that say what will go."""
    return {name: answer.headers[name] for name in FIELDS if name in answer.headers}


def test_nothing_says_so_where_nothing_is_declared(api, publish):
    publish(1)
    for address in ("outcomes/", "figures/", "programmes/programme-00/"):
        assert going(api.get(f"/api/v1/{address}")) == {}


def test_every_answer_of_an_address_that_will_go_says_so(api, publish, declare):
    publish(1)
    declare(OUTCOMES)
    good = api.get("/api/v1/outcomes/")
    assert (good.status_code, going(good)) == (200, FIELDS)
    known = api.get("/api/v1/outcomes/", headers={"If-None-Match": good.headers["ETag"]})
    assert (known.status_code, going(known)) == (304, FIELDS)
    wrong = api.get("/api/v1/outcomes/?them=x")
    assert (wrong.status_code, going(wrong)) == (400, FIELDS)
    assert going(api.head("/api/v1/outcomes/")) == FIELDS
    assert going(api.get("/api/v1/figures/")) == {}
    assert "Sunset" in good.headers["Access-Control-Expose-Headers"]


def test_a_parameter_that_will_go_says_so_where_it_is_used(api, publish, declare):
    publish(1)
    declare(BASIS)
    assert going(api.get("/api/v1/figures/?page_size=1")) == {}
    assert going(api.get("/api/v1/figures/?period=cumulative")) == {
        "Deprecation": f"@{int(datetime(2027, 4, 1, tzinfo=UTC).timestamp())}",
        "Sunset": "Fri, 30 Jun 2028 00:00:00 GMT",
        "Link": f'</api/#going-list_figures-period>; rel="deprecation"; type="text/html", {ENDS}',
    }


def test_of_several_the_first_day_is_said_and_every_link(api, publish, declare):
    publish(1)
    declare(BASIS, Deprecation("list_figures", SINCE, date(2029, 1, 1), "Ask for totals."))
    said = going(api.get("/api/v1/figures/?period=cumulative"))
    assert (said["Deprecation"], said["Sunset"]) == (FIELDS["Deprecation"], "Fri, 30 Jun 2028 00:00:00 GMT")
    assert said["Link"].count('rel="deprecation"') == 2


def test_the_description_says_so(api, db, declare):
    declare(OUTCOMES, BASIS)
    paths = api.get("/api/v1/schema/").json()["paths"]
    outcomes = paths["/api/v1/outcomes/"]["get"]
    assert (outcomes["deprecated"], outcomes["x-sunset"]) == (True, "2028-03-01")
    assert outcomes["description"] == "It goes on 1 March 2028. Ask for figures."
    [period] = [each for each in paths["/api/v1/figures/"]["get"]["parameters"] if each["name"] == "period"]
    assert (period["deprecated"], period["x-sunset"]) == (True, "2028-06-30")
    assert period["description"].endswith("It goes on 30 June 2028. Leave it out.")
    others = [each for path in paths.values() for each in (path["get"], *path["get"]["parameters"]) if each != period]
    assert [each for each in others if "deprecated" in each] == [outcomes]


def test_everything_declared_names_something_of_the_description(api, db):
    operations = {
        path["get"]["operationId"]: path["get"] for path in api.get("/api/v1/schema/").json()["paths"].values()
    }
    for each in deprecations.DEPRECATIONS:
        names = {parameter["name"] for parameter in operations[each.operation]["parameters"]}
        assert each.parameter in {"", *names}
    assert "list_outcomes" in operations


def test_less_than_a_years_notice_is_refused():
    with pytest.raises(ValueError, match="going-list_outcomes: what will go is announced 365 days before"):
        Deprecation("list_outcomes", SINCE, date(2028, 2, 28), "Ask for figures.")
