"""Where a second source gives another number for one thing, one alone is added, and page, API and file say which."""

import re
from html import unescape

import pytest

from lifesci.editions.sources import publish_source
from lifesci.evidence.contradictions import contradictions
from organisations.publish import publish_organisation
from programmes.models import ProgrammeFigure
from programmes.publish import publish_programme
from tests import factories as make
from tests.totals import published as made

pytestmark = pytest.mark.django_db
REASON = "It counts those who finished."


@pytest.fixture
def outreach():
    """A programme with 900 students by its annual report and 950 by a news item, and 40 a year by both."""
    programme, measure = (
        make.ProgrammeFactory(ref="outreach", title="Outreach"),
        make.MeasureFactory(singular="student"),
    )
    for ref, key, value in (("report", "reported", 900), ("news", "told", 950)):
        source = make.SourceFactory(ref=ref)
        publish_source(source, by=None)
        cited = {"source": source, "measure": measure, "qualifier": "exactly", "stated_as": "its words"}
        make.ProgrammeFigureFactory(programme=programme, key=key, value=value, **cited)
        make.ProgrammeFigureFactory(programme=programme, key=f"{key}-yearly", value=40, period_kind="per_year", **cited)
    return programme


def told(client):
    """By kind of period what API, file and pages say: value, what is added, what is left out and why."""
    found = {}
    for result in client.get("/api/v1/totals/").json()["results"]:
        lines = made.file(client, result["included"]["rows"]) + made.file(client, result["left_out"]["rows"])
        rows = {line["figure"].rpartition("/")[2]: line["reason"] for line in lines}
        page = unescape(re.sub(r"<[^>]+>", "", client.get(result["page"]).content.decode()))
        assert result["sentence"][1:] in " ".join(page.split())
        assert page.count("Left out: another figure for the same thing is already in.") == result["left_out"]["count"]
        found[result["period_kind"]] = (result["value"], result["left_out"]["reasons"], rows)
    return found


def figures_of(page):
    """The text of each figure on a record's page, by its key."""
    found = re.findall(r'<li class="figure" id="figure-([a-z-]+)">(.*?)</li>', page, flags=re.DOTALL)
    return {key: " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()) for key, text in found}


def test_the_first_is_added_until_one_is_chosen_and_then_the_chosen_one(client, outreach):
    publish_programme(outreach, by=None)
    yearly = (40, {"same-thing": 1}, {"reported-yearly": "", "told-yearly": "same-thing"})
    assert told(client) == {
        "cumulative": (900, {"same-thing": 1}, {"reported": "", "told": "same-thing"}),
        "per_year": yearly,
    }
    ProgrammeFigure.objects.filter(key="told").update(chosen_because=REASON)
    publish_programme(outreach, by=None)
    assert told(client) == {
        "cumulative": (950, {"same-thing": 1}, {"told": "", "reported": "same-thing"}),
        "per_year": yearly,
    }


def test_the_page_of_the_record_shows_both_figures_and_what_was_decided(client, outreach):
    publish_programme(outreach, by=None)
    figures = figures_of(client.get("/programmes/outreach/").content.decode())
    for key, words in (("reported", "900 students"), ("told", "950 students")):
        assert words in figures[key]
        assert "Sources differ. Compare the other figure ; nobody has chosen between them." in figures[key]
        assert "Sources differ" not in figures[f"{key}-yearly"]
    ProgrammeFigure.objects.filter(key="told").update(chosen_because=REASON)
    publish_programme(outreach, by=None)
    figures = figures_of(client.get("/programmes/outreach/").content.decode())
    assert "950 students" in figures["told"]
    assert f"Sources differ; this one is chosen: {REASON}" in figures["told"]
    assert "900 students" in figures["reported"]
    assert "Sources differ; this one is set aside for another ." in figures["reported"]


def test_contradictions_of_other_records_show_on_their_pages_too(client):
    body, measure = make.OrganisationFactory(ref="almac", name="Almac"), make.MeasureFactory(code="employees")
    for ref, value in (("report", 10), ("news", 20)):
        source = make.SourceFactory(ref=ref)
        publish_source(source, by=None)
        make.OrganisationFigureFactory(organisation=body, key=ref, value=value, measure=measure, source=source)
    assert len(contradictions(body.figures.all())) == 1
    publish_organisation(body, by=None)
    figures = figures_of(client.get("/organisations/almac/").content.decode())
    assert ["Sources differ." in text for text in figures.values()] == [True, True]
