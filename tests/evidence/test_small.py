"""Small numbers: which figures are withheld, and which texts would give them away."""

from types import SimpleNamespace

import pytest

from lifesci.evidence.small import gives_away, is_small


def figure(value, counts="people", *, is_public=False, value_high=None):
    """A figure as the rule reads it."""
    source = None if is_public is None else SimpleNamespace(is_public=is_public)
    return SimpleNamespace(value=value, value_high=value_high, measure=SimpleNamespace(counts=counts), source=source)


@pytest.mark.parametrize("counts", ["people", "attendances", "posts"])
@pytest.mark.parametrize("value", [1, 4])
def test_one_to_four_people_from_a_source_that_is_not_public_are_small(counts, value):
    assert is_small(figure(value, counts))


@pytest.mark.parametrize(
    "spared",
    [
        figure(0),
        figure(5),
        figure(None),
        figure(4, is_public=True),
        figure(4, is_public=None),
        figure(4, "schools"),
        figure(4, "format"),
        figure(3, value_high=8),
    ],
    ids=["zero", "five", "no value", "public", "no source", "schools", "format", "range above"],
)
def test_other_figures_are_not(spared):
    assert not is_small(spared)


def test_a_range_that_ends_below_five_is_small_also_from_zero():
    assert is_small(figure(0, value_high=3))
    assert is_small(figure(2, value_high=4))


@pytest.mark.parametrize("text", ["3 apprentices", "Three of them stayed.", "2 to 3", "three-person team"])
def test_the_number_in_digits_or_words_gives_it_away(text):
    assert gives_away(figure(3), text)


@pytest.mark.parametrize("text", ["", "Apprentices", "13 schools", "in the third year", "since 2003", "30%", "4"])
def test_other_numbers_do_not(text):
    assert not gives_away(figure(3), text)
