"""A brief is published when it is ready; what stands in the way is said all at once."""

import pytest

from lifesci.context.document import document
from lifesci.context.models import Brief, Engagement
from lifesci.context.readiness import readiness
from lifesci.editions.models import Entry
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.vocabularies.models import Scheme
from tests.factories import (
    BriefFactory,
    BriefFigureFactory,
    EngagementFactory,
    ObjectiveFactory,
    OrganisationFactory,
    ParticipantFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(examples, db):
    """The full example, read afresh."""
    return Brief.objects.get(pk=examples["brief"].pk)


def found(brief):
    """What stands against the brief now."""
    whole = Brief.objects.whole().get(pk=brief.pk)
    return readiness(whole, published_names(named_in(document(whole, {}))))


def test_a_full_brief_whose_names_are_published_is_ready(brief):
    assert (found(brief).blocking, found(brief).warnings) == ([], [])


def test_a_bare_brief_says_all_that_it_lacks():
    bare = BriefFactory(summary="", description="")
    assert found(bare).blocking == ["Write a summary: one sentence that lists can show."]
    assert found(bare).warnings == ["There is no description.", "Nothing in this record names a source."]


def test_every_record_it_names_must_be_published(brief):
    guest = OrganisationFactory(name="Guest House")
    ParticipantFactory(engagement=Engagement.objects.get(brief=brief), organisation=guest)
    Entry.objects.exclude(ref="medicines-manufacturing").delete()
    assert found(brief).blocking == [
        "The source “Case studies” was withdrawn. Name another, or publish it again.",
        "The organisation “A Life Sciences Office” was withdrawn. Name another, or publish it again.",
        "The organisation “Almac Discovery” was withdrawn. Name another, or publish it again.",
        "The related brief “The Vision” was withdrawn. Name another, or publish it again.",
        "The document behind the source, “Survey of participants” was withdrawn. Name another, or publish it again.",
        "The participant's organisation “Almac Discovery” was withdrawn. Name another, or publish it again.",
        "The participant's organisation “Guest House” is not published. Publish it first.",
    ]


def test_every_child_is_looked_at(brief):
    nothing = {"source": None, "paragraph": None, "stated_as": ""}
    BriefFigureFactory(brief=brief, key="posts", **nothing)
    ObjectiveFactory(brief=brief, key="grow", **nothing)
    talk = EngagementFactory(brief=brief, key="talk", **nothing)
    Engagement.objects.filter(pk=talk.pk).update(happened_on="Monday")
    brief.policy_themes.add(TermFactory(scheme=Scheme.SECTOR, code="devices", label="Devices"))
    assert [sentence.partition(" is not a date")[0] for sentence in found(brief).blocking] == [
        "Policy themes: “Devices” is not a term of the vocabulary “policy-theme”.",
        "Figure “posts” names no source.",
        "Objective “grow” names no source.",
        "Engagement “talk”, Date: “Monday”",
        "Engagement “talk” names no source.",
    ]
