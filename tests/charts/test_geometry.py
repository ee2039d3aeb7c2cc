"""Charts are geometry made from counts alone: nothing stands beside the drawing, nothing lies on anything else."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lifesci.charts.bars import MOST, Bar, Mark, bars
from lifesci.charts.columns import Year, columns, spanned
from lifesci.charts.lines import lines, width
from lifesci.charts.matrix import Cell, State, matrix
from lifesci.charts.reach import Amount, reach
from lifesci.charts.tiles import PLACES, tiles

LABELS = st.text("abcdefghij MW-", min_size=1, max_size=60)
COUNTS = st.integers(0, 10**6)
MARKS = st.lists(st.builds(Mark, LABELS, COUNTS), max_size=20)


def number(length: str) -> float:
    """A length without its unit."""
    return float(re.match(r"[0-9.]+", length)[0])


@given(st.text(max_size=80), st.floats(2, 30))
def test_lines_keep_every_character_and_fit(text, most):
    found = lines(text, most)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(width(line) <= most or len(line) == 1 for line in found)


def test_the_count_of_a_bar_never_stands_alone_on_a_line():
    drawn = bars([Mark("Digital and artificial intelligence", 3)])
    assert [line for _, line in drawn.bars[0].lines] == ["Digital and artificial", "intelligence:\u00a03"]


def test_bars_stand_under_their_labels_on_one_scale():
    drawn = bars([Mark("Secondary school pupils", 4, "/a"), Mark("Teachers", 1)])
    assert drawn.bars == [
        Bar(Mark("Secondary school pupils", 4, "/a"), [("1em", "Secondary school pupils:\u00a04")], "1.4em", "100%"),
        Bar(Mark("Teachers", 1), [("4em", "Teachers:\u00a01")], "4.4em", "25%"),
    ]
    assert (drawn.height, drawn.thickness) == ("6em", "0.85em")


@given(MARKS)
def test_bars_never_overlap_nor_leave_the_drawing(marks):
    drawn, below = bars(marks), 0.0
    longest = max((mark.count for mark in marks), default=0)
    for bar in drawn.bars:
        assert number(bar.lines[0][0]) >= below
        assert number(bar.lines[-1][0]) < number(bar.y)
        assert all(width(line) <= MOST for _, line in bar.lines)
        assert (number(bar.width) == 0) == (bar.mark.count == 0)
        assert (number(bar.width) == 100) == (bar.mark.count == longest > 0) or bar.mark.count > 0.999 * longest
        below = number(bar.y) + number(drawn.thickness)
    assert number(drawn.height) >= below


@given(st.dictionaries(st.integers(1900, 2099), st.integers(1, 5000), max_size=30))
def test_columns_cover_every_year_once_and_count_all(counts):
    drawn = columns(counts)
    years = [year for column in drawn.columns for year in column.years]
    assert len(years) == len(set(years))
    assert set(counts) <= set(years)
    assert sum(column.count for column in drawn.columns) == sum(counts.values())
    assert all(number(column.x) + number(column.width) <= 100.01 for column in drawn.columns)
    assert all(number(column.y) + number(column.height) <= number(drawn.base) + 0.02 for column in drawn.columns)


@given(st.integers(1900, 2000), st.integers(0, 99))
def test_years_under_columns_are_far_enough_apart_to_be_read(first, more):
    drawn = columns({first: 1, first + more: 1})
    edges = [ends(year) for year in drawn.years]
    assert all(left >= -0.01 and right <= 280.01 for left, right in edges)
    assert all(right <= following for (_, right), (following, _) in zip(edges, edges[1:], strict=False))


def ends(year: Year) -> tuple[float, float]:
    """Where a year of four digits begins and ends on the narrowest screen, in px."""
    x = number(year.x) * 2.8
    return {"start": (x, x + 37), "middle": (x - 18.5, x + 18.5), "end": (x - 37, x)}[year.anchor]


def test_a_long_span_is_drawn_by_decades():
    assert spanned(2017, 2019) == [(2017,), (2018,), (2019,)]
    assert [span[0] for span in spanned(1961, 2025)] == [1960, 1970, 1980, 1990, 2000, 2010, 2020]


def test_the_map_has_a_place_for_each_of_the_twelve_and_none_for_others():
    marks = {code: Mark(code, count) for count, code in enumerate(PLACES)} | {"uk-wide": Mark("UK-wide", 99)}
    drawn = tiles(marks)
    assert {tile.mark.label for tile in drawn.tiles} == set(PLACES)
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == 12
    assert max(number(tile.bar) for tile in drawn.tiles) == 84
    assert [tile.bar for tile in drawn.tiles if not tile.mark.count] == ["0%"]


def test_the_four_ways_to_state_a_number_are_drawn_four_ways():
    amounts = [
        Amount("A", "100 students", Decimal(100)),
        Amount("B", "more than 50 students", Decimal(50), None, False, True),
        Amount("C", "nearly 40 students", Decimal(40), None, True, False),
        Amount("D", "about 10 students", Decimal(10), None, True, True),
        Amount("E", "20–200 students", Decimal(20), Decimal(200)),
    ]
    drawn = reach(amounts)
    assert [(bar.amount.shape, bar.width, bar.end, bar.high) for bar in drawn.bars] == [
        ("exact", "45%", "45%", ""),
        ("higher", "22.5%", "22.5%", ""),
        ("lower", "18%", "18%", ""),
        ("either", "4.5%", "4.5%", ""),
        ("exact", "9%", "90%", "90%"),
    ]
    assert [shape for shape, _ in drawn.shapes] == ["exact", "higher", "lower", "either", "range"]
    assert [shape for shape, _ in reach(amounts[:1]).shapes] == ["exact"]


def test_the_matrix_tells_three_states():
    states = {("a", "x"): State.RECORDED, ("a", "y"): State.SEARCHED, ("b", "x"): State.NOT_YET}
    states["b", "y"] = State.NOT_YET
    drawn = matrix([("a", "Adults"), ("b", "Boys")], [("x", "EX"), ("y", "WY")], states)
    assert drawn.rows[0].cells == [
        Cell("EX", State.RECORDED, "2%", "25%"),
        Cell("WY", State.SEARCHED, "52%", "75%"),
    ]
    assert drawn.states == [State.RECORDED, State.SEARCHED, State.NOT_YET]
    assert [state.label for state in drawn.states] == ["recorded", "searched, none found", "not yet looked"]
