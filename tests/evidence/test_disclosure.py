"""No withheld number can be worked out from what is published: the rule against somebody who tries everything."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifesci.evidence.disclosure import NO_END, Told, sums, worked_out

FEW = range(1, 5)
MOST = 9  # people of a figure without a number, as far as somebody looks


def exact(name, number, whole="", by=""):
    """A figure whose number is published."""
    return Told(name, number, number, wholes=(whole,) if whole else (), by=by)


def fewer_than_five(name, whole="", by=""):
    """A figure whose number is withheld."""
    return Told(name, 1, 4, is_withheld=True, wholes=(whole,) if whole else (), by=by)


@st.composite
def families(draw):
    """Figures of which each may be part of one before it: exact, withheld, of a number that is not known, or rough."""
    figures = []
    for number in range(draw(st.integers(2, 5))):
        name = f"f{number}"
        wholes = (
            (draw(st.sampled_from([f"f{n}" for n in range(number)])),) if number and draw(st.integers(0, 4)) else ()
        )
        by = draw(st.sampled_from(["", "", "strand"]))
        sort = draw(st.sampled_from(["exact", "exact", "withheld", "unknown", "at least"]))
        low = draw(st.integers(0, MOST))
        figures.append(
            {
                "exact": Told(name, low, low, wholes=wholes, by=by),
                "withheld": Told(name, 1, 4, is_withheld=True, wholes=wholes, by=by),
                "unknown": Told(name, 0, NO_END, wholes=wholes, by=by),
                "at least": Told(name, low, NO_END, wholes=wholes, by=by),
            }[sort]
        )
    return figures


def derived(figures) -> set[str]:
    """What somebody derives who writes down every register that agrees with what is published, sum by sum."""
    names = [figure.identifier for figure in figures]
    ranges = [range(figure.least, min(figure.most, MOST + 3) + 1) for figure in figures]
    found, divided = set(), sums(figures)
    registers = [dict(zip(names, numbers, strict=True)) for numbers in product(*ranges)]
    for whole in chain(*(combinations(divided, size) for size in range(len(divided) + 1))):
        possible = [
            register
            for register in registers
            if all(agrees(register, each, is_whole=each in whole) for each in divided)
        ]
        for figure in figures:
            if figure.is_withheld and len({register[figure.identifier] for register in possible}) == 1:
                found.add(figure.identifier)
    return found


def agrees(register, each, *, is_whole):
    """Do the numbers of a register add up as a sum says?"""
    parts = sum(register[part] for part in each.parts)
    return parts == register[each.whole] if is_whole else parts <= register[each.whole]


@settings(deadline=None, max_examples=60)
@given(families())
def test_whatever_somebody_can_derive_is_found(figures):
    assert derived(figures) <= worked_out(figures)


@pytest.mark.parametrize(
    "figures",
    [
        [exact("all", 20), exact("a", 12, "all"), exact("b", 5, "all"), fewer_than_five("c", "all")],
        [exact("all", 2), fewer_than_five("a", "all"), fewer_than_five("b", "all")],
        [exact("all", 8), fewer_than_five("a", "all"), fewer_than_five("b", "all")],
        [Told("all", 21), exact("a", 17, "all"), fewer_than_five("b", "all")],
        [exact("all", 1), Told("unknown", 0, wholes=("all",)), fewer_than_five("b", "all")],
        [
            exact("all", 20),
            exact("girls", 17, "all", "counted in"),
            exact("town", 12, "all", "counted in"),
            exact("country", 8, "all", "counted in"),
            fewer_than_five("boys", "all", "counted in"),
        ],
    ],
    ids=["what is left", "the least", "the most", "only one fits", "no room for more", "two ways of dividing"],
)
def test_a_number_that_only_one_value_fits_is_given_away(figures):
    assert worked_out(figures) >= {figure.identifier for figure in figures if figure.is_withheld}


@pytest.mark.parametrize(
    "figures",
    [
        [fewer_than_five("alone")],
        [exact("all", 20), exact("a", 12, "all"), fewer_than_five("c", "all")],
        [exact("all", 20), exact("a", 15, "all"), fewer_than_five("b", "all"), fewer_than_five("c", "all")],
        [exact("all", 20), exact("a", 12, "all"), Told("b", 0, wholes=("all",)), fewer_than_five("c", "all")],
        [Told("all", 0), exact("a", 17, "all"), fewer_than_five("c", "all")],
        [exact("all", 20), exact("a", 17, "all", "place"), fewer_than_five("c", "all", "population")],
        [exact("a", 3), exact("b", 2, "a")],
    ],
    ids=["alone", "far from all", "two withheld", "one unknown", "about", "divided otherwise", "nothing withheld"],
)
def test_a_number_that_several_values_fit_is_not(figures):
    assert worked_out(figures) == set()


def test_a_number_is_found_through_others_that_are_found_first():
    figures = [
        exact("all", 20),
        exact("a", 16, "all"),
        fewer_than_five("few", "all"),
        exact("fewer", 3, "few"),
        fewer_than_five("fewest", "few"),
    ]
    assert worked_out(figures) == {"few", "fewest"}
