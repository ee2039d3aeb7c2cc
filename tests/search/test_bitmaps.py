"""Sets of positions agree with sets of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from lifesci.search import bitmaps

LENGTH = 5000
members = st.sets(st.integers(0, LENGTH - 1), max_size=60)


@given(members)
def test_of_holds_each_position(positions):
    assert bitmaps.of(positions, LENGTH) == sum(1 << position for position in positions)


def test_of_no_length_is_the_empty_set():
    assert bitmaps.of([], 0) == 0


@given(members, st.integers(0, LENGTH))
def test_rank_counts_members_before(positions, place):
    assert bitmaps.rank(bitmaps.of(positions, LENGTH), place) == sum(position < place for position in positions)


@given(members)
def test_nth_gives_each_member_in_order(positions):
    bits = bitmaps.of(positions, LENGTH)
    assert [bitmaps.nth(bits, k) for k in range(len(positions))] == sorted(positions)


@given(members, st.integers(0, LENGTH), st.integers(0, 70))
def test_listed_gives_the_first_members_from_a_place(positions, start, count):
    expected = sorted(position for position in positions if position >= start)[:count]
    assert bitmaps.listed(bitmaps.of(positions, LENGTH), start, count) == expected


@given(members, st.integers(0, LENGTH - 1), st.booleans())
def test_inserted_then_removed_is_as_before(positions, place, member):
    bits = bitmaps.of(positions, LENGTH)
    moved = bitmaps.inserted(bits, place, member)
    expected = {position + (position >= place) for position in positions} | ({place} if member else set())
    assert moved == bitmaps.of(expected, LENGTH + 1)
    assert bitmaps.removed(moved, place) == bits


@given(members, st.integers(0, LENGTH - 1), st.booleans())
def test_marked_changes_one_position(positions, place, member):
    expected = positions | {place} if member else positions - {place}
    assert bitmaps.marked(bitmaps.of(positions, LENGTH), place, member) == bitmaps.of(expected, LENGTH)


@given(members)
def test_members_gives_all_in_order(positions):
    assert bitmaps.members(bitmaps.of(positions, LENGTH)) == sorted(positions)
