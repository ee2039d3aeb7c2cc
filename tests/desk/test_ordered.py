"""Steps and participants change places in one saving, and two of them never have one number."""

import pytest

from programmes.models import StoryStep
from tests import factories as make
from tests.desk.addresses import address
from tests.desk.test_forms import errors, sent_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    """A story of three steps."""
    story = make.StoryFactory(source=None, stated_as="", paragraph=None)
    for order, text in enumerate(("first", "second", "third"), 1):
        make.StoryStepFactory(story=story, order=order, text=text)
    return story


def save(client, story, **numbers):
    """Send the form with other numbers."""
    where = address("programmes_story", "change", story.pk)
    return client.post(where, sent_back(client.get(where)) | numbers)


def steps(story) -> list[tuple[int, str]]:
    """The steps in their order."""
    return list(StoryStep.objects.filter(story=story).values_list("order", "text"))


def test_steps_change_places_in_one_saving(curator, story):
    assert save(curator, story, **{"steps-0-order": 2, "steps-1-order": 1}).status_code == 302
    assert steps(story) == [(1, "second"), (2, "first"), (3, "third")]


def test_a_new_step_takes_the_number_of_one_that_moves_or_goes(curator, story):
    new = {
        "steps-TOTAL_FORMS": 4,
        "steps-3-order": 1,
        "steps-3-text": "new",
        "steps-0-order": 4,
        "steps-1-DELETE": "on",
    }
    assert save(curator, story, **new).status_code == 302
    assert steps(story) == [(1, "new"), (3, "third"), (4, "first")]


def test_two_steps_with_one_number_are_refused_beside_the_field(curator, story):
    answer = save(curator, story, **{"steps-2-order": 1})
    assert ["Two rows have the order 1. Give each a number of its own." in error for error in errors(answer)] == [True]
    assert steps(story) == [(1, "first"), (2, "second"), (3, "third")]
