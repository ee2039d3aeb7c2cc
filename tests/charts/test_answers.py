"""The heading of a chart says what its numbers say, and no more."""

import pytest

from lifesci.charts.answers import commonest, gaps, launched, oldest, share, verified


@pytest.mark.parametrize(
    ("counts", "total", "answer"),
    [
        ([], 4, "No audience is stated"),
        ([("pupils", 3), ("teachers", 1)], 4, "Most programmes are for pupils"),
        ([("pupils", 2), ("teachers", 1)], 4, "More programmes are for pupils than for any other audience"),
        ([("pupils", 4), ("teachers", 1)], 4, "All 4 programmes are for pupils"),
        ([("pupils", 2), ("teachers", 2)], 5, "As many programmes are for pupils and teachers: 2 each"),
        ([("a", 1), ("b", 1), ("c", 1), ("d", 1)], 5, "No audience stands out: 4 of them have 1 programme each"),
        ([("pupils", 1)], 1, "The one programme is for pupils"),
    ],
)
def test_the_commonest_value_is_named_as_strongly_as_it_stands(counts, total, answer):
    words = {"of_one": "is for {}", "than": "for any other audience", "noun": "audience"}
    assert commonest(counts, total, "are for {}", **words) == answer


@pytest.mark.parametrize(
    ("counts", "undated", "answer"),
    [
        ({}, 3, "No year of a start is stated"),
        ({2017: 2}, 0, "Every start that is stated was in 2017"),
        ({2017: 1, 2020: 1}, 0, "Half of the programmes started in 2020 or later"),
        ({2017: 1, 2019: 1, 2020: 1}, 4, "Most of the programmes that state a start started in 2019 or later"),
        ({2017: 9, 2020: 1}, 0, "Most of the programmes started in 2017"),
    ],
)
def test_launches_say_from_when_half_of_them_are(counts, undated, answer):
    assert launched(counts, undated) == answer


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 9, "0%"), (9, 9, "100%"), (1, 1000, "fewer than 1%"), (999, 1000, "more than 99%"), (1, 3, "33%")],
)
def test_a_share_is_never_rounded_to_none_or_all(part, whole, words):
    assert share(part, whole) == words


def test_verified_gaps_and_years_in_words():
    assert verified(48, 48) == "Every figure is verified"
    assert verified(999, 1000) == "More than 99% of 1,000 figures are verified"
    assert verified(0, 0) == "There are no figures to check"
    assert (
        gaps(35, 1, 208) == "Programmes are recorded for 35 of 208 pairs of region and audience; 172 not yet looked at"
    )
    assert gaps(1, 0, 1) == "Programmes are recorded for the one pair of region and audience"
    assert gaps(4, 0, 4) == "Programmes are recorded for all 4 pairs of region and audience"
    words = {"one": "figure", "many": "figures", "verb": "were read in sources of {}"}
    assert oldest({"2026": 48}, **words) == "All 48 figures were read in sources of 2026"
    assert oldest({"2023": 2, "2026": 5}, **words) == "Most figures were read in sources of 2026"
    assert oldest({"2023": 3, "2026": 3}, **words) == "The figures reach from 2023 to 2026"
    assert oldest({"Not stated": 3}, **words) == "No figure has a year"
