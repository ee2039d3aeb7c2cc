"""Rows say what documents say: every column of each, and the bounds of a figure as far as its words hold them."""

import json
from pathlib import Path

import pytest

from lifesci.downloads.rows.facts import bounds
from lifesci.downloads.rows.parts import Published
from lifesci.downloads.rows.tabling import MAKERS, tables_of
from lifesci.tables.registry import TABLES

GOLDEN = Path(__file__).parents[1] / "golden"
PUBLISHED = Published("2026-03-04", "ab" * 32, {"northern-ireland": "N92000002"})


def rows(table: str, kind: str) -> list[dict]:
    """The rows of a golden document in a table."""
    document = json.loads((GOLDEN / f"{kind}.json").read_text())
    return list(MAKERS[table][1](document, PUBLISHED))


@pytest.mark.parametrize("kind", ["programme", "organisation", "brief", "source"])
def test_every_row_of_a_document_has_every_column_of_its_table(kind):
    for name in tables_of(kind):
        made = rows(name, kind)
        assert made or (name, kind) == ("links", "source"), name
        assert all(set(row) == set(TABLES[name].names) for row in made), name


def test_a_programme_has_codes_names_and_official_codes_beside_each_other():
    (row,) = rows("programmes", "programme")
    found = {name: row[name] for name in ("regions", "region_names", "region_gss_codes", "types", "type_names")}
    assert found == {
        "regions": ["northern-ireland"],
        "region_names": "Northern Ireland",
        "region_gss_codes": ["N92000002"],
        "types": ["outreach", "exhibition"],
        "type_names": "Outreach; Exhibition",
    }
    assert (row["starts"], row["ends"], row["age_from"], row["age_to"], row["age_qualifier"]) == (
        "2017",
        "2030?",
        7,
        14,
        "about",
    )
    assert (row["lead"], row["places"], row["figures"], row["issued_on"]) == (
        "almac-discovery",
        ["belfast", "w5"],
        2,
        "2026-03-04",
    )


def test_figures_keep_value_doubt_bounds_and_source():
    students, visitors = rows("figures", "programme")
    names = ("id", "value", "value_min", "value_max", "qualifier", "missing_reason", "period_start", "source")
    assert [students[name] for name in names] == [
        "programme/medlab/students",
        1200,
        None,
        1200,
        "nearly",
        "",
        "2017",
        "annex",
    ]
    assert [visitors[name] for name in names[1:6]] == [None, None, None, "exactly", "not_stated"]
    assert (students["geography"], students["geography_gss_code"]) == ("northern-ireland", "N92000002")
    assert (students["checked_on"], visitors["checked_on"]) == ("2026-03-04", None)


@pytest.mark.parametrize(
    ("qualifier", "value", "high", "least", "most"),
    [
        ("exactly", 900, None, 900, 900),
        ("exactly", 7, 9, 7, 9),
        ("more_than", 900, None, 900, None),
        ("at_least", 900, None, 900, None),
        ("nearly", 900, None, None, 900),
        ("up_to", 900, None, None, 900),
        ("less_than", 900, None, None, 900),
        ("about", 900, None, None, None),
        ("estimated", "29.5", "31.25", None, None),
        ("average", "2.5", None, None, None),
        ("hundreds", None, None, None, None),
        ("exactly", 0, None, 0, 0),
    ],
)
def test_bounds_are_what_the_words_allow(qualifier, value, high, least, most):
    figure = {"qualifier": qualifier, "value": value, "value_high": high, "is_small": False}
    assert bounds(figure) == {"value_min": least, "value_max": most}


def test_a_withheld_number_gives_away_what_its_words_say_and_no_more():
    withheld = {"value": None, "value_high": None, "is_small": True}
    assert bounds({**withheld, "qualifier": "less_than"}) == {"value_min": None, "value_max": 5}
    assert bounds({**withheld, "qualifier": "exactly"}) == {"value_min": None, "value_max": None}


def test_a_story_is_one_row_with_its_path():
    (row,) = rows("stories", "programme")
    assert (row["id"], row["steps"], row["path"]) == (
        "programme/medlab/zoe",
        2,
        "She visits with her school.\n2022-07: She begins work.",
    )


def test_links_name_every_item_of_every_list_in_order():
    found = [
        (row["member"], row["position"], row["scheme"], row["code"], row["role"]) for row in rows("links", "brief")
    ]
    assert found == [
        ("organisations", 1, "organisation", "almac-discovery", ""),
        ("organisations", 2, "organisation", "office", ""),
        ("sectors", 1, "sector", "biopharma", ""),
        ("regions", 1, "region", "northern-ireland", ""),
        ("policy_themes", 1, "policy-theme", "growth", ""),
        ("related", 1, "brief", "vision", ""),
        ("sources", 1, "source", "annex", ""),
        ("sources", 2, "source", "survey", ""),
    ]
    partner = next(row for row in rows("links", "programme") if row["member"] == "partners")
    assert (partner["code"], partner["name"], partner["role"], partner["note"]) == (
        "funder",
        "Funder of Science",
        "funder",
        "Since 2017.",
    )
    region = next(row for row in rows("links", "programme") if row["member"] == "regions")
    assert region["gss_code"] == "N92000002"


def test_a_source_says_what_it_cites_and_not_what_it_holds():
    (row,) = rows("sources", "source")
    assert (row["cites"], row["url"], row["file_sha256"], row["is_public"]) == (
        ["news", "survey"],
        "https://example.org/annex",
        "ab" * 32,
        True,
    )
