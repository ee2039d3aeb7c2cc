"""What a text states: the values and qualifiers of the words that documents really use."""

from decimal import Decimal

import pytest

from lifesci.evidence.parsing import parse


def read(text):
    """(qualifier, value or (low, high), the words) of each statement."""
    return [
        (
            item.qualifier.value,
            item.value if item.value_high is None else (item.value, item.value_high),
            text[item.start : item.end],
        )
        for item in parse(text)
    ]


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "words"),
    [
        ("trained 2,275 learners", "exactly", 2275, "2,275"),
        ("more than 16,500 students", "more_than", 16500, "more than 16,500"),
        ("Reaching over 1,000 students", "more_than", 1000, "over 1,000"),
        ("in excess of 40", "more_than", 40, "in excess of 40"),
        ("at least six months", "at_least", 6, "at least six"),
        ("no fewer than 30", "at_least", 30, "no fewer than 30"),
        ("1,200+ visitors", "at_least", 1200, "1,200+"),
        ("four or more hours", "at_least", 4, "four or more"),
        ("12 students or more", "at_least", 12, "12 students or more"),
        ("up to 52 weeks", "up_to", 52, "up to 52"),
        ("up to and including 12", "up_to", 12, "up to and including 12"),
        ("no more than 12", "up_to", 12, "no more than 12"),
        ("12 or fewer", "up_to", 12, "12 or fewer"),
        ("fewer than 5 people", "less_than", 5, "fewer than 5"),
        ("less than 12 months", "less_than", 12, "less than 12"),
        ("close to 3,000", "nearly", 3000, "close to 3,000"),
        ("Almost 8,000 people", "nearly", 8000, "Almost 8,000"),
        ("nearly £18.5 million", "nearly", 18500000, "nearly £18.5 million"),
        ("around 150 employees", "about", 150, "around 150"),
        ("approximately 29% of adults", "about", 29, "approximately 29%"),
        ("approx. 300", "about", 300, "approx. 300"),
        ("c. 300", "about", 300, "c. 300"),
        ("300 or so", "about", 300, "300 or so"),
        ("an estimated 175,000 people", "estimated", 175000, "an estimated 175,000"),
        (
            "The ministry estimates that this costs society £22.7 billion",
            "estimated",
            22700000000,
            "estimates that this costs society £22.7 billion",
        ),
        ("an average of four hours", "average", 4, "an average of four"),
        ("an average of around four hours", "average", 4, "an average of around four"),
        ("four hours on average", "average", 4, "four hours on average"),
        ("more than a total of 300", "more_than", 300, "more than a total of 300"),
        ("over half of those employed", "more_than", 50, "over half"),
        ("four-fifths of them", "exactly", 80, "four-fifths"),
        ("more than doubled", "more_than", 2, "more than doubled"),
        ("more than a hundred schools", "more_than", 100, "more than a hundred"),
        ("now in its ninth year", "exactly", 9, "ninth"),
        ("to 98th place", "exactly", 98, "98th"),
        ("hundreds of school children", "hundreds", None, "hundreds"),
        ("several hundred pupils", "hundreds", None, "several hundred"),
        ("lasting 30–45 minutes", "exactly", (30, 45), "30–45"),
        ("around 10–15 people", "about", (10, 15), "around 10–15"),
        ("around 120 countries,¹", "about", 120, "around 120"),
        ("around 50,000 vacancies¹⁴", "about", 50000, "around 50,000"),
        ("2000 students", "exactly", 2000, "2000"),
    ],
)
def test_parse_text_is_its_value_and_qualifier(text, qualifier, value, words):
    assert read(text) == [(qualifier, value, words)]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Over 6 months the partnership will listen", "exactly"),
        ("a fall in capacity over 25 years", "exactly"),
        ("sessions over three days", "exactly"),
        ("over 400 hours of work experience", "more_than"),
        ("delivering over 400 hours", "more_than"),
        ("for over 25 years", "more_than"),
        ("over 400 schools", "more_than"),
        ("more than 6 months", "more_than"),
    ],
)
def test_parse_over_before_time_means_during_unless_time_is_counted(text, qualifier):
    assert [item.qualifier.value for item in parse(text)] == [qualifier]


@pytest.mark.parametrize(
    "text",
    ["Since 2019 and in 2022,¹ the W5 centre", "On 27 September 2023", "thousands of millions", "no number at all", ""],
)
def test_parse_years_dates_labels_and_footnotes_state_nothing(text):
    assert parse(text) == ()


def test_parse_several_numbers_each_with_its_own_qualifier():
    assert read("nearly £18.5 million in 253 projects with up to 119 partners") == [
        ("nearly", 18500000, "nearly £18.5 million"),
        ("exactly", 253, "253"),
        ("up_to", 119, "up to 119"),
    ]


def test_parse_shares_are_per_cent_to_two_places():
    (third,) = parse("about a third of pupils")
    assert (third.value, third.number.sign) == (Decimal("33.33"), "%")
