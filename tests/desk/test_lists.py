"""The lists of the desk: each row's standing in words, at a query count that does not grow with the rows."""

from datetime import UTC, datetime

import pytest

from lifesci.context.publish import publish_brief
from lifesci.editions.sources import publish_source
from lifesci.vocabularies.models import Measure, Scheme
from organisations.publish import publish_organisation
from programmes.models import Programme
from programmes.publish import publish_programme, withdraw_programme
from tests import factories as make
from tests.desk.addresses import PUBLISHED, WORDS, address

pytestmark = pytest.mark.django_db


def standings(client, **query):
    """Title and standing of each row of the list of programmes."""
    rows = client.get(address("programmes_programme", "changelist"), query).context["cl"].result_list
    return {row.title: row.standing.words for row in rows}


def test_each_row_says_where_it_stands(curator):
    for title in ("Draft", "Current", "Changed", "Withdrawn"):
        programme = make.ProgrammeFactory(title=title)
        if title != "Draft":
            publish_programme(programme, by=None)
        if title == "Withdrawn":
            withdraw_programme(programme, by=None, reason="Over.")
    make.ProgrammeFigureFactory(programme=Programme.objects.get(title="Changed"), source=make.SourceFactory(), value=7)
    assert standings(curator) == {
        "Draft": "Never published",
        "Current": "Current: Edition 1",
        "Changed": "Changed since Edition 1",
        "Withdrawn": "Withdrawn",
    }
    assert set(standings(curator, standing="draft")) == {"Draft"}
    assert set(standings(curator, standing="public")) == {"Current", "Changed"}
    assert set(standings(curator, standing="withdrawn")) == {"Withdrawn"}
    assert set(standings(curator, q="chang")) == {"Changed"}


def test_a_parent_whose_strands_were_published_later_has_not_changed(curator):
    parent = make.ProgrammeFactory(title="Parent")
    publish_programme(parent, by=None)
    publish_programme(make.ProgrammeFactory(title="Strand", parent=parent), by=None)
    assert standings(curator) == {"Parent": "Current: Edition 2", "Strand": "Current: Edition 1"}


def test_moments_are_written_with_hours_counted_to_24(curator):
    make.ProgrammeFactory()
    Programme.objects.update(updated_at=datetime(2026, 11, 30, 15, 36, tzinfo=UTC))
    text = curator.get(address("programmes_programme", "changelist")).content.decode()
    assert "30 November 2026, 15:36" in text
    assert "p.m." not in text


def programme(source):
    """A published programme with every child."""
    body = make.OrganisationFactory()
    publish_organisation(body, by=None)
    region = make.TermFactory(scheme=Scheme.REGION)
    record = make.ProgrammeFactory(lead=body, regions=[region], places=[make.PlaceFactory(region=region)])
    figure = make.ProgrammeFigureFactory(programme=record, source=source)
    make.OutcomeFactory(programme=record, source=source, figure=figure)
    make.PartnershipFactory(programme=record, source=source, organisation=body)
    make.StoryStepFactory(story=make.StoryFactory(programme=record, source=source))
    publish_programme(record, by=None)


def organisation(source):
    """A published organisation with every child."""
    record = make.OrganisationFactory(place=make.PlaceFactory())
    make.AliasFactory(organisation=record)
    make.IdentifierFactory(organisation=record)
    make.OrganisationFigureFactory(organisation=record, source=source)
    publish_organisation(record, by=None)


def brief(source):
    """A published brief with every child."""
    record = make.BriefFactory(sectors=[make.TermFactory()])
    make.BriefFigureFactory(brief=record, source=source)
    make.ObjectiveFactory(brief=record, source=source)
    make.ParticipantFactory(engagement=make.EngagementFactory(brief=record, source=source))
    publish_brief(record, by=None)


def source(first):
    """A published source that cites the first."""
    record = make.SourceFactory()
    make.SourceReferenceFactory(source=record, cites=first)
    publish_source(record, by=None)


@pytest.mark.parametrize(
    ("kind", "one", "number"),
    [("programme", programme, 28), ("organisation", organisation, 16), ("brief", brief, 19), ("source", source, 11)],
)
def test_lists_of_records_cost_the_same_for_one_row_and_for_thirty(
    curator, django_assert_num_queries, kind, one, number
):
    first = make.SourceFactory(ref="first")
    publish_source(first, by=None)
    one(first)
    where = address(PUBLISHED[kind], "changelist")
    with django_assert_num_queries(number):
        curator.get(where)
    for _ in range(29):
        one(first)
    with django_assert_num_queries(number):
        rows = curator.get(where).context["cl"].result_list
    assert len(rows) >= 30
    assert {row.standing.tone for row in rows} == {"current"}


@pytest.mark.parametrize(
    ("noun", "one", "number"),
    [
        ("term", make.TermFactory, 5),
        ("place", lambda: make.PlaceFactory(region=make.TermFactory(scheme=Scheme.REGION)), 6),
        ("measure", lambda: make.MeasureFactory(code=f"measure-{Measure.objects.count()}"), 5),
    ],
)
def test_lists_of_words_cost_the_same_for_one_row_and_for_thirty(curator, django_assert_num_queries, noun, one, number):
    where = address(WORDS[noun], "changelist")
    one()
    with django_assert_num_queries(number):
        curator.get(where)
    for _ in range(29):
        one()
    with django_assert_num_queries(number):
        assert curator.get(where).context["cl"].result_count >= 30


@pytest.mark.parametrize(("noun", "number"), [("edition", 7), ("change", 8)])
def test_the_publishing_log_costs_the_same_for_one_row_and_for_thirty(curator, django_assert_num_queries, noun, number):
    where = address(f"editions_{noun}", "changelist")
    publish_programme(make.ProgrammeFactory(), by=None)
    with django_assert_num_queries(number):
        curator.get(where)
    for _ in range(29):
        publish_programme(make.ProgrammeFactory(), by=None)
    with django_assert_num_queries(number):
        assert curator.get(where).context["cl"].result_count == 30


def test_a_form_reads_no_more_for_thirty_figures_than_for_one(curator, django_assert_max_num_queries):
    first = make.SourceFactory()
    record = make.ProgrammeFactory()
    make.ProgrammeFigureFactory(programme=record, source=first)
    where = address("programmes_programme", "change", record.pk)
    curator.get(where)
    with django_assert_max_num_queries(200) as one:
        curator.get(where)
    for _ in range(29):
        make.ProgrammeFigureFactory(programme=record, source=first)
    with django_assert_max_num_queries(len(one)) as thirty:
        answer = curator.get(where)
    assert answer.content.decode().count("more than 900 students, in total to date") == 30
    assert len(thirty) == len(one)


def test_a_list_is_headed_by_what_it_lists(curator, register):
    headings = {
        "programmes_programme": "Programmes",
        "corrections_providerlink": "Provider links",
        "imports_proposal": "Imports",
        "vocabularies_term": "Terms",
        "trace_edit": "Edits",
    }
    for label, heading in headings.items():
        page = curator.get(address(label, "changelist")).content.decode()
        assert f"<h1>{heading}</h1>" in page
        assert f"<title>{heading} | Curators’ desk</title>" in page
