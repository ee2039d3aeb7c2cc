"""A draft beside its Edition: every sort of difference, sorted and in words."""

from lifesci.review.comparison import Line, compare

FIGURE = {
    "key": "students",
    "phrase": "900 students",
    "parts": {"numeral": "900"},
    "value": 900,
    "population": "",
    "citation": {"source": "annex", "paragraph": 3, "stated_as": "900 students", "checked": "", "check_result": ""},
}
BEFORE = {
    "kind": "programme",
    "ref": "x",
    "title": "Old",
    "summary": "",
    "website": "https://a.example",
    "lead": {"ref": "a", "name": "A"},
    "sectors": [{"code": "x", "label": "X"}],
    "ages": {"from": 7, "to": 9, "qualifier": "exactly", "note": ""},
    "figures": [FIGURE],
    "strands": [],
}


def test_documents_that_say_the_same_do_not_differ():
    assert not compare(BEFORE, {**BEFORE, "strands": [{"ref": "y", "title": "Y"}]})


def test_an_added_a_changed_and_a_removed_member_are_sorted():
    found = compare(BEFORE, {**BEFORE, "summary": "New.", "title": "New", "website": ""})
    assert found.added == [Line("Summary", "", "“New.”")]
    assert found.changed == [Line("Title", "“Old”", "“New”")]
    assert found.removed == [Line("Website", "“https://a.example”", "")]


def test_dates_and_codes_are_said_in_words_in_records_and_in_their_children():
    figure = {**FIGURE, "qualifier": "exactly", "period": {"kind": "cumulative", "start": "2019", "end": ""}}
    before = {**BEFORE, "starts": "", "ends": "2025-41", "figures": [figure]}
    later = {**figure, "qualifier": "more_than", "period": {"kind": "in_period", "start": "2019-03?", "end": ""}}
    found = compare(before, {**before, "starts": "2018-09-27", "ends": "", "figures": [later]})
    assert found.added == [Line("Start", "", "“27 September 2018”")]
    assert found.removed == [Line("End", "“the second half of 2025”", "")]
    assert found.changed == [
        Line("Figures, “900 students”: qualifier", "“exactly”", "“more than”"),
        Line("Figures, “900 students”: period: kind", "“cumulative”", "“in period”"),
        Line("Figures, “900 students”: period: start", "“2019”", "“March 2019 (inferred)”"),
    ]


def test_children_are_compared_member_by_member():
    figure = {**FIGURE, "value": 950, "citation": {**FIGURE["citation"], "paragraph": 4, "checked": "2026-01-01"}}
    found = compare(BEFORE, {**BEFORE, "figures": [figure, {"key": "schools", "phrase": "3 schools"}]})
    assert found.added == [Line("Figures", "", "“3 schools”")]
    assert found.changed == [
        Line("Figures, “900 students”: value", "900", "950"),
        Line("Figures, “900 students”: citation: paragraph", "3", "4"),
    ]
    assert compare(BEFORE, {**BEFORE, "figures": []}).removed == [Line("Figures", "“900 students”", "")]


def test_references_terms_and_ages_are_said_whole():
    found = compare(BEFORE, {**BEFORE, "lead": {"ref": "b", "name": "B"}, "ages": {**BEFORE["ages"], "to": 11}})
    assert found.changed == [Line("Lead organisation", "“A”", "“B”"), Line("Ages", "7 to 9", "7 to 11")]
    assert compare(BEFORE, {**BEFORE, "sectors": []}).removed == [Line("Sectors", "“X”", "")]
    assert compare(BEFORE, {**BEFORE, "lead": None}).removed == [Line("Lead organisation", "“A”", "")]


def test_a_new_order_is_a_change():
    two = [{"code": "x", "label": "X"}, {"code": "y", "label": "Y"}]
    before, after = {**BEFORE, "sectors": two}, {**BEFORE, "sectors": two[::-1]}
    assert compare(before, after).changed == [Line("Sectors", "in their former order", "in another order")]


def test_a_first_edition_is_all_added_and_empty_members_are_not_told():
    found = compare(None, BEFORE)
    assert [line.about for line in found.added] == [
        "Title",
        "Website",
        "Lead organisation",
        "Sectors",
        "Ages",
        "Figures",
    ]
    assert (found.changed, found.removed) == ([], [])
