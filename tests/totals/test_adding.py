"""Totals add only what may be added, and account for every figure they were asked about."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.evidence.qualifiers import Stated
from lifesci.totals.adding import Reason, Row, add_up

STUDENTS = Row(
    "programme/a/students", "a", "students", "people", "cumulative", value=Decimal(900), qualifier="more_than"
)


def reasons(rows, places=()):
    return {row.identifier: reason for total in add_up(rows, places) for row, reason in total.left_out}


def values(rows, places=()):
    return {tuple(total.group): total.value for total in add_up(rows, places) if total.included}


def test_figures_of_one_kind_are_added_and_their_doubts_united():
    other = replace(STUDENTS, identifier="programme/b/students", record="b", value=Decimal(350), qualifier="exactly")
    assert values([STUDENTS, other]) == {("students", "cumulative", ""): Stated(Decimal(1250), False, True)}


@pytest.mark.parametrize(
    "change",
    [{"measure": "visitors"}, {"period_kind": "per_year"}, {"geography": "scotland"}],
)
def test_figures_that_differ_in_kind_are_never_added(change):
    other = replace(STUDENTS, identifier="programme/b/students", record="b", **change)
    assert sorted(total.value.value for total in add_up([STUDENTS, other])) == [900, 900]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": None, "missing_reason": "not_stated"}, Reason.NO_VALUE),
        ({"value": None, "qualifier": "hundreds"}, Reason.NO_VALUE),
        ({"counts": "share"}, Reason.NOT_ADDABLE),
        ({"counts": "rank"}, Reason.NOT_ADDABLE),
        ({"counts": "format"}, Reason.FORMAT),
        ({"period_kind": "format"}, Reason.FORMAT),
        ({"period_kind": "planned"}, Reason.PLANNED),
        ({"qualifier": "average"}, Reason.AVERAGE),
        ({"is_small": True}, Reason.SMALL_NUMBER),
    ],
)
def test_a_figure_that_cannot_be_added_is_left_out_with_its_reason(change, reason):
    row = replace(STUDENTS, **change)
    (total,) = add_up([row])
    assert (total.included, total.left_out) == ((), ((row, reason),))


def test_a_figure_that_a_wider_one_counts_is_left_out_however_far_up():
    middle = replace(STUDENTS, identifier="programme/b/students", record="b", counted_in=STUDENTS.identifier)
    inner = replace(STUDENTS, identifier="programme/c/students", record="c", counted_in=middle.identifier)
    assert reasons([inner, middle, STUDENTS]) == {
        middle.identifier: Reason.COUNTED_IN,
        inner.identifier: Reason.COUNTED_IN,
    }
    assert reasons([inner]) == {}


def test_a_figure_counted_in_one_without_a_value_is_added():
    empty = replace(STUDENTS, value=None, missing_reason="not_stated")
    inner = replace(STUDENTS, identifier="programme/b/students", record="b", counted_in=STUDENTS.identifier)
    assert reasons([empty, inner]) == {STUDENTS.identifier: Reason.NO_VALUE}


def test_a_strand_is_left_out_where_its_programme_states_the_same_kind():
    strand = replace(STUDENTS, identifier="programme/b/students", record="b", ancestors=("a",))
    yearly = replace(strand, identifier="programme/b/yearly", period_kind="per_year")
    assert reasons([STUDENTS, strand, yearly]) == {strand.identifier: Reason.STRAND}
    assert reasons([strand, yearly]) == {}


def test_a_second_figure_for_the_same_thing_is_left_out():
    again = replace(STUDENTS, identifier="programme/a/students-again", value=Decimal(950))
    assert reasons([STUDENTS, again]) == {again.identifier: Reason.SAME_THING}
    assert reasons([STUDENTS, replace(again, population="girls")]) == {}


def test_a_figure_of_another_or_no_place_is_left_out_of_a_total_for_a_place():
    there = replace(STUDENTS, geography="scotland")
    assert reasons([there], ["wales"]) == {there.identifier: Reason.OTHER_PLACE}
    assert reasons([STUDENTS], ["wales"]) == {STUDENTS.identifier: Reason.OTHER_PLACE}
    assert reasons([there], ["scotland"]) == {}


def test_an_exact_zero_stays_a_zero():
    zero = replace(STUDENTS, value=Decimal(0), qualifier="exactly")
    (total,) = add_up([zero])
    assert (total.value, total.included) == (Stated(Decimal(0)), (zero,))


@st.composite
def registers(draw):
    refs = [f"r{n}" for n in range(draw(st.integers(1, 8)))]
    rows = []
    for n in range(draw(st.integers(0, 16))):
        record = draw(st.sampled_from(refs))
        value = draw(st.one_of(st.none(), st.integers(0, 5000).map(Decimal)))
        rows.append(
            Row(
                identifier=f"programme/{record}/{n}",
                record=record,
                measure=draw(st.sampled_from(["students", "visitors"])),
                counts=draw(st.sampled_from(["people", "share", "format"])),
                period_kind=draw(st.sampled_from(["cumulative", "per_year", "planned"])),
                value=value,
                qualifier=draw(st.sampled_from(["exactly", "more_than", "average"]))
                if value is not None
                else "hundreds",
                geography=draw(st.sampled_from(["", "scotland", "wales"])),
                population=draw(st.sampled_from(["", "girls"])),
                counted_in=draw(st.sampled_from(["", *(row.identifier for row in rows)])),
                ancestors=tuple(draw(st.lists(st.sampled_from(refs), unique=True, max_size=2))),
            )
        )
    return rows


@given(registers(), st.sets(st.sampled_from(["scotland", "wales"])))
def test_every_figure_is_included_or_left_out_exactly_once(rows, places):
    totals = add_up(rows, places)
    accounted = [row.identifier for total in totals for row in total.included]
    accounted += [row.identifier for total in totals for row, _ in total.left_out]
    assert sorted(accounted) == sorted(row.identifier for row in rows)


@given(registers())
def test_the_value_of_a_total_is_the_sum_of_the_rows_it_shows(rows):
    for total in add_up(rows):
        assert total.value.value == sum((row.value for row in total.included), start=Decimal(0))
