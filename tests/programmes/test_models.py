"""The rules of programmes and their children: each with a row that keeps it and one that breaks it."""

import pytest
from django.core.exceptions import ValidationError

from lifesci.vocabularies.models import Scheme
from programmes.models import Outcome, Partnership, Programme, Story, StoryStep
from tests.factories import (
    OrganisationFactory,
    OutcomeFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProgrammeFigureFactory,
    StoryFactory,
    StoryStepFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
NOT_QUALIFIED = "An age range needs its qualifier, and a qualifier an age range."


def faults(row):
    """What full_clean() says, by field."""
    try:
        row.full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def test_a_programme_has_a_title():
    assert faults(Programme(ref="medlab", title="MEDLAB")) == {}
    assert faults(Programme(ref="medlab")) == {"title": ["This field cannot be blank."]}
    constraint = next(each for each in Programme._meta.constraints if each.name == "programme_title_given")
    with pytest.raises(ValidationError, match=r"A programme needs a title\."):
        constraint.validate(Programme, Programme(title=""))


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({}, {}),
        ({"age_from": 7, "age_to": 14, "age_qualifier": "about"}, {}),
        ({"age_from": 7, "age_to": 7, "age_qualifier": "exactly"}, {}),
        ({"age_from": 16, "age_qualifier": "at_least"}, {}),
        ({"age_to": 18, "age_qualifier": "up_to"}, {}),
        (
            {"age_from": 14, "age_to": 7, "age_qualifier": "about"},
            {"__all__": ["The youngest age is above the oldest."]},
        ),
        ({"age_from": 7, "age_to": 14}, {"__all__": [NOT_QUALIFIED]}),
        ({"age_qualifier": "about"}, {"__all__": [NOT_QUALIFIED]}),
        (
            {"age_from": 121, "age_qualifier": "about"},
            {"age_from": ["Ensure this value is less than or equal to 120."]},
        ),
    ],
)
def test_ages_stand_in_order_and_with_their_qualifier(ages, said):
    assert faults(Programme(ref="medlab", title="MEDLAB", **ages)) == said


def test_the_reference_of_a_published_programme_is_fixed():
    programme = ProgrammeFactory(ref="medlab", fixed_ref="medlab")
    assert faults(programme) == {}
    programme.ref = "medlab-at-w5"
    said = "This programme has been published, so its reference can no longer change."
    assert faults(programme) == {"__all__": [said]}


def test_a_programme_is_not_a_strand_of_itself_however_long_the_chain():
    whole = ProgrammeFactory()
    strand = ProgrammeFactory(parent=ProgrammeFactory(parent=whole))
    assert faults(strand) == {}
    whole.parent = strand
    assert faults(whole) == {"parent": ["A programme cannot be a strand of itself."]}
    strand.parent = strand
    assert faults(strand) == {"parent": ["A programme cannot be a strand of itself."]}


def test_dates_of_a_programme_are_edtf():
    assert faults(Programme(ref="medlab", title="MEDLAB", starts="2017", ends="2030?")) == {}
    assert list(faults(Programme(ref="medlab", title="MEDLAB", starts="in 2017", ends="soon"))) == ["starts", "ends"]


def test_an_organisation_has_a_role_once():
    known = PartnershipFactory(role="funder")
    programme, organisation = known.programme, known.organisation
    assert faults(Partnership(programme=programme, organisation=organisation, role="host")) == {}
    assert faults(Partnership(programme=programme, organisation=OrganisationFactory(), role="funder")) == {}
    assert faults(Partnership(programme=programme, organisation=organisation, role="funder")) == {
        "__all__": ["This organisation already has this role here."]
    }


def test_keys_are_used_once_in_a_programme():
    programme, theme = ProgrammeFactory(), TermFactory(scheme=Scheme.THEME)
    OutcomeFactory(programme=programme, key="trust")
    assert faults(Outcome(programme=programme, key="skill", theme=theme, statement="S")) == {}
    assert faults(Outcome(programme=programme, key="trust", theme=theme, statement="S")) == {
        "__all__": ["This programme already has an outcome with this key."]
    }
    StoryFactory(programme=programme, key="ann")
    assert faults(Story(programme=programme, key="bea", summary="S")) == {}
    assert faults(Story(programme=programme, key="ann", summary="S")) == {
        "__all__": ["This programme already has a story with this key."]
    }


def test_the_theme_of_an_outcome_is_of_its_vocabulary():
    wrong = Outcome(programme=ProgrammeFactory(), key="k", theme=TermFactory(scheme=Scheme.SECTOR), statement="S")
    assert list(faults(wrong)) == ["theme"]


def test_steps_of_a_story_stand_in_an_order_and_have_edtf_dates():
    first = StoryStepFactory(order=1)
    assert faults(StoryStep(story=first.story, order=2, text="T", happened_on="2022-07")) == {}
    assert faults(StoryStep(story=first.story, order=1, text="T")) == {
        "__all__": ["Two steps of one story have the same number."]
    }
    assert list(faults(StoryStep(story=first.story, order=2, text="T", happened_on="July"))) == ["happened_on"]


def test_rows_are_found_by_what_fixtures_call_them():
    rows = (
        *(ProgrammeFactory(), PartnershipFactory(), ProgrammeFigureFactory(), OutcomeFactory()),
        *(StoryFactory(), StoryStepFactory()),
    )
    for row in rows:
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
