"""Sets of positions agree with sets of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from lifesci import bitmaps

LENGTH = 200_000  # more than one part of a roaring bitmap holds
members = st.sets(st.integers(0, LENGTH - 1), max_size=60)


@given(members)
def test_of_holds_each_position(positions):
    assert set(bitmaps.of(positions)) == positions
    assert list(bitmaps.members(bitmaps.of(positions))) == sorted(positions)


@given(st.integers(0, LENGTH))
def test_everything_is_every_position_below_a_length(length):
    bits = bitmaps.everything(length)
    assert (len(bits), length in bits, bool(bits)) == (length, False, length > 0)


@given(st.lists(members, max_size=4))
def test_union_has_what_any_has(sets):
    assert set(bitmaps.union(map(bitmaps.of, sets))) == set().union(*sets)


@given(members, members)
def test_count_in_counts_what_both_have(positions, others):
    assert bitmaps.count_in(bitmaps.of(positions), bitmaps.of(others)) == len(positions & others)


@given(members, st.integers(0, LENGTH))
def test_rank_counts_members_before(positions, place):
    assert bitmaps.rank(bitmaps.of(positions), place) == sum(position < place for position in positions)


@given(members)
def test_nth_gives_each_member_in_order(positions):
    bits = bitmaps.of(positions)
    assert [bitmaps.nth(bits, k) for k in range(len(positions))] == sorted(positions)


@given(members, st.integers(0, LENGTH), st.integers(0, 70))
def test_listed_gives_the_first_members_from_a_place(positions, start, count):
    expected = sorted(position for position in positions if position >= start)[:count]
    assert bitmaps.listed(bitmaps.of(positions), start, count) == expected


@given(members, st.integers(0, LENGTH - 1), st.booleans())
def test_inserted_then_removed_is_as_before(positions, place, member):
    bits = bitmaps.of(positions)
    moved = bitmaps.inserted(bits, place, member)
    expected = {position + (position >= place) for position in positions} | ({place} if member else set())
    assert moved == bitmaps.of(expected)
    assert bitmaps.removed(moved, place) == bits == bitmaps.of(positions)


@given(members, st.integers(0, LENGTH - 1), st.booleans())
def test_marked_changes_one_position_of_a_new_set(positions, place, member):
    bits = bitmaps.of(positions)
    expected = positions | {place} if member else positions - {place}
    assert bitmaps.marked(bits, place, member) == bitmaps.of(expected)
    assert bits == bitmaps.of(positions)
