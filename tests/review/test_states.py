"""The state of a record: each chip, and a filter that leaves exactly the records that show it."""

import pytest

from lifesci.evidence.evaluation import check_source
from lifesci.review.differing import settle
from lifesci.review.models import Compared, Step
from lifesci.review.steps import give_back, send
from organisations.publish import publish_organisation
from programmes.admin import ProgrammeAdmin
from programmes.models import Programme
from programmes.publish import publish_programme, withdraw_programme
from tests import factories as make
from tests.desk.addresses import address

pytestmark = pytest.mark.django_db
ACTS = ProgrammeAdmin.acts
LIST = "programmes_programme"


@pytest.fixture
def each_state(db):
    """A programme in every state, its title saying which."""
    found = {title: make.ProgrammeFactory(title=title) for title in (
        "draft", "review", "returned", "current", "changed", "withdrawn", "published and in review",
    )}  # fmt: skip
    for title in ("current", "changed", "withdrawn", "published and in review"):
        publish_programme(found[title], by=None)
    for title in ("changed", "published and in review"):
        found[title].summary = "Another."
        found[title].save()
    withdraw_programme(found["withdrawn"], by=None, reason="Over.")
    for title in ("review", "returned", "published and in review"):
        send(ACTS, found[title], by=None, note="Look.")
    give_back(found["returned"], by=None, note="No.", sent=Step.objects.get(record=found["returned"].pk).pk)
    return found


def rows(client, **query):
    """Title and chip of each row."""
    found = client.get(address(LIST, "changelist"), query).context["cl"].result_list
    return {row.title: row.standing.words for row in found}


CHIPS = {
    "draft": "Never published",
    "review": "In review",
    "returned": "Returned",
    "current": "Current: Edition 1",
    "changed": "Changed since Edition 1",
    "withdrawn": "Withdrawn",
    "published and in review": "In review",
}


def test_each_record_shows_one_chip_and_its_filter_leaves_those_alone(curator, each_state):
    assert rows(curator) == CHIPS
    for state in ("draft", "review", "returned", "current", "changed", "withdrawn"):
        expected = {title: chip for title, chip in CHIPS.items() if chip == CHIPS[state]}
        assert (state, rows(curator, standing=state)) == (state, expected)
    assert set(rows(curator, standing="public")) == {"current", "changed", "published and in review"}


def test_a_comparison_is_made_once_for_each_edition_and_edit(each_state, django_assert_num_queries):
    settle(ACTS, Programme)
    with django_assert_num_queries(1):
        assert settle(ACTS, Programme) == 0
    each_state["current"].summary = "New."
    each_state["current"].save()
    settle(ACTS, Programme)
    assert set(Compared.objects.filter(differs=True).values_list("record", flat=True)) == {
        each_state[title].pk for title in ("current", "changed", "published and in review")
    }
    publish_programme(each_state["current"], by=None)
    with django_assert_num_queries(1):
        settle(ACTS, Programme)
    assert not Compared.objects.get(record=each_state["current"].pk).differs


def test_a_child_that_is_edited_makes_its_record_differ(each_state):
    settle(ACTS, Programme)
    make.StoryStepFactory(story=make.StoryFactory(programme=each_state["current"]))
    settle(ACTS, Programme)
    assert Compared.objects.get(record=each_state["current"].pk).differs


def test_a_new_finding_about_a_fact_makes_its_record_be_compared_again(register):
    settle(ACTS, Programme)
    type(register.source).objects.filter(pk=register.source.pk).update(
        text="a\n\nb\n\nmore than 900 students", held="plain"
    )
    check_source(register.source)
    settle(ACTS, Programme)
    assert Compared.objects.get(kind="programme", record=register.programme.pk).differs


def test_at_most_so_many_are_compared_at_once(each_state):
    Compared.objects.all().delete()
    assert [settle(ACTS, Programme, most=2), settle(ACTS, Programme, most=2)] == [1, 0]


def test_a_renamed_organisation_leaves_its_programmes_current(register, curator):
    register.organisation.name = "New name"
    register.organisation.save()
    publish_organisation(register.organisation, by=None)
    assert rows(curator, standing="changed") == {}
    assert rows(curator, standing="current") == {"Outreach": "Current: Edition 2"}


def test_the_filter_costs_the_same_for_one_changed_record_and_for_thirty(curator, django_assert_num_queries):
    def changed():
        record = make.ProgrammeFactory()
        publish_programme(record, by=None)
        record.summary = "Another."
        record.save()

    changed()
    where = address(LIST, "changelist")
    curator.get(where, {"standing": "changed"})
    with django_assert_num_queries(25):
        curator.get(where, {"standing": "changed"})
    for _ in range(29):
        changed()
    curator.get(where, {"standing": "changed"})
    with django_assert_num_queries(25):
        assert curator.get(where, {"standing": "changed"}).context["cl"].result_count == 30
