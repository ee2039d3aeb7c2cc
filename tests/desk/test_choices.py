"""Autocompletes say of each row what it is, in a constant number of queries."""

import pytest

from lifesci.vocabularies.models import Scheme
from organisations.publish import publish_organisation
from tests import factories as make
from tests.desk.addresses import address
from tests.desk.test_forms import sent_back

pytestmark = pytest.mark.django_db


def offered(client, app, model, field, term) -> list[str]:
    """What an autocomplete offers for a term."""
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in client.get("/admin/autocomplete/", asked).json()["results"]]


def test_records_say_their_sort_their_place_and_whether_they_are_public(curator):
    college = make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="college", label="College")
    belfast = make.PlaceFactory(ref="belfast", name="Belfast")
    out = make.OrganisationFactory(name="Queen’s", type=college, place=belfast)
    make.OrganisationFactory(name="Queen’s Trust")
    publish_organisation(out, by=None)
    assert offered(curator, "programmes", "programme", "lead", "queen") == [
        "Queen’s (College, Belfast, published)",
        "Queen’s Trust (Company, not published)",
    ]


def test_programmes_sources_measures_and_places_say_what_tells_them_apart(curator):
    lead = make.OrganisationFactory(name="Biologics")
    make.ProgrammeFactory(title="Outreach", lead=lead, status="running")
    make.SourceFactory(title="Annual report", publisher="Biologics")
    make.MeasureFactory(code="students")
    make.PlaceFactory(name="Reading", region=make.TermFactory(scheme=Scheme.REGION, code="wales", label="Wales"))
    assert offered(curator, "programmes", "programme", "parent", "out") == [
        "Outreach (Biologics, Running, not published)"
    ]
    assert offered(curator, "programmes", "programme", "read_in", "annual") == [
        "Annual report (Biologics, Report, not published)"
    ]
    assert offered(curator, "programmes", "programmefigure", "measure", "stud") == ["students (People)"]
    assert offered(curator, "organisations", "organisation", "place", "read") == ["Reading (Wales)"]


def test_offering_many_takes_no_more_queries_than_offering_one(curator, django_assert_max_num_queries):
    for number in range(15):
        make.OrganisationFactory(name=f"Body of many {number}", place=make.PlaceFactory())
    with django_assert_max_num_queries(6):
        assert len(offered(curator, "programmes", "programme", "lead", "many")) == 15


def test_strangers_are_offered_nothing(client, curator):
    client.logout()
    asked = {"app_label": "programmes", "model_name": "programme", "field_name": "lead", "term": "x"}
    assert client.get("/admin/autocomplete/", asked).status_code == 302


def test_a_summary_is_written_in_several_lines_and_kept_in_one(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    page = curator.get(where)
    assert page.context["adminform"].form["summary"].as_widget().startswith("<textarea")
    curator.post(where, sent_back(page) | {"summary": " A laboratory\r\nfor  schools. "})
    register.programme.refresh_from_db()
    assert register.programme.summary == "A laboratory for schools."
