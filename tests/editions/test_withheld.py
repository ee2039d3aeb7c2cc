"""No Edition is issued beside which a withheld number could be worked out; whichever comes last is refused."""

import pytest

from lifesci.editions.models import Edition
from lifesci.editions.readiness import NotReady
from lifesci.editions.sources import publish_source
from lifesci.editions.withheld import given_away
from programmes.models import Programme, ProgrammeFigure
from programmes.publish import publish_programme
from tests import factories as make

pytestmark = pytest.mark.django_db
REFUSAL = (
    "The number of “{}” is published as “fewer than 5”, and could be worked out from “{}” and the other parts. "
    "Withhold one more of these figures, or leave one out."
)


@pytest.fixture
def sources():
    """One that anybody can read, and one that nobody can."""
    public, private = make.SourceFactory(ref="annual-report"), make.SourceFactory(ref="payroll", is_public=False)
    for source in (public, private):
        publish_source(source, by=None)
    return {True: public, False: private}


@pytest.fixture
def scheme(sources):
    """A programme with three strands: 20 apprentices, of whom 12, 5 and 3; the 3 are withheld."""
    whole = make.ProgrammeFactory(ref="scheme", title="Scheme")
    add(whole, sources[True], 20)
    for ref, value in (("north", 12), ("east", 5), ("west", 3)):
        strand = make.ProgrammeFactory(ref=ref, title=ref.title(), parent=whole)
        add(strand, sources[value > 4], value)
    return whole


def add(programme, source, value, **members):
    """A figure of apprentices."""
    defaults = {"key": "apprentices", "qualifier": "exactly", "stated_as": "its words"}
    measure = make.MeasureFactory(code="apprentices")
    return make.ProgrammeFigureFactory(
        programme=programme, source=source, value=value, measure=measure, **{**defaults, **members}
    )


def publish(*refs):
    """Publish programmes, one after the other."""
    for ref in refs:
        publish_programme(Programme.objects.get(ref=ref), by=None)


@pytest.mark.parametrize(
    ("order", "named"),
    [
        (["scheme", "north", "east", "west"], "apprentices"),
        (["scheme", "west", "north", "east"], "apprentices” of “west"),
    ],
    ids=["the withheld one last", "another strand last"],
)
def test_the_last_strand_that_would_give_a_number_away_is_refused(scheme, order, named):
    *first, last = order
    publish(*first)
    with pytest.raises(NotReady) as refused:
        publish(last)
    assert refused.value.problems == [REFUSAL.format(named, "apprentices” of “scheme")]
    assert not Edition.objects.filter(ref=last).exists()


def test_a_later_edition_of_the_whole_is_refused_too(scheme):
    ProgrammeFigure.objects.filter(programme=scheme).update(value=200)
    publish("scheme", "north", "east", "west")
    ProgrammeFigure.objects.filter(programme=scheme).update(value=20)
    with pytest.raises(NotReady) as refused:
        publish("scheme")
    assert refused.value.problems == [REFUSAL.format("apprentices” of “west", "apprentices")]


def test_one_more_figure_withheld_lets_all_of_it_be_published(scheme):
    figure = ProgrammeFigure.objects.filter(programme__ref="east")
    figure.update(value=None, missing_reason="withheld", stated_as="")
    publish("scheme", "north", "east", "west")
    assert Edition.objects.filter(ref__in=["north", "east", "west"]).count() == 3


def test_parts_of_a_figure_elsewhere_are_found_by_what_counts_them(sources):
    whole = make.ProgrammeFactory(ref="whole")
    wider = add(whole, sources[True], 20)
    for ref, value in (("one", 17), ("two", 2)):
        add(make.ProgrammeFactory(ref=ref), sources[value > 4], value, counted_in=wider)
    publish("whole", "one")
    with pytest.raises(NotReady) as refused:
        publish("two")
    assert refused.value.problems == [REFUSAL.format("apprentices", "apprentices” of “whole")]
    wider.value = 19  # what is left would be 2 all the same
    wider.save()
    with pytest.raises(NotReady):
        publish("whole", "two")
    wider.value = 30
    wider.save()
    publish("whole", "two")


def test_a_record_without_people_asks_for_nothing_and_one_with_costs_the_same_for_many_strands(
    scheme, django_assert_num_queries
):
    publish("scheme", "north")
    whole = Programme.objects.whole()
    with django_assert_num_queries(0):
        assert given_away("programme", "scheme", "", []) == []
    rows = list(whole.get(ref="west").figures.all())
    for _ in range(2):
        with django_assert_num_queries(4):
            assert given_away("programme", "west", "scheme", rows) == []
        for number in range(9):
            publish(make.ProgrammeFactory(parent=scheme, title=f"More {number}").ref)
