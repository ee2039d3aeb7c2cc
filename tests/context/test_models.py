"""The rules of briefs and their children: each with a row that keeps it and one that breaks it."""

import pytest
from django.core.exceptions import ValidationError

from lifesci.context.models import Brief, Engagement, Objective, Participant
from tests.factories import (
    BriefFactory,
    BriefFigureFactory,
    EngagementFactory,
    ObjectiveFactory,
    OrganisationFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db


def faults(row):
    """What full_clean() says, by field."""
    try:
        row.full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def test_a_brief_has_a_title():
    assert faults(Brief(ref="vision", title="Vision", kind="policy")) == {}
    assert faults(Brief(ref="vision", kind="policy")) == {"title": ["This field cannot be blank."]}
    constraint = next(each for each in Brief._meta.constraints if each.name == "brief_title_given")
    with pytest.raises(ValidationError, match=r"A brief needs a title\."):
        constraint.validate(Brief, Brief(title=""))


def test_the_reference_of_a_published_brief_is_fixed():
    brief = BriefFactory(ref="vision", fixed_ref="vision")
    assert faults(brief) == {}
    brief.ref = "the-vision"
    said = "This brief has been published, so its reference can no longer change."
    assert faults(brief) == {"__all__": [said]}


def test_dates_of_a_brief_are_edtf():
    assert faults(BriefFactory(starts="2025-41", ends="2030~")) == {}
    assert list(faults(BriefFactory(starts="in 2025", ends="soon"))) == ["starts", "ends"]


def test_keys_are_used_once_in_a_brief():
    brief = BriefFactory()
    figures = [BriefFigureFactory(brief=brief, key=key) for key in ("posts", "firms")]
    assert faults(figures[1]) == {}
    figures[1].key = "posts"
    assert faults(figures[1]) == {"__all__": ["This brief already has a figure with this key."]}
    ObjectiveFactory(brief=brief, key="posts")
    assert faults(Objective(brief=brief, key="firms", statement="S")) == {}
    assert faults(Objective(brief=brief, key="posts", statement="S")) == {
        "__all__": ["This brief already has an objective with this key."]
    }
    EngagementFactory(brief=brief, key="visit")
    assert faults(Engagement(brief=brief, key="talk", title="T")) == {}
    assert faults(Engagement(brief=brief, key="visit", title="T")) == {
        "__all__": ["This brief already has an engagement with this key."]
    }


def test_a_day_without_its_year_is_a_date_of_an_engagement():
    assert faults(Engagement(brief=BriefFactory(), key="visit", title="Visit", happened_on="XXXX-09-27")) == {}
    assert list(faults(Engagement(brief=BriefFactory(), key="visit", title="Visit", happened_on="27/09"))) == [
        "happened_on"
    ]


def test_a_participant_is_an_organisation_a_person_or_both():
    engagement = EngagementFactory()
    assert faults(Participant(engagement=engagement, person="Zoë Smith")) == {}
    assert faults(Participant(engagement=engagement, organisation=OrganisationFactory())) == {}
    assert faults(Participant(engagement=engagement, position="Minister")) == {
        "__all__": ["Name an organisation, a person, or both."]
    }


def test_participants_stand_in_an_order():
    first = ParticipantFactory(order=1)
    assert faults(Participant(engagement=first.engagement, person="Ann", order=2)) == {}
    assert faults(Participant(engagement=first.engagement, person="Ann", order=1)) == {
        "__all__": ["Two participants of one engagement have the same order number."]
    }


def test_rows_are_found_by_what_fixtures_call_them():
    rows = (BriefFactory(), BriefFigureFactory(), ObjectiveFactory(), EngagementFactory(), ParticipantFactory())
    for row in rows:
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
