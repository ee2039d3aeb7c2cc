"""Which figures of people anybody could take for parts of others, and how much the public knows of each."""

import pytest

from lifesci.evidence.disclosure import NO_END, worked_out
from lifesci.evidence.parts import Published, bounds, told


def row(ref, key, value=None, **members):
    """One figure as it is served: withheld unless a value is given."""
    period = {"kind": members.pop("kind", "cumulative"), "start": members.pop("start", ""), "end": ""}
    place = members.pop("place", "")
    return {
        "id": f"programme/{ref}/{key}",
        "measure": {"code": members.pop("measure", "students"), "counts": members.pop("counts", "people")},
        "value": value,
        "value_high": None,
        "qualifier": "less_than" if value is None else "exactly",
        "is_small": value is None,
        "period": period,
        "population": "",
        "geography": {"code": place, "label": place} if place else None,
        "counted_in": "",
    } | members


def wholes(*records):
    """The figures that each figure may be part of, and the way, by its place in its record."""
    return {
        each.identifier.removeprefix("programme/"): (
            [name.removeprefix("programme/") for name in each.wholes],
            each.by,
        )
        for each in told(records)
    }


def record(ref, *rows, parent=""):
    """One record."""
    return Published(ref, parent, tuple(rows))


@pytest.mark.parametrize(
    ("members", "least", "most"),
    [
        ({"value": 900}, 900, 900),
        ({"value": 900, "value_high": 950}, 900, 950),
        ({"value": 900, "qualifier": "more_than"}, 901, NO_END),
        ({"value": 900, "qualifier": "at_least"}, 900, NO_END),
        ({"value": 900, "qualifier": "up_to"}, 0, 900),
        ({"value": 900, "qualifier": "less_than"}, 0, 899),
        ({"value": 900, "qualifier": "nearly"}, 0, 899),
        ({"value": 900, "qualifier": "about"}, 0, NO_END),
        ({"value": "29.5"}, 29, 30),
        ({"value": None, "is_small": False, "qualifier": "hundreds"}, 0, NO_END),
        ({"value": None}, 1, 4),
    ],
)
def test_the_words_of_a_figure_say_how_few_and_how_many_it_can_be(members, least, most):
    assert bounds(row("a", "x", **members)) == (least, most)


def test_a_figure_is_part_of_the_one_that_counts_it_wherever_that_stands():
    inner = row("b", "inner", 3, counted_in="programme/a/all", measure="pupils")
    assert wholes(record("a", row("a", "all", 20)), record("b", inner)) == {
        "a/all": ([], ""),
        "b/inner": (["a/all"], "counted in"),
    }


def test_a_figure_is_part_of_one_of_its_record_about_more_people_places_or_years():
    rows = [
        row("a", "all", 20),
        row("a", "girls", 12, population="girls"),
        row("a", "welsh-girls", 9, population="Girls ", place="wales"),
        row("a", "welsh", 11, place="wales"),
        row("a", "in-2024", 5, kind="in_period", start="2024"),
        row("a", "a-year", 5, kind="per_year"),
        row("a", "schools", 5, counts="schools"),
        row("a", "visitors", 5, measure="visitors"),
    ]
    assert wholes(record("a", *rows)) == {
        "a/all": ([], ""),
        "a/girls": (["a/all"], "population"),
        "a/welsh-girls": (["a/girls"], "place"),
        "a/welsh": (["a/all"], "place"),
        "a/in-2024": (["a/all"], "time"),
        "a/a-year": ([], ""),
        "a/visitors": ([], ""),
    }


def test_a_strand_is_part_of_the_nearest_programme_above_that_counts_the_same():
    above = record("a", row("a", "one", 20), row("a", "other", 21), row("a", "girls", 9, population="girls"))
    between = record("b", row("b", "visitors", 50, measure="visitors"), parent="a")
    strand = record(
        "c", row("c", "all", 7, place="wales"), row("c", "girls", 3, population="girls", kind="cumulative"), parent="b"
    )
    lone = record("d", row("d", "girls", 3, population="girls"), parent="a")
    found = wholes(above, between, strand, lone)
    assert found["c/all"] == (["a/one", "a/other"], "strand")
    assert found["d/girls"] == (["a/girls"], "strand")
    assert found["b/visitors"] == ([], "")


def test_programmes_above_one_another_in_a_circle_are_looked_at_once():
    found = wholes(record("a", row("a", "x", 3), parent="b"), record("b", parent="a"))
    assert found == {"a/x": ([], "")}


@pytest.mark.parametrize(
    "records",
    [
        [
            record(
                "a", row("a", "all", 20), row("a", "girls", 17, population="girls"), row("a", "boys", population="boys")
            )
        ],
        [
            record("a", row("a", "all", 20)),
            record("b", row("b", "all", 12), parent="a"),
            record("c", row("c", "all", 5, place="wales"), parent="a"),
            record("d", row("d", "all"), parent="a"),
        ],
        [
            record(
                "a",
                row("a", "all", 15),
                row("a", "first", 12, kind="in_period", start="2023"),
                row("a", "second", kind="in_period", start="2024"),
            )
        ],
    ],
    ids=["populations", "strands", "years"],
)
def test_a_withheld_number_beside_all_else_is_worked_out_and_beside_one_more_unknown_is_not(records):
    assert len(worked_out(told(records))) == 1
    *others, last = records
    wider = row("a", "all", 90)
    first, *rest = [*others, last]
    widened = record(first.ref, wider, *first.figures[1:])
    assert worked_out(told([widened, *rest])) == set()
