"""Words of time in a text: which kinds of period they allow and which year they name."""

import pytest

from lifesci.evidence.periods import PeriodKind, cues

DATED = {"in_period", "one_off", "at_date"}
NOT_YEARLY = {kind.value for kind in PeriodKind} - {"per_year"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each year 20 students join", [("Each year", {"per_year"}, "")]),
        ("20 graduates annually", [("annually", {"per_year"}, "")]),
        ("costs £5 a year", [("a year", {"per_year"}, "")]),
        ("40 per academic year", [("per academic year", {"per_year"}, "")]),
        ("300 at the annual fair", [("annual", {"per_year", "in_period", "one_off"}, "")]),
        ("Since 2019 it has helped", [("Since 2019", {"cumulative", "in_period"}, "2019")]),
        (
            "since its launch in 2022",
            [("since its launch in 2022", {"cumulative", "in_period"}, "2022"), ("in 2022", DATED, "2022")],
        ),
        ("Since opening, it has", [("Since", {"cumulative", "in_period"}, "")]),
        ("300 to date", [("to date", {"cumulative"}, "")]),
        ("pupils have now taken part", [("have now", {"cumulative"}, "")]),
        ("currently employs 40", [("currently", {"at_date"}, "")]),
        ("10 schools last year", [("last year", DATED, "")]),
        ("in the second half of 2025", [("in the second half of 2025", DATED, "2025")]),
        ("In December 2012, it", [("In December 2012", DATED, "2012")]),
        ("over the next 3 years", [("over the next", {"planned"}, "")]),
        ("will train 40 by 2030", [("will", {"planned"}, ""), ("by 2030", {"planned"}, "")]),
        ("four hours per week", [("per week", NOT_YEARLY, "")]),
        ("each year group of 30", []),
        ("a year ago, 30", []),
        ("30 in every Year 9 class", []),
        ("the biannually-named goodwill of 300", []),
    ],
)
def test_cues_of_a_text_are_its_words_of_period(text, found):
    assert [(cue.text, {kind.value for kind in cue.allows}, cue.year) for cue in cues(text)] == found
