"""Headings say what a list holds in words."""

import pytest

from lifesci.search.headings import either, heading, in_a_sentence


@pytest.mark.parametrize(
    ("kind", "count", "chosen", "q", "words"),
    [
        ("programme", 0, {}, "", "no programmes"),
        ("programme", 1, {}, "", "1 programme"),
        ("brief", 2, {}, "", "2 pages of context"),
        ("source", 1234, {"kind": [("news", "News item")]}, "", "1,234 sources of the kind news item"),
        (
            "programme",
            14,
            {"region": [("ni", "Northern Ireland")], "audience": [("primary", "Primary pupils")]},
            "",
            "14 programmes for primary pupils in Northern Ireland",
        ),
        (
            "programme",
            3,
            {"region": [("a", "East"), ("b", "South"), ("c", "West")], "type": [("x", "PhD study")]},
            "lab",
            "3 programmes of the type PhD study in East, South or West matching “lab”",
        ),
        ("programme", 5, {"region": [("outside-uk", "Outside the UK")]}, "", "5 programmes outside the UK"),
        (
            "programme",
            9,
            {
                "region": [("uk-wide", "UK-wide"), ("wales", "Wales"), ("london", "London")],
                "sector": [("x", "MedTech")],
            },
            "",
            "9 programmes in Wales or London or across the UK in MedTech",
        ),
    ],
)
def test_heading_says_count_and_choice(kind, count, chosen, q, words):
    assert heading(kind, count, chosen, q) == words


@pytest.mark.parametrize(
    ("name", "label", "words"),
    [
        ("audience", "Primary pupils", "primary pupils"),
        ("audience", "PhD students", "PhD students"),
        ("type", "T Levels", "T Levels"),
        ("region", "North East", "North East"),
        ("organisation", "Almac Group", "Almac Group"),
        ("audience", "", ""),
    ],
)
def test_a_label_keeps_its_capitals_only_where_it_is_a_name(name, label, words):
    assert in_a_sentence(name, label) == words


@pytest.mark.parametrize(
    ("labels", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_either_joins_with_or(labels, words):
    assert either(labels) == words
