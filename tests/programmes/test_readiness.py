"""A programme tells every problem at once, in sentences, before it is published."""

from datetime import date

import pytest

from lifesci.editions.models import Entry, EntryFigure
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.vocabularies.models import Scheme
from programmes.document import document
from programmes.models import Programme
from programmes.readiness import readiness
from tests.factories import (
    OrganisationFactory,
    OutcomeFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProgrammeFigureFactory,
    SourceFactory,
    StoryFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
NO_DATE = (
    "is not a date the register can keep. Write 2017, 2022-07, 2022-07-14, 2025-41 for the second half of 2025, "
    "XXXX-09-27 for a day without its year, or 2025? for a year that is inferred."
)


@pytest.fixture
def programme(examples, db):
    """The full example, read afresh."""
    return Programme.objects.get(pk=examples["programme"].pk)


def found(programme):
    """What stands against the programme now."""
    whole = Programme.objects.whole().get(pk=programme.pk)
    return readiness(whole, published_names(named_in(document(whole, {}))))


def change(record, **members):
    """Write past every check, as an import gone wrong would."""
    type(record).objects.filter(pk=record.pk).update(**members)


def test_a_full_programme_whose_names_are_published_is_ready(programme):
    assert (found(programme).blocking, found(programme).warnings) == ([], [])
    assert found(programme).is_ready


def test_a_bare_programme_says_all_that_it_lacks():
    bare = ProgrammeFactory(summary=" ", description="", website="ftp://example.org")
    assert found(bare).blocking == [
        "Write a summary: one sentence that lists can show.",
        "The address ftp://example.org does not begin with http:// or https://.",
    ]
    assert found(bare).warnings == [
        "No lead organisation is named.",
        "There is no description.",
        "No type of programme is chosen, so no filter by type will find it.",
        "No audience is chosen, so no filter by audience will find it.",
        "Nothing in this record names a source.",
    ]
    assert not found(bare).is_ready


def test_every_record_it_names_must_be_published(programme):
    Entry.objects.exclude(kind="programme", ref="medlab").delete()
    assert found(programme).blocking == [
        "The source “Case studies” was withdrawn. Name another, or publish it again.",
        "The lead organisation “Almac Discovery” was withdrawn. Name another, or publish it again.",
        "The programme it is a strand of, “Outreach” was withdrawn. Name another, or publish it again.",
        "The brief “Making medicines” was withdrawn. Name another, or publish it again.",
        "The document behind the source, “Survey of participants” was withdrawn. Name another, or publish it again.",
        "The partner “Funder of Science” was withdrawn. Name another, or publish it again.",
        "Figure “students” is counted in “pupils” of another record, which is not published.",
    ]


def test_each_fact_names_and_quotes_its_source(programme):
    facts = {"source": None, "paragraph": None, "page": None, "stated_as": "", "check_result": ""}
    ProgrammeFigureFactory(programme=programme, key="hours", **facts)
    OutcomeFactory(programme=programme, key="trust", **facts)
    StoryFactory(programme=programme, key="ann", **facts)
    PartnershipFactory(programme=programme, organisation=OrganisationFactory(name="Guild"), **facts)
    silent = ProgrammeFigureFactory(programme=programme, key="schools", stated_as="", paragraph=None, section="")
    assert found(programme).blocking == [
        "The partner “Guild” is not published. Publish it first.",
        "Figure “hours” names no source.",
        "Figure “schools” does not quote the words in which its source states it.",
        f"The source “{silent.source}” is not published. Publish it first.",
        "Outcome “trust” names no source.",
        "Story “ann” names no source.",
    ]
    assert found(programme).warnings == [
        "Partner “Guild” names no source.",
        "Figure “schools” does not say where in its source it stands.",
    ]


@pytest.mark.parametrize(
    ("result", "blocking", "warnings"),
    [
        ("not_found", "the words it quotes were not found where it says they stand.", None),
        ("other_value", "the words it quotes state another value.", None),
        ("other_qualifier", None, "the words it quotes carry another qualifier."),
        ("period_in_doubt", None, "the words near its quotation suggest another period."),
    ],
)
def test_what_the_evidence_check_found_blocks_or_warns(programme, result, blocking, warnings):
    change(programme.figures.get(key="students"), check_result=result)
    change(programme.outcomes.get(key="confidence"), check_result=result)
    labels = ("Figure “students”", "Outcome “confidence”")
    assert found(programme).blocking == [f"{label}: {blocking}" for label in labels if blocking]
    assert found(programme).warnings == [f"{label}: {warnings}" for label in labels if warnings]


def test_facts_that_nobody_could_check_are_listed_in_one_warning(programme):
    change(programme.figures.get(key="students"), check_result="")
    change(programme.stories.get(key="zoe"), check_result="no_text_held")
    assert found(programme).blocking == []
    assert found(programme).warnings == ["Not checked against a held text: figure “students”, story “zoe”."]


def test_rows_that_break_their_rules_are_named_with_field_and_reason(programme):
    students = programme.figures.get(key="students")
    students.measure.counts, students.measure.unit = "share", "%"
    students.measure.save()
    change(students, period_start="yesterday", population="")
    change(programme.stories.get().steps.get(order=2), text="")
    change(programme, starts="soon")
    assert found(programme).blocking == [
        f"Start: “soon” {NO_DATE}",
        f"Figure “students”, Period begins: “yesterday” {NO_DATE}",
        "Figure “students”, Population: A share needs the whole it is a share of, such as “learners”.",
        "Figure “students”, Value: A share cannot be more than 100 per cent.",
        "Story “zoe”, step 2, Text: This field cannot be blank.",
    ]


def test_terms_of_another_vocabulary_block_and_retired_words_warn(programme):
    programme.audiences.add(TermFactory(scheme=Scheme.REGION, code="wales", label="Wales"))
    change(programme.types.get(code="outreach"), retired_on=date(2026, 2, 1))
    change(programme.figures.get(key="students").measure, retired_on=date(2026, 2, 1))
    assert found(programme).blocking == ["Audiences: “Wales” is not a term of the vocabulary “audience”."]
    assert found(programme).warnings == [
        "Types: “Outreach” was retired on 1 February 2026. Choose a word still in use.",
        "Figure “students”, Measure: “students” was retired on 1 February 2026. Choose a word still in use.",
    ]


def test_an_outcome_takes_its_number_from_its_own_programme(programme):
    change(programme.outcomes.get(), figure=ProgrammeFigureFactory(key="elsewhere"))
    assert found(programme).blocking == [
        "Outcome “confidence” takes its number from the figure “elsewhere” of another programme."
    ]


def test_a_figure_counted_in_one_that_is_not_out_yet_waits_for_it(programme):
    EntryFigure.objects.filter(identifier="programme/outreach/pupils").delete()
    assert found(programme).blocking == [
        "Figure “students” is counted in “pupils” of another record, which is not published."
    ]


def test_figures_counted_in_each_other_block(programme):
    students, visitors = programme.figures.get(key="students"), programme.figures.get(key="visitors")
    change(students, counted_in=visitors)
    change(visitors, counted_in=students)
    assert found(programme).blocking == [
        "Figure “students” is counted in itself, by way of “visitors”.",
        "Figure “visitors” is counted in itself, by way of “students”.",
    ]


def test_readiness_changes_nothing(programme):
    before = Programme.objects.filter(pk=programme.pk).values().get()
    SourceFactory()
    found(programme)
    assert Programme.objects.filter(pk=programme.pk).values().get() == before


def test_a_reference_that_is_the_address_of_another_page_blocks():
    blocking = readiness(ProgrammeFactory(ref="compare"), {}).blocking
    assert "The reference “compare” is the address of another page. Choose another one." in blocking
    assert not any("another page" in each for each in readiness(ProgrammeFactory(ref="compared"), {}).blocking)
