"""A figure typed as a sentence is read into its parts; what it leaves open stays open, and two figures are refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifesci.evidence.sentences import Named, NotRead, Reading, read_figure

MEASURES = (
    Named("students", "students", "student"),
    Named("student-visits", "student visits", "student visit"),
    Named("schools", "schools", "school"),
    Named("apprentices", "apprentices", "apprentice"),
    Named("hours", "hours of work experience", "hour of work experience", "hours"),
    Named("investment", "of investment", unit="GBP"),
    Named("women", "are women", unit="%"),
)
READ = {
    "more than 900 students since 2019": Reading(900, None, "more_than", "students", "", "cumulative", "2019", ""),
    "Nearly two thousand student visits to date.": Reading(
        2000, None, "nearly", "student-visits", "", "cumulative", "", ""
    ),
    "between 20 and 30 schools each year": Reading(20, 30, "exactly", "schools", "", "per_year", "", ""),
    "about 950 students a year since 2021": Reading(950, None, "about", "students", "", "per_year", "2021", ""),
    "1 apprentice currently": Reading(1, None, "exactly", "apprentices", "", "at_date", "", ""),
    "1,200 hours of work experience in 2023/24": Reading(
        1200, None, "exactly", "hours", "", "in_period", "2023", "2024"
    ),
    "40 students from March 2019 to June 2020": Reading(
        40, None, "exactly", "students", "", "in_period", "2019-03", "2020-06"
    ),
    "£1.2 million of investment in spring 2024": Reading(
        1200000, None, "exactly", "investment", "", "in_period", "2024-21", ""
    ),
    "51% of learners are women": Reading(51, None, "exactly", "women", "learners", "", "", ""),
    "up to 12 schools by 2030": Reading(12, None, "up_to", "schools", "", "planned", "", "2030"),
    "300 students on 27 September 2023": Reading(300, None, "exactly", "students", "", "one_off", "2023-09-27", ""),
    "hundreds of students": Reading(None, None, "hundreds", "students", "", "", "", ""),
    "600 pupils": Reading(600, None, "exactly", "", "", "", "", ""),
}


@pytest.mark.parametrize(("sentence", "reading"), READ.items())
def test_a_figure_is_read_into_its_parts(sentence, reading):
    assert read_figure(sentence, MEASURES) == reading


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("", "No number was found in the sentence."),
        ("many students since 2019", "No number was found in the sentence."),
        ("900 students and 40 schools", "The sentence states “900” and “40”. Write one figure at a time."),
        ("9 " * 400, "The sentence has more than 300 characters."),
    ],
)
def test_a_sentence_without_one_figure_is_refused_in_a_sentence(sentence, why):
    with pytest.raises(NotRead, match=f"^{why}"):
        read_figure(sentence, MEASURES)


@given(st.text(max_size=60) | st.text("0123456789%£ .,-since to", max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_is_read_or_refused(sentence):
    try:
        reading = read_figure(sentence, MEASURES)
    except NotRead:
        return
    assert reading.value is None or isinstance(reading.value, Decimal)
