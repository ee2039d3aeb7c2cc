"""What waits for a curator: who stands in which queue, since when and why, at a constant number of queries."""

from datetime import UTC, date, datetime

import pytest

from lifesci.evidence.holding import hold_source
from lifesci.evidence.models import CheckResult
from lifesci.evidence.queues import contradictions, facts_due, facts_without_evidence, failing_facts
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def told(queue):
    """(key of the fact, ref of its record, day, sentence) of everything in a queue."""
    assert queue.count == len(queue[:100])
    return [(each.fact.key, each.record.ref, each.since, each.why) for each in queue[:100]]


def begun(record, day):
    """Say that a record was begun and last edited on a day."""
    moment = datetime(2026, 3, day, 12, tzinfo=UTC)
    type(record).objects.filter(pk=record.pk).update(created_at=moment, updated_at=moment)


def test_failing_facts_stand_in_the_order_in_which_they_failed_and_say_why():
    source = make.SourceFactory()
    hold_source(source.pk, b"A heading\n\nMore than 900 students took part.\n", by=make.CuratorFactory())
    members = {"source": source, "paragraph": 2, "stated_as": "More than 900 students"}
    programme = make.ProgrammeFactory(ref="outreach")
    for key, value, result, day in (
        ("later", 950, CheckResult.OTHER_VALUE, 4),
        ("sooner", 800, CheckResult.OTHER_VALUE, 3),
        ("well", 900, CheckResult.VERIFIED, 1),
    ):
        make.ProgrammeFigureFactory(
            programme=programme, key=key, value=value, check_result=result, checked_on=date(2026, 3, day), **members
        )
    gone = {**members, "stated_as": "words nobody wrote", "checked_on": date(2026, 3, 2)}
    make.OutcomeFactory(key="words-gone", programme=programme, check_result=CheckResult.NOT_FOUND, **gone)
    make.OutcomeFactory(key="other-words", programme=programme, check_result=CheckResult.PERIOD_IN_DOUBT, **gone)
    assert told(failing_facts()) == [
        (
            "words-gone",
            "outreach",
            date(2026, 3, 2),
            "The words “words nobody wrote” do not stand in paragraph 2.",
        ),
        ("sooner", "outreach", date(2026, 3, 3), "Paragraph 2 states “900”; the figure says 800."),
        ("later", "outreach", date(2026, 3, 4), "Paragraph 2 states “900”; the figure says 950."),
    ]
    assert told(failing_facts(kinds=["organisation"])) == told(failing_facts(kinds=[])) == []


def test_looking_into_the_queue_changes_no_fact():
    source = make.SourceFactory()
    hold_source(source.pk, b"More than 900 students took part.\n", by=make.CuratorFactory())
    figure = make.ProgrammeFigureFactory(
        source=source, paragraph=1, check_result=CheckResult.NOT_FOUND, checked_on=TODAY
    )
    (waiting,) = failing_facts()[:5]
    assert (waiting.fact.check_result, waiting.fact.checked_on) == (CheckResult.NOT_FOUND, TODAY)
    figure.refresh_from_db()
    assert figure.check_result == CheckResult.NOT_FOUND


def test_facts_without_evidence_say_what_they_lack():
    held = make.SourceFactory(held="plain", text="Words.")
    first, second = make.ProgrammeFactory(ref="first"), make.ProgrammeFactory(ref="second")
    begun(first, 2)
    begun(second, 1)
    make.ProgrammeFigureFactory(programme=first, key="no-words", source=held, stated_as="")
    make.ProgrammeFigureFactory(programme=first, key="missing", source=held, stated_as="", value=None,
                                qualifier="exactly", missing_reason="not_stated")  # fmt: skip
    make.ProgrammeFigureFactory(programme=first, key="has-all", source=held, check_result=CheckResult.VERIFIED)
    make.ProgrammeFigureFactory(programme=second, key="no-text")
    make.ProgrammeFigureFactory(programme=second, key="was-checked", check_result=CheckResult.VERIFIED)
    make.OutcomeFactory(programme=second, key="no-source", source=None, paragraph=None, stated_as="")
    make.OutcomeFactory(programme=second, key="outcome-without-words", source=held, stated_as="")
    assert told(facts_without_evidence()) == [
        (
            "no-text",
            "second",
            date(2026, 3, 1),
            "No text of its source is held, so its words were never checked.",
        ),
        ("no-source", "second", date(2026, 3, 1), "It names no source."),
        ("no-words", "first", date(2026, 3, 2), "It quotes no words of its source."),
    ]


