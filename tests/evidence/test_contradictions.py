"""Where sources differ: what counts as one thing, which places count as two, and how a choice ends it."""

import pytest

from lifesci.evidence.contradictions import contradictions
from lifesci.evidence.disputes import disputes
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """A programme whose annex says 900 students."""
    record = make.ProgrammeFactory(ref="outreach")
    record.annex = make.SourceFactory(ref="annex")
    record.measure = make.MeasureFactory(code="students")
    add(record, "first", value=900, paragraph=3)
    return record


def add(record, key, **members):
    """One more figure of students to date, read in the annex unless another source is named."""
    return make.ProgrammeFigureFactory(
        programme=record, key=key, **{"source": record.annex, "measure": record.measure, **members}
    )


def keys(record):
    """The keys of every contradiction, and of what was chosen."""
    return [
        ([figure.key for figure in found.figures], found.chosen.key if found.chosen else "")
        for found in contradictions(record.figures.all())
    ]


def test_another_value_in_another_source_or_paragraph_is_a_contradiction(programme):
    add(programme, "second", value=950, paragraph=3, source=make.SourceFactory())
    add(programme, "third", value=800, paragraph=4)
    assert keys(programme) == [(["first", "second", "third"], "")]
    (found,) = contradictions(programme.figures.all())
    assert found.others(found.figures[0]) == ["second", "third"]


def test_a_range_differs_from_its_lower_end(programme):
    add(programme, "second", value=900, value_high=1000, paragraph=4)
    assert keys(programme) == [(["first", "second"], "")]


@pytest.mark.parametrize(
    "members",
    [
        {"value": 900, "paragraph": 4},
        {"value": 950, "paragraph": 3},
        {"value": 950, "paragraph": 4, "period_kind": "per_year"},
        {"value": 950, "paragraph": 4, "period_start": "2017"},
        {"value": 950, "paragraph": 4, "population": "girls"},
        {"value": None, "qualifier": "hundreds", "paragraph": 4},
    ],
    ids=["same value", "same paragraph", "other period", "other start", "other people", "no value"],
)
def test_what_agrees_or_speaks_of_something_else_is_none(programme, members):
    add(programme, "second", **members)
    assert keys(programme) == []


def test_another_measure_or_place_is_something_else(programme):
    add(programme, "second", value=950, paragraph=4, measure=make.MeasureFactory(code="pupils"))
    add(programme, "third", value=970, paragraph=5, geography=make.TermFactory(scheme="region", code="wales"))
    assert keys(programme) == []


def test_the_only_figure_with_a_reason_is_chosen(programme):
    second = add(programme, "second", value=950, paragraph=4, chosen_because="It is the later count.")
    assert keys(programme) == [(["first", "second"], "second")]
    add(programme, "third", value=980, paragraph=5, chosen_because="It is the latest count.")
    assert keys(programme) == [(["first", "second", "third"], "")]
    assert second.chosen_because == "It is the later count."


def test_disputes_of_the_register_are_found_for_every_kind_in_one_query_each(programme, django_assert_num_queries):
    add(programme, "second", value=950, paragraph=4)
    body, measure = make.OrganisationFactory(ref="almac"), make.MeasureFactory(code="employees")
    for key, value in (("a", 10), ("b", 20)):
        make.OrganisationFigureFactory(
            organisation=body, key=key, value=value, measure=measure, source=make.SourceFactory(),
            chosen_because="Its own accounts." * (key == "a"),
        )  # fmt: skip
    make.BriefFigureFactory(key="alone")
    with django_assert_num_queries(3):
        found = [(each.kind, each.record.ref, each.is_open) for each in disputes()]
    assert sorted(found) == [("organisation", "almac", False), ("programme", "outreach", True)]


def test_a_withheld_number_contradicts_only_what_no_such_number_can_be(programme):
    private = make.SourceFactory(is_public=False)
    for value in (1, 3, 4):
        few = add(programme, f"few-{value}", value=value, source=private, paragraph=value)
        public = add(programme, f"public-{value}", value=3, population="")
        programme.figures.filter(key="first").update(value=3)
        assert keys(programme) == []
        public.value = 5
        public.save()
        assert keys(programme) == [(["first", f"few-{value}", f"public-{value}"], "")]
        few.delete()
        public.delete()
