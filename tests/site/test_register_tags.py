"""The filters of the templates: every word a page says about a date, an age, a number or an address."""

from datetime import date

import pytest

from lifesci.site.templatetags.register import (
    age_in_words,
    ages_in_words,
    check_in_words,
    figure_page,
    in_words,
    json_of,
    number_in,
    page_of,
    thousands,
    title_of,
    web_address,
)

SOURCES = [{"ref": "annex", "title": "Annex A"}, {"ref": "careers", "title": "Careers"}]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", "not stated"),
        (None, "not stated"),
        ("2017", "2017"),
        ("2025?", "2025 (inferred)"),
        ("2025-41", "the second half of 2025"),
        ("XXXX-09-27", "27 September (year not given)"),
        ("2026-11-22", "22 November 2026"),
        ("2019/2022", "2019 to 2022"),
        ("2019/..", "2019"),
    ],
)
def test_in_words_says_a_date_or_that_none_is_stated(edtf, words):
    assert in_words(edtf) == words


@pytest.mark.parametrize(
    ("youngest", "oldest", "qualifier", "words"),
    [
        (None, None, "", "not stated"),
        (7, 18, "exactly", "7 to 18 years"),
        (7, 14, "about", "mainly 7 to 14 years"),
        (10, 10, "exactly", "10 years"),
        (16, None, "at_least", "16 years and over"),
        (None, 11, "up_to", "up to 11 years"),
        (9, 11, "estimated", "an estimated 9 to 11 years"),
    ],
)
def test_ages_in_words_keeps_the_doubt(youngest, oldest, qualifier, words):
    assert ages_in_words({"from": youngest, "to": oldest, "qualifier": qualifier, "note": ""}) == words


def test_ages_in_words_of_nothing_is_not_stated():
    assert ages_in_words(None) == "not stated"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https:// a", ""),
        (" https://a.example", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_web_address_lets_only_the_web_through(url, linked):
    assert web_address(url) == linked


def test_a_source_is_named_and_numbered_by_its_place_in_the_list():
    assert [(title_of(ref, SOURCES), number_in(ref, SOURCES)) for ref in ("annex", "careers", "lost")] == [
        ("Annex A", 1),
        ("Careers", 2),
        ("lost", ""),
    ]


@pytest.mark.parametrize(
    ("record", "page", "data"),
    [
        ({"kind": "programme", "ref": "a"}, "/programmes/a/", "/api/v1/programmes/a/"),
        ({"kind": "organisation", "ref": "a"}, "/organisations/a/", "/api/v1/organisations/a/"),
        ({"kind": "brief", "ref": "a"}, "/context/a/", "/api/v1/briefs/a/"),
        ({"kind": "source", "ref": "a"}, "/sources/a/", "/api/v1/sources/a/"),
    ],
)
def test_a_record_has_its_page_and_its_data(record, page, data):
    assert (page_of(record), json_of(record)) == (page, data)


def test_a_word_of_a_vocabulary_has_no_page():
    assert page_of({"kind": "term", "ref": "region/north-east"}) == ""


def test_a_figure_is_found_on_its_records_page():
    assert figure_page("brief/vision/jobs") == "/context/vision/#figure-jobs"


def test_thousands_are_separated():
    assert [thousands(number) for number in (0, 999, 16500)] == ["0", "999", "16,500"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-22", "on the day of"),
        ("2026-11-21", "1 day before"),
        ("2026-10-23", "30 days before"),
        ("2026-10-22", "1 month before"),
        ("2025-12-23", "10 months before"),
        ("2025-11-22", "1 year before"),
        ("2020-01-31", "6 years before"),
    ],
)
def test_the_age_of_a_fact_is_told_in_its_largest_unit(day, words):
    assert age_in_words(date.fromisoformat(day), date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("", "Not yet checked against a held text of the source"),
        ("no_text_held", "Not yet checked against a held text of the source"),
        ("period_in_doubt", "Found in the source; words near them suggest another period"),
        ("other_qualifier", "Found in the source, with another word of doubt"),
    ],
)
def test_what_the_check_found_is_told_in_words(result, words):
    assert check_in_words(result) == words