def test_facts_are_due_on_their_day_or_a_year_after_their_check():
    for key, review_on, checked_on in (
        ("named-day", TODAY, TODAY),
        ("later", date(2026, 11, 23), date(2020, 1, 1)),
        ("old-check", None, date(2025, 11, 21)),
        ("fresh-check", None, date(2025, 11, 23)),
        ("never-checked", None, None),
    ):
        make.ProgrammeFigureFactory(programme__ref=key, key=key, review_on=review_on, checked_on=checked_on)
    make.OutcomeFactory(programme__ref="other", key="outcome", review_on=date(2026, 1, 1))
    named, year = "A curator named this day to look it up again.", "A year ago it was last checked against its source."
    assert told(facts_due(TODAY)) == [
        ("outcome", "other", date(2026, 1, 1), named),
        ("old-check", "old-check", date(2026, 11, 21), year),
        ("named-day", "named-day", TODAY, named),
    ]
    assert [each.fact.key for each in facts_due(TODAY)[1:2]] == ["old-check"]
    assert told(facts_due(date(2025, 1, 1))) == []


def test_a_fact_that_its_provider_confirmed_is_left_alone_for_a_year_from_then():
    confirmed = {"confirmed_on": date(2026, 5, 1), "confirmed_by": "biologics"}
    named = make.OutcomeFactory(review_on=date(2026, 5, 1), **confirmed)
    checked = make.ProgrammeFigureFactory(checked_on=date(2024, 5, 1), **confirmed)
    later = make.ObjectiveFactory(review_on=date(2026, 6, 1), **confirmed)
    assert [(each.fact, each.since) for each in facts_due(date(2026, 6, 1))[:9]] == [(later, date(2026, 6, 1))]
    found = {each.fact: (each.since, each.why) for each in facts_due(date(2027, 5, 1))[:9]}
    again = (date(2027, 5, 1), "A year ago its provider last confirmed it.")
    assert found == {
        named: again,
        checked: again,
        later: (date(2026, 6, 1), "A curator named this day to look it up again."),
    }


def test_a_queue_costs_the_same_for_one_fact_and_for_thirty(django_assert_num_queries):
    for count in (1, 30):
        for number in range(count):
            make.OutcomeFactory(key=f"due-{count}-{number}", review_on=TODAY)
            make.ProgrammeFigureFactory(key=f"due-{count}-{number}", review_on=TODAY)
        for queue, reads in ((facts_due(TODAY), 3), (facts_without_evidence(), 3), (failing_facts(), 1)):
            with django_assert_num_queries(1):
                assert queue.count == 0 if reads == 1 else queue.count >= 2
            with django_assert_num_queries(reads):
                [(each.fact.source.title, each.record.ref) for each in queue[:100]]


def test_contradictions_that_nobody_decided_stand_by_the_last_edit_of_their_record():
    measure, news = make.MeasureFactory(code="students"), make.SourceFactory()
    for ref, day, reason in (("late", 3, ""), ("early", 2, ""), ("decided", 1, "It is the later count.")):
        record = make.ProgrammeFactory(ref=ref)
        make.ProgrammeFigureFactory(programme=record, key="a", value=900, measure=measure)
        make.ProgrammeFigureFactory(
            programme=record, key="b", value=950, measure=measure, source=news, chosen_because=reason
        )
        begun(record, day)
    assert [(each.kind, each.record.ref) for each in contradictions()] == [
        ("programme", "early"),
        ("programme", "late"),
    ]
    assert contradictions(kinds=["brief"]) == []
