"""What differs between two documents, in words."""

from lifesci.editions.diff import changes_in_words
from tests.editions.bodies import figure, organisation, programme


def test_the_first_edition_says_so():
    assert changes_in_words(None, programme()) == ["First Edition."]


def test_nothing_differs():
    assert changes_in_words(programme(), {**programme(), "edition": 2}) == []


def test_texts_records_and_terms_are_said_in_words():
    before = programme(types=[{"code": "outreach", "label": "Outreach"}], starts="2017", website="https://example.org")
    after = programme(
        title="New title",
        types=[{"code": "exhibition", "label": "Exhibition"}],
        lead={"ref": "almac", "name": "Almac"},
        starts="2018-09",
    )
    assert changes_in_words(before, after) == [
        "Title changed from “Exhibition at W5” to “New title”.",
        "Lead organisation added: “Almac”.",
        "Types: added “Exhibition”.",
        "Types: removed “Outreach”.",
        "Start changed from “2017” to “September 2018”.",
        "Website removed: it was “https://example.org”.",
    ]


def test_figures_are_compared_one_by_one():
    before = programme(figures=[figure(), figure("schools", 4)])
    after = programme(figures=[figure("students", 950), figure("schools", 4, note="In 2025 only.")])
    assert changes_in_words(before, after) == [
        "Figures: “more than 900 students” became “more than 950 students”.",
        "Figures: “more than 4 students”: note changed.",
    ]


def test_another_order_is_a_change():
    before = organisation(sectors=[{"code": "a", "label": "A"}, {"code": "b", "label": "B"}])
    after = organisation(sectors=[{"code": "b", "label": "B"}, {"code": "a", "label": "A"}])
    assert changes_in_words(before, after) == ["Sectors: put in another order."]
