"""A total is a sentence that carries its doubts."""

from decimal import Decimal

from lifesci.totals.adding import Row, add_up
from lifesci.totals.wording import sentence

WORDS = {"singular": "student", "plural": "students", "counts": "people"}


def row(record, value, qualifier="exactly", **more):
    return Row(
        f"programme/{record}/s", record, "students", "people", "cumulative", value=value, qualifier=qualifier, **more
    )


def test_a_total_names_its_doubt_its_programmes_and_what_is_counted_twice():
    rows = [row("a", Decimal(900), "more_than"), row("b", Decimal(350)), row("c", None, missing_reason="not_stated")]
    (total,) = add_up(rows)
    assert sentence(total, **WORDS) == (
        "at least 1,250 students, in total to date, stated by 2 programmes; "
        "anyone who took part in two is counted twice; 1 figure is left out"
    )


def test_a_total_of_one_programme_has_nothing_to_count_twice():
    (total,) = add_up([row("a", Decimal(1), geography="wales")])
    assert sentence(total, place="Wales", **WORDS) == "1 student, in total to date (Wales), stated by 1 programme"


def test_a_total_without_figures_is_not_worded_as_zero():
    (total,) = add_up([row("c", None, missing_reason="not_stated")])
    assert sentence(total, **WORDS) == "No figures for students that can be added; 1 figure is left out."
