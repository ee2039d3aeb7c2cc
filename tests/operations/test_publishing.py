"""Publishing the whole register: in the order that records name each other, and only what is new."""

import pytest
from django.core.exceptions import PermissionDenied

from lifesci.editions.models import Edition
from lifesci.operations.publishing import publish_register
from organisations.publish import withdraw_organisation
from programmes.models import Programme
from programmes.publish import publish_programme, withdraw_programme
from tests.factories import (
    AffiliationFactory,
    BriefFactory,
    OrganisationFactory,
    ProgrammeFactory,
    ProgrammeFigureFactory,
    SourceFactory,
    SourceReferenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def a_small_register():
    """Records made in the order opposite to the one they can be published in."""
    strand = ProgrammeFactory(ref="a-strand", title="A strand")
    strand.briefs.add(BriefFactory(ref="a-brief", title="A brief", related=[BriefFactory(ref="b-brief", title="Base")]))
    strand.parent = ProgrammeFactory(ref="whole", title="Whole", lead=OrganisationFactory(ref="a-firm", name="A firm"))
    strand.save()
    strand.parent.lead.part_of = OrganisationFactory(ref="group", name="Group")
    strand.parent.lead.save()
    paper = SourceFactory(ref="a-paper", title="A paper")
    SourceReferenceFactory(source=paper, cites=SourceFactory(ref="report", title="Report"))
    AffiliationFactory(
        organisation=strand.parent.lead.part_of, other=OrganisationFactory(ref="zoo", name="Zoo"), source=paper
    )


def test_everything_is_published_after_what_it_names_and_a_second_call_publishes_nothing():
    a_small_register()
    told = []
    outcome = publish_register(by=None, note="First content.", report=told.append)
    assert told == [
        "Published source report, Edition 1: Report",
        "Published source a-paper, Edition 1: A paper",
        "Published organisation zoo, Edition 1: Zoo",
        "Published organisation group, Edition 1: Group",
        "Published organisation a-firm, Edition 1: A firm",
        "Published brief b-brief, Edition 1: Base",
        "Published brief a-brief, Edition 1: A brief",
        "Published programme whole, Edition 1: Whole",
        "Published programme a-strand, Edition 1: A strand",
        "9 published, 0 unchanged.",
    ]
    assert (outcome.refused, len(outcome.issued)) == ({}, 9)
    assert {edition.note for edition in outcome.issued} == {"First content."}
    editions = Edition.objects.count()
    assert str(publish_register(by=None)) == "0 published, 9 unchanged."
    assert Edition.objects.count() == editions


def test_only_what_changed_is_published_again():
    a_small_register()
    publish_register(by=None)
    Programme.objects.filter(ref="whole").update(summary="Said better.")
    outcome = publish_register(by=None)
    assert [(edition.kind, edition.ref) for edition in outcome.issued] == [("programme", "whole")]
    assert str(outcome) == "1 published, 8 unchanged."


def test_what_is_not_ready_is_told_and_the_others_go_on():
    ProgrammeFactory(ref="bad", summary="")
    ProgrammeFactory(ref="good", title="Good")
    told = []
    outcome = publish_register(by=None, report=told.append)
    assert told == [
        "Not published: programme bad. Write a summary: one sentence that lists can show.",
        "Published programme good, Edition 1: Good",
        "1 published, 0 unchanged, 1 not ready.",
    ]
    assert outcome.refused == {"programme bad": ["Write a summary: one sentence that lists can show."]}


def test_a_withdrawn_record_stays_withdrawn():
    programme = ProgrammeFactory()
    publish_programme(programme, by=None)
    withdraw_programme(programme, by=None, reason="Ended.")
    assert str(publish_register(by=None)) == "0 published, 0 unchanged, 1 withdrawn and left so."
    assert Edition.objects.count() == 1


def test_a_figure_counted_in_another_programme_waits_for_it():
    wider = ProgrammeFigureFactory(programme=ProgrammeFactory(ref="z-wider"), key="all")
    narrow = ProgrammeFigureFactory(programme=ProgrammeFactory(ref="a-narrow"), key="some", counted_in=wider)
    outcome = publish_register(by=None)
    assert [edition.ref for edition in outcome.issued if edition.kind == "programme"] == ["z-wider", "a-narrow"]
    assert narrow.counted_in == wider


def two_that_name_each_other(**members):
    first = OrganisationFactory(ref="first", name="First")
    second = OrganisationFactory(ref="second", name="Second", **members)
    paper = SourceFactory(ref="paper", title="Paper")
    AffiliationFactory(organisation=first, other=second, source=paper)
    AffiliationFactory(organisation=second, other=first, source=paper)
    return first, second


def test_records_that_name_each_other_are_published_as_one_act():
    two_that_name_each_other()
    told = []
    outcome = publish_register(by=None, report=told.append)
    assert told == [
        "Published source paper, Edition 1: Paper",
        "Published organisation second, Edition 1: Second",
        "Published organisation first, Edition 1: First",
        "3 published, 0 unchanged.",
    ]
    assert outcome.refused == {}
    assert str(publish_register(by=None)) == "0 published, 3 unchanged."


def test_records_that_name_each_other_are_refused_together_while_one_is_not_ready():
    two_that_name_each_other(website="ftp://second.example")
    mend = "The address ftp://second.example does not begin with http:// or https://."
    assert publish_register(by=None).refused == {
        "organisation second": [mend],
        "organisation first": [f"Second: {mend}"],
    }
    assert set(Edition.objects.values_list("kind", flat=True)) == {"source"}


def test_a_record_that_was_withdrawn_is_not_brought_back_by_one_that_names_it():
    first, second = two_that_name_each_other()
    publish_register(by=None)
    withdraw_organisation(first, by=None, reason="Closed.")
    withdraw_organisation(second, by=None, reason="Closed.")
    third = OrganisationFactory(ref="third", name="Third")
    paper = SourceFactory(ref="note", title="Note")
    AffiliationFactory(organisation=third, other=first, source=paper)
    AffiliationFactory(organisation=first, other=third, source=paper)
    assert publish_register(by=None).refused == {
        "organisation third": ["The other organisation “First” was withdrawn. Name another, or publish it again."],
    }


def test_who_may_not_publish_publishes_nothing():
    a_small_register()
    with pytest.raises(PermissionDenied, match=r"^You may not publish sources\.$"):
        publish_register(by=UserFactory())
    assert Edition.objects.count() == 0
