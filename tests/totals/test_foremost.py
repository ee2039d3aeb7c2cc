"""Those totals come first that most figures of the records asked about could enter, whichever way they are found."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.totals import foremost
from lifesci.totals.adding import Row, own_reason
from tests.totals import registers
from tests.totals.test_index import chosen_of, index_of


@given(registers.records(), st.data(), st.sets(st.sampled_from(registers.PLACES)), st.integers(1, 4))
def test_the_foremost_totals_add_something_and_have_most_figures(register, data, places, most):
    asked = data.draw(st.sets(st.sampled_from(sorted(register)))) if register else set()
    index, chosen = index_of(register), chosen_of(register, asked)
    tallies = [tally for tally in index.tallies(chosen, places) if tally.included]
    rows = [row for ref in asked for _, row in register[ref].rows if own_reason(row) is None]
    counts = Counter(row.group for row in rows)
    best = sorted((counts[each.group] for each in tallies), reverse=True)[:most]
    for way in (foremost.foremost, foremost.of_few, foremost.of_many):
        found = way(index, chosen, frozenset(places), most)
        assert all(tally in tallies for tally in found)
        assert [counts[tally.group] for tally in found] == best


@pytest.mark.parametrize("way", [foremost.foremost, foremost.of_few, foremost.of_many])
def test_of_totals_with_as_many_figures_the_larger_comes_first(way):
    values = {"hours": 40, "students": 900, "visitors": 300}
    rows = [
        (number, Row(f"programme/a/{name}", "a", name, "other", "cumulative", Decimal(value)))
        for number, (name, value) in enumerate(values.items(), 1)
    ]
    register = {"a": registers.Record(1, "a", "", tuple(rows))}
    found = way(index_of(register), chosen_of(register, {"a"}), frozenset(), 3)
    assert [tally.group.measure for tally in found] == ["students", "visitors", "hours"]
