"""Running the check over working facts: what is kept, when a finding keeps its day, and what voids it."""

from datetime import date

import pytest
from django.utils import timezone

from lifesci.evidence.evaluation import check_facts, check_register, check_source, examine
from lifesci.evidence.models import Source
from programmes.models import Outcome, Programme, ProgrammeFigure
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = "A heading\nThe programme reached more than 900 students to date.\nTeachers grew in confidence in 12 schools.\n"
EARLIER = date(2026, 1, 2)


@pytest.fixture
def annex():
    """A source whose text is held."""
    return make.SourceFactory(ref="annex", text=TEXT, held="plain")


@pytest.fixture
def programme(annex):
    """A programme with one figure and one outcome, both read in that source."""
    record = make.ProgrammeFactory(ref="outreach")
    make.ProgrammeFigureFactory(
        programme=record, key="students", source=annex, paragraph=2, stated_as="more than 900 students"
    )
    make.OutcomeFactory(
        programme=record, key="confidence", source=annex, paragraph=3, stated_as="confidence in 12 schools"
    )
    return record


def kept(model=ProgrammeFigure):
    """Result and day of the only row."""
    return model.objects.values_list("check_result", "checked_on").get()


def test_the_facts_of_a_record_are_checked_and_what_was_found_is_kept(programme):
    today = timezone.localdate()
    found = [(finding.fact.key, finding.result, finding.explanation) for finding in check_facts(programme)]
    assert sorted(found) == [
        ("confidence", "verified", "Paragraph 3 has these words."),
        ("students", "verified", "Paragraph 2 says “more than 900”, as the figure does."),
    ]
    assert (kept(), kept(Outcome)) == (("verified", today), ("verified", today))


def test_words_of_an_outcome_that_do_not_stand_there_are_not_found(programme):
    Outcome.objects.update(paragraph=2)
    check_facts(programme)
    assert kept(Outcome) == ("not_found", timezone.localdate())


def test_a_finding_that_is_made_again_keeps_its_day(programme):
    check_facts(programme)
    ProgrammeFigure.objects.update(checked_on=EARLIER)
    check_facts(programme)
    check_register()
    assert kept() == ("verified", EARLIER)


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ({"stated_as": "reached more than 900 students"}, "verified"),
        ({"paragraph": None}, "verified"),
        ({"value": 901}, "other_value"),
        ({"qualifier": "exactly"}, "other_qualifier"),
        ({"period_kind": "per_year"}, "period_in_doubt"),
        ({"period_start": "2019"}, "verified"),
        ({"paragraph": 1}, "not_found"),
        ({"stated_as": ""}, "not_found"),
    ],
)
def test_a_changed_fact_is_checked_anew_today(programme, change, result):
    check_facts(programme)
    ProgrammeFigure.objects.update(checked_on=EARLIER, **change)
    check_facts(programme)
    assert kept() == (result, timezone.localdate())


def test_another_text_is_another_check(programme, annex):
    check_facts(programme)
    ProgrammeFigure.objects.update(checked_on=EARLIER)
    Source.objects.filter(pk=annex.pk).update(text=TEXT.replace("heading", "title"))
    check_source(annex)
    assert kept() == ("verified", timezone.localdate())


def test_an_earlier_finding_stands_while_no_text_is_held_and_the_fact_is_the_same(programme):
    check_facts(programme)
    ProgrammeFigure.objects.update(checked_on=EARLIER)
    Source.objects.update(text="", held="")
    findings = {finding.fact.key: finding for finding in check_facts(programme)}
    assert kept() == ("verified", EARLIER)
    assert (findings["students"].has_text, findings["students"].result) == (False, "verified")
    ProgrammeFigure.objects.update(value=901)
    check_facts(programme)
    assert kept() == ("no_text_held", None)


def test_a_fact_without_a_text_says_so_and_one_without_words_is_not_checked(annex):
    record = make.ProgrammeFactory()
    unread = {"source": make.SourceFactory(), "stated_as": "900 students"}
    make.ProgrammeFigureFactory(programme=record, key="no-text", **unread)
    make.ProgrammeFigureFactory(
        programme=record, key="no-number", source=annex, stated_as="", value=None, missing_reason="not_stated",
        qualifier="exactly", check_result="verified", checked_on=EARLIER,
    )  # fmt: skip
    make.ProgrammeFigureFactory(programme=record, key="no-source", source=None, stated_as="")
    check_facts(record)
    rows = ProgrammeFigure.objects.order_by("key").values_list("key", "check_result", "checked_on")
    assert list(rows) == [("no-number", "", None), ("no-source", "", None), ("no-text", "no_text_held", None)]


def test_examining_shows_what_would_be_found_and_keeps_nothing(programme, django_assert_num_queries):
    whole = Programme.objects.whole().get(pk=programme.pk)
    with django_assert_num_queries(1):
        examine(whole)
    assert whole.figures.all()[0].check_result == "verified"
    assert kept() == ("", None)


def test_checking_takes_the_same_queries_for_one_fact_and_for_thirty(programme, annex, django_assert_num_queries):
    def queries():
        whole = Programme.objects.whole().get(pk=programme.pk)
        ProgrammeFigure.objects.update(check_result="")
        for figure in whole.figures.all():
            figure.check_result = ""
        with django_assert_num_queries(5):  # the texts, the figures, the savepoint, and what hangs on the findings
            check_facts(whole)

    check_facts(programme)
    queries()
    measure = ProgrammeFigure.objects.get().measure
    for number in range(29):
        make.ProgrammeFigureFactory(
            programme=programme, key=f"more-{number}", source=annex, measure=measure, paragraph=2
        )
    check_facts(programme)
    queries()
    assert set(ProgrammeFigure.objects.values_list("check_result", flat=True)) == {"verified"}
