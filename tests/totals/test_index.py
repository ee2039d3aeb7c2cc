"""The index gives for every register and every set of its records what adding the rows up gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lifesci.bitmaps import of
from lifesci.evidence.qualifiers import Stated
from lifesci.totals.adding import Row, add_up
from lifesci.totals.chosen import Chosen, Numbering
from lifesci.totals.index import Index
from tests.totals import registers


def rows_of(register, asked):
    return [
        replace(row, ancestors=registers.ancestors(register, ref))
        for ref in sorted(asked)
        for _, row in register[ref].rows
    ]


def index_of(register):
    return Index.of("programme", [record.recorded for record in register.values()])


def chosen_of(register, asked):
    entries = sorted(record.entry for record in register.values())
    chosen = {register[ref].entry for ref in asked}
    return Chosen(Numbering(entries), of([place for place, entry in enumerate(entries) if entry in chosen]))


def by_number(register):
    return {number: row.identifier for record in register.values() for number, row in record.rows}


def accounts(totals):
    added = {row.identifier: None for total in totals for row in total.included}
    return added | {row.identifier: reason for total in totals for row, reason in total.left_out}


@given(registers.records(), st.data())
def test_the_index_agrees_with_the_rows_for_any_records_and_places(register, data):
    asked = data.draw(st.sets(st.sampled_from(sorted(register)))) if register else set()
    places = data.draw(st.sets(st.sampled_from(registers.PLACES)))
    totals = add_up(rows_of(register, asked), places)
    index, chosen, names = index_of(register), chosen_of(register, asked), by_number(register)
    assert index.tallies(chosen, places) == [total.tally for total in totals]
    accounted = {names[number]: reason for _, number, reason in index.accounted(chosen, places)}
    assert accounted == accounts(totals)
    for total in totals:
        group = [(number, reason) for each, number, reason in index.accounted(chosen, places) if each == total.group]
        assert len(group) == total.tally.figures


@given(registers.records(), registers.records())
def test_an_index_that_was_revised_equals_one_made_anew(before, after):
    changed = {ref: after[ref].recorded if ref in after else None for ref in before.keys() | after.keys()}
    revised, anew = index_of(before).revised(changed), index_of(after)
    assert revised.records == anew.records
    assert (revised._stating, revised._hanging) == (anew._stating, anew._hanging)
    assert list(revised.groups) == list(anew.groups)
    for asked in (set(after), set(sorted(after)[::2]), set(sorted(after)[1::2])):
        assert revised.tallies(chosen_of(after, asked)) == anew.tallies(chosen_of(after, asked))


@given(registers.records(), registers.records(), st.data())
def test_an_index_in_which_one_record_changed_equals_one_made_anew(before, other, data):
    ref = data.draw(st.sampled_from(sorted(before.keys() | other.keys()) or ["none"]))
    after = {**before, ref: other[ref]} if ref in other else {each: before[each] for each in before if each != ref}
    revised = index_of(before).revised({ref: after[ref].recorded if ref in after else None})
    assert [slices.members for slices in revised.groups.values()] == [
        slices.members for slices in index_of(after).groups.values()
    ]


@given(registers.records(), st.data())
def test_totals_of_one_measure_are_those_among_all(register, data):
    asked = data.draw(st.sets(st.sampled_from(sorted(register)))) if register else set()
    index, chosen = index_of(register), chosen_of(register, asked)
    hours = [tally for tally in index.tallies(chosen) if tally.group.measure == "hours"]
    assert index.tallies(chosen, (), ["hours"]) == hours


def test_a_figure_set_aside_is_left_out_for_the_one_that_was_chosen():
    aside = Row("programme/a/1", "a", "students", "people", "cumulative", value=900, is_set_aside=True)
    chosen = replace(aside, identifier="programme/a/2", value=950, is_set_aside=False)
    (total,) = add_up([aside, chosen])
    assert (total.value, total.included) == (Stated(950), (chosen,))
    assert [reason.value for _, reason in total.left_out] == ["same-thing"]


@given(registers.records())
def test_an_index_whose_records_were_issued_again_with_the_same_figures_stays_as_it_is(register):
    index = index_of(register)
    assert index.revised({ref: record.recorded for ref, record in register.items()} | {"none": None}) is index
