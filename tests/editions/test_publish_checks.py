"""Publishing checks every fact first: the Edition records what was found and when, and a wrong number stops it."""

from datetime import date

import pytest
from django.utils import timezone

from lifesci.editions.issue import Unchanged
from lifesci.editions.readiness import NotReady
from lifesci.editions.reading import current
from lifesci.editions.sources import publish_source
from programmes.models import ProgrammeFigure
from programmes.publish import publish_programme
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = "A heading\nThe programme reached more than 900 students to date.\n"


@pytest.fixture
def programme():
    """A programme whose only figure stands in a held text; nothing was checked yet."""
    source = make.SourceFactory(ref="annex", text=TEXT, held="plain")
    publish_source(source, by=None)
    record = make.ProgrammeFactory(ref="scheme", summary="A scheme.", lead=None)
    make.ProgrammeFigureFactory(programme=record, key="students", source=source, paragraph=2)
    return record


def citation():
    """The citation of the published figure."""
    return current("programme", "scheme")[0]["figures"][0]["citation"]


def test_the_edition_records_what_was_checked_and_when(programme):
    publish_programme(programme, by=None)
    assert (citation()["check_result"], citation()["checked"]) == ("verified", timezone.localdate().isoformat())
    assert ProgrammeFigure.objects.get().checked_on == timezone.localdate()


def test_a_finding_that_stands_makes_no_new_edition_on_another_day(programme):
    publish_programme(programme, by=None)
    ProgrammeFigure.objects.update(checked_on=date(2026, 1, 2))
    publish_programme(programme, by=None)
    assert citation()["checked"] == "2026-01-02"
    with pytest.raises(Unchanged):
        publish_programme(programme, by=None)
    assert ProgrammeFigure.objects.get().checked_on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"value": 800}, "Figure “students”: the words it quotes state another value."),
        (
            {"paragraph": 1},
            "Figure “students”: the words it quotes were not found where it says they stand.",
        ),
    ],
)
def test_what_the_source_does_not_say_is_not_published(programme, change, problem):
    ProgrammeFigure.objects.update(**change)
    with pytest.raises(NotReady) as refused:
        publish_programme(programme, by=None)
    assert refused.value.problems == [problem]


@pytest.mark.parametrize(
    ("change", "result"),
    [({"qualifier": "exactly"}, "other_qualifier"), ({"period_kind": "per_year"}, "period_in_doubt")],
)
def test_a_doubt_is_published_as_one(programme, change, result):
    ProgrammeFigure.objects.update(**change)
    publish_programme(programme, by=None)
    assert (citation()["check_result"], citation()["checked"]) == (result, "")
