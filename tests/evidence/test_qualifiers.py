"""The algebra of stated figures: doubts by qualifier, sums in any order, and what is no figure at all."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.evidence.qualifiers import NOTHING, NotAFigure, Qualifier, Stated, amount, places, stated, total, trimmed

AMOUNTS = st.decimals(min_value=0, max_value=10**15, places=4)
STATED = st.builds(Stated, AMOUNTS, st.booleans(), st.booleans())


@pytest.mark.parametrize(
    ("qualifier", "lower", "higher"),
    [
        ("exactly", False, False),
        ("at_least", False, True),
        ("more_than", False, True),
        ("up_to", True, False),
        ("less_than", True, False),
        ("nearly", True, False),
        ("about", True, True),
        ("estimated", True, True),
        ("average", True, True),
    ],
)
def test_stated_each_qualifier_has_its_doubts(qualifier, lower, higher):
    assert stated(5, qualifier) == Stated(Decimal(5), lower, higher)


def test_qualifier_codes_are_the_ten_of_the_register():
    codes = "exactly about estimated at_least more_than nearly up_to less_than average hundreds"
    assert [code.value for code in Qualifier] == codes.split()


def test_stated_hundreds_has_no_value_to_add():
    with pytest.raises(NotAFigure, match="no value that could be added"):
        stated(300, "hundreds")


def test_stated_range_is_its_lower_end_and_may_be_higher():
    assert stated(30, "exactly", value_high=45) == Stated(Decimal(30), False, True)


@given(STATED, STATED)
def test_sum_in_either_order_is_the_same(one, other):
    assert one + other == other + one


@given(STATED, STATED, STATED)
def test_sum_grouped_either_way_is_the_same(one, other, third):
    assert (one + other) + third == one + (other + third)


@given(STATED)
def test_sum_with_an_exact_zero_changes_nothing(figure):
    assert figure + NOTHING == figure
    assert NOTHING + figure == figure


@given(st.lists(STATED))
def test_total_adds_values_and_never_loses_a_doubt(figures):
    assert total(figures) == Stated(
        sum((figure.value for figure in figures), Decimal(0)),
        any(figure.may_be_lower for figure in figures),
        any(figure.may_be_higher for figure in figures),
    )


@given(st.lists(STATED, min_size=1), st.randoms())
def test_total_of_figures_in_any_order_is_the_same(figures, random):
    shuffled = list(figures)
    random.shuffle(shuffled)
    assert total(shuffled) == total(figures)


@pytest.mark.parametrize(
    ("lower", "higher", "qualifier"),
    [
        (False, False, Qualifier.EXACTLY),
        (False, True, Qualifier.AT_LEAST),
        (True, False, Qualifier.UP_TO),
        (True, True, Qualifier.ABOUT),
    ],
)
def test_qualifier_of_a_sum_is_the_weakest_true_word(lower, higher, qualifier):
    assert Stated(Decimal(7), lower, higher).qualifier is qualifier


@given(STATED)
def test_qualifier_of_a_sum_states_the_same_doubts_again(figure):
    assert stated(figure.value, figure.qualifier) == figure


def test_sum_of_more_than_and_nearly_is_in_doubt_both_ways():
    assert stated("16500", "more_than") + stated(300, "nearly") == Stated(Decimal(16800), True, True)


@pytest.mark.parametrize("value", [0, "0.0000", "16500.0000", Decimal("22700000000"), "999999999999999999.999999"])
def test_amount_of_what_the_register_keeps_is_exact(value):
    assert amount(value) == Decimal(value)


@pytest.mark.parametrize("value", [1.5, True, None, "many", "", "NaN", "Infinity", -1, "-0.5", 10**18, "0.0000001"])
def test_amount_of_what_is_no_figure_is_refused(value):
    with pytest.raises(NotAFigure):
        amount(value)


@pytest.mark.parametrize(
    ("number", "text", "decimals"),
    [("62.5000", "62.5", 1), ("1E+6", "1000000", 0), ("100", "100", 0), ("0.00", "0", 0)],
)
def test_trimmed_drops_zeros_after_the_point_alone(number, text, decimals):
    assert str(trimmed(Decimal(number))) == text
    assert places(Decimal(number)) == decimals


def test_pure_modules_of_evidence_load_no_django():
    modules = "qualifiers periods number_words numerals parsing wording checking small disclosure parts"
    script = (
        f"import importlib, sys; [importlib.import_module('lifesci.evidence.' + name) for name in '{modules}'.split()];"
        "print(sorted(name for name in sys.modules if name.startswith(('django', 'lifesci.evidence.'))))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(sorted(f"lifesci.evidence.{name}" for name in modules.split()))
