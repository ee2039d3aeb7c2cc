"""The evidence check: the real documents verified figure by figure, and each planted mistake found for what it is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.evidence.checking import Checked, Claim, Result, check, normalise, paragraphs
from lifesci.evidence.parsing import parse

SEEDS = {path.stem[:3]: path for path in (Path(__file__).parents[2].parent / "shared" / "seeds").glob("*.txt")}
needs_seeds = pytest.mark.skipif(not SEEDS, reason="the source documents are not beside the project")


def claim(place, stated_as, value, **parts):
    return Claim(place=place, stated_as=stated_as, value=value, **parts)


def figure(place, stated_as, value, qualifier="exactly", period="format", start="", counts="people", high=None):
    return claim(
        place,
        stated_as,
        value,
        value_high=high,
        qualifier=qualifier,
        period_kind=period,
        period_start=start,
        counts=counts,
    )


REAL = [
    ("000", figure(5, "over £50 billion", "50000000000", "more_than", "at_date", counts="money")),
    ("000", figure(5, "nearly 5,000 companies", 5000, "nearly", "at_date", counts="organisations")),
    ("000", figure(5, "an estimated 175,000 people", 175000, "estimated", "at_date")),
    ("000", figure(11, "100,000 whole genomes", 100000, "exactly", "planned", counts="other")),
    ("000", figure(14, "2 ministerial groups", 2, "exactly", "at_date", counts="organisations")),
    ("001", figure(9, "around £30 billion each year", "30000000000", "about", "per_year", counts="money")),
    ("001", figure(10, "decreased by 29%", 29, "exactly", "in_period", "2009", counts="share")),
    ("001", figure(10, "around 7,000 jobs have been lost", 7000, "about", "cumulative", "2009", counts="posts")),
    ("001", figure(11, "98th place", 98, "exactly", "at_date", counts="rank")),
    ("001", figure(14, "Over 6 months", 6, "exactly", "planned", counts="other")),
    ("002", figure(5, "over 1,200 Life Sciences businesses", 1200, "more_than", "at_date", counts="organisations")),
    ("002", figure(5, "over 33,000", "33000.0000", "more_than", "at_date", counts="posts")),
    ("002", figure(5, "seven of which have medical schools", 7, "exactly", "at_date", counts="organisations")),
    ("002", figure(10, "eight healthcare missions", 8, "exactly", "format", counts="other")),
    ("003", figure(8, "around 120 countries", 120, "about", "at_date", counts="other")),
    ("003", figure(8, "over 100,000 employees globally", 100000, "more_than", "at_date")),
    ("003", figure(8, "close to 3,000", 3000, "nearly", "at_date")),
    ("003", figure(10, "30–45 minutes", 30, "exactly", "format", counts="format", high=45)),
    ("003", figure(10, "30-45 minutes", 30, "exactly", "format", counts="format", high=45)),
    ("003", figure(11, "around 150 employees", 150, "about", "at_date")),
    ("003", figure(12, "Around 50% of Regulatory employees", 50, "about", "at_date", counts="share")),
    ("003", figure(12, "four or more hours per week", 4, "at_least", "format", counts="hours")),
    ("003", figure(15, "2,275 learners", 2275, "exactly", "cumulative")),
    ("003", figure(15, "51% female", 51, "exactly", "cumulative", counts="share")),
    ("003", figure(15, "40% BAME.", 40, "exactly", "cumulative", counts="share")),
    ("003", figure(16, "four apprenticeship pathways", 4, "exactly", "cumulative", counts="other")),
    ("003", figure(19, "more than 500 students", 500, "more_than", "cumulative", "2022")),
    ("003", figure(19, "over 400 hours of work experience", 400, "more_than", "cumulative", "2022", "hours")),
    ("003", figure(27, "Each year hundreds of school children", None, "hundreds", "per_year")),
    ("003", figure(27, "7-14-year-olds", 7, "exactly", "format", counts="format", high=14)),
    ("003", figure(29, "100 schools", 100, "exactly", "cumulative", counts="schools")),
    ("003", figure(30, "Reaching over 1,000 students each year", 1000, "more_than", "per_year")),
    ("003", figure(46, "almost 8,000 people", 8000, "nearly", "at_date")),
    ("003", figure(46, "over half of those employed", 50, "more_than", "at_date", counts="share")),
    ("003", figure(49, "250,000 visitors in 2025", 250000, "exactly", "in_period", "2025", "attendances")),
    ("003", figure(50, "nearly 300 students annually", 300, "nearly", "per_year")),
    ("003", figure(51, "supported 84 events", 84, "exactly", "in_period", counts="events")),
    ("003", figure(51, "10 primary schools last year", 10, "exactly", "in_period", "2025?", "schools")),
    ("003", figure(51, "69 schools", 69, "exactly", "cumulative", counts="schools")),
    ("003", figure(51, "an estimated 5,000", 5000, "estimated", "cumulative")),
    ("003", figure(51, "an estimated 8,000 attendees", 8000, "estimated", "one_off", counts="attendances")),
    ("003", figure(53, "nearly £18.5 million", "18500000.0000", "nearly", "in_period", "2022", "money")),
    ("003", figure(53, "253 early-stage collaborations", 253, "exactly", "in_period", "2022", "other")),
    ("003", figure(53, "approximately £250 million", "250000000", "about", "cumulative", "2004", "money")),
    ("003", figure(54, "nine UK universities", 9, "exactly", "at_date", counts="organisations")),
    ("003", figure(54, "19 apprenticeships", 19, "exactly", "at_date", counts="posts")),
    ("003", figure(54, "nearly 200 PhD students", 200, "nearly", "cumulative", "2004")),
    ("003", figure(54, "at least six months", 6, "at_least", "format", counts="format")),
    ("003", figure(60, "Around 87,000 people", 87000, "about", "at_date")),
    ("003", figure(60, "approximately 29% of adults", 29, "about", "unknown", counts="share")),
    ("003", figure(60, "rising to 66%", 66, "exactly", "unknown", counts="share")),
    ("003", figure(60, "£22.7 billion a year", "22700000000", "estimated", "per_year", counts="money")),
    ("003", figure(61, "around 50,000 vacancies", 50000, "about", "at_date", counts="posts")),
    ("003", figure(62, "around £8 billion annually", "8000000000", "about", "per_year", counts="money")),
    ("003", figure(65, "up to 52 weeks", 52, "up_to", "format", counts="format")),
    ("003", figure(78, "aged 7–18", 7, "exactly", "format", counts="format", high=18)),
    ("003", figure(82, "more than 16,500 students", 16500, "more_than", "cumulative", "2017")),
    ("003", figure(82, "an average of four hours", 4, "average", "format", counts="hours")),
    ("003", figure(96, "more than 146 apprenticeships", 146, "more_than", "at_date", counts="posts")),
    ("003", figure(96, "approximately 250 Industrial Placement students", 250, "about", "per_year", counts="posts")),
    ("003", figure(96, "20 graduates annually", 20, "exactly", "per_year", counts="posts")),
    ("003", figure(97, "approximately 20 UK university students", 20, "about", "per_year")),
    ("003", figure(97, "163 students", 163, "exactly", "cumulative", "2019")),
    ("003", figure(97, "325 GSK volunteers", 325, "exactly", "cumulative", "2019")),
    ("003", figure(97, "Eight participants", 8, "exactly", "cumulative", "2019")),
]


@needs_seeds
@pytest.mark.parametrize(("seed", "item"), REAL, ids=lambda value: getattr(value, "stated_as", value))
def test_check_of_a_real_figure_is_verified(seed, item):
    checked = check(item, paragraphs(SEEDS[seed].read_text(encoding="utf-8")))
    assert (checked.result, checked.place) == (Result.VERIFIED, item.place), checked.explanation


@needs_seeds
@pytest.mark.parametrize(("seed", "item"), REAL, ids=lambda value: getattr(value, "stated_as", value))
def test_check_of_a_real_figure_with_a_mistake_finds_it(seed, item):
    texts = paragraphs(SEEDS[seed].read_text(encoding="utf-8"))
    other_value = replace(item, value=1_000_003, value_high=None, qualifier="exactly")
    other_qualifier = replace(item, qualifier="average" if item.qualifier != "average" else "exactly")
    assert check(other_value, texts).result is Result.OTHER_VALUE
    if item.value is not None:
        assert check(other_qualifier, texts).result is Result.OTHER_QUALIFIER
    assert check(replace(item, stated_as=f"about {item.stated_as} in all"), texts).result is Result.NOT_FOUND
    assert check(replace(item, place=len(texts)), texts).result is Result.NOT_FOUND
    assert check(item, []).result is Result.NO_TEXT_HELD


OTHER_PERIODS = [
    ("001", figure(9, "around £30 billion each year", "30000000000", "about", "cumulative", counts="money")),
    ("000", figure(11, "100,000 whole genomes", 100000, "exactly", "per_year", counts="other")),
    ("003", figure(15, "2,275 learners", 2275, "exactly", "per_year")),
    ("003", figure(19, "over 400 hours of work experience", 400, "more_than", "per_year", "", "hours")),
    ("003", figure(27, "hundreds of school children", None, "hundreds", "cumulative")),
    ("003", figure(49, "250,000 visitors in 2025", 250000, "exactly", "per_year", "", "attendances")),
    ("003", figure(49, "250,000 visitors", 250000, "exactly", "in_period", "2024", "attendances")),
    ("003", figure(50, "nearly 300 students", 300, "nearly", "cumulative")),
    ("003", figure(51, "10 primary schools", 10, "exactly", "cumulative", "", "schools")),
    ("003", figure(60, "Around 87,000 people", 87000, "about", "per_year")),
    ("003", figure(82, "more than 16,500 students", 16500, "more_than", "per_year")),
    ("003", figure(97, "163 students", 163, "exactly", "cumulative", "2017")),
    ("003", figure(97, "163 students", 163, "exactly", "unknown")),
]


@needs_seeds
@pytest.mark.parametrize(("seed", "item"), OTHER_PERIODS, ids=lambda value: getattr(value, "stated_as", value))
def test_check_of_a_real_figure_with_another_period_is_in_doubt(seed, item):
    checked = check(item, paragraphs(SEEDS[seed].read_text(encoding="utf-8")))
    assert (checked.result, checked.place) == (Result.PERIOD_IN_DOUBT, item.place), checked.explanation


TEXT = """The lab opened in 2017 and has welcomed more than 16,500 pupils since 2019.¹¹

  Each year, nearly 40 students¹ attend; the scheme “reaches” 51% of girls, and up to 3 vacancies¹⁴ stay open.
Staff of nine universities met over 6 months. Visitors doubled in 2024. Sessions last 30–45 minutes.
The ministry estimates that it costs £22.7 billion a year. We ran *many* events across the county last autumn.
"""
TEXTS = paragraphs(TEXT)
PUPILS = claim(1, "more than 16,500 pupils", 16500, qualifier="more_than", period_kind="cumulative", counts="people")


def test_paragraphs_are_the_lines_that_are_not_blank():
    assert [text[:9] for text in TEXTS] == ["The lab o", "  Each ye", "Staff of ", "The minis"]
    assert paragraphs("\n \t\n") == []


@pytest.mark.parametrize(
    ("item", "result", "explanation"),
    [
        (PUPILS, "verified", "Paragraph 1 says “more than 16,500”, as the figure does."),
        (replace(PUPILS, place=None), "verified", "Paragraph 1 says “more than 16,500”, as the figure does."),
        (
            replace(PUPILS, place=2),
            "not_found",
            "The words “more than 16,500 pupils” do not stand in paragraph 2; they stand in paragraph 1.",
        ),
        (
            replace(PUPILS, stated_as="more than 16,500 girls"),
            "not_found",
            "The words “more than 16,500 girls” do not stand in paragraph 1.",
        ),
        (
            replace(PUPILS, place=9),
            "not_found",
            "The words “more than 16,500 pupils” do not stand in paragraph 9, for the text ends with paragraph 4; "
            "they stand in paragraph 1.",
        ),
        (
            replace(PUPILS, place=0),
            "not_found",
            "The words “more than 16,500 pupils” do not stand in paragraph 0, for the text ends with paragraph 4; "
            "they stand in paragraph 1.",
        ),
        (
            replace(PUPILS, stated_as="16,500 girls", place=None),
            "not_found",
            "The words “16,500 girls” do not stand in the text.",
        ),
        (replace(PUPILS, stated_as=" "), "not_found", "The figure quotes no words of the source."),
        (replace(PUPILS, stated_as="500 pupils"), "not_found", "The words “500 pupils” do not stand in paragraph 1."),
        (replace(PUPILS, stated_as="than 16"), "not_found", "The words “than 16” do not stand in paragraph 1."),
        (
            replace(PUPILS, stated_as="16,500 pupil"),
            "not_found",
            "The words “16,500 pupil” do not stand in paragraph 1.",
        ),
        (
            replace(PUPILS, value=15600),
            "other_value",
            "Paragraph 1 states “16,500”; the figure says 15,600.",
        ),
        (
            replace(PUPILS, value_high=17000),
            "other_value",
            "Paragraph 1 states “16,500”; the figure says 16,500 to 17,000.",
        ),
        (
            replace(PUPILS, stated_as="has welcomed"),
            "other_value",
            "Paragraph 1 states no number in these words; the figure says 16,500.",
        ),
        (replace(PUPILS, counts="share"), "other_value", "Paragraph 1 states “16,500”; the figure says 16,500%."),
        (
            replace(PUPILS, qualifier="exactly"),
            "other_qualifier",
            "Paragraph 1 says “more than 16,500” (more than); the figure says exactly.",
        ),
        (
            replace(PUPILS, stated_as="16,500 pupils", qualifier="exactly"),
            "other_qualifier",
            "Paragraph 1 says “more than 16,500” (more than); the figure says exactly.",
        ),
        (
            replace(PUPILS, period_kind="per_year"),
            "period_in_doubt",
            "Paragraph 1 says “since 2019” near these words; the figure’s period is per year.",
        ),
        (
            replace(PUPILS, period_start="2017"),
            "period_in_doubt",
            "Paragraph 1 says “since 2019” near these words; the figure’s period is 2017.",
        ),
        (
            replace(PUPILS, period_kind="unknown"),
            "period_in_doubt",
            "Paragraph 1 says “since 2019” near these words; the figure’s period is unknown.",
        ),
        (replace(PUPILS, period_start="2019?"), "verified", "Paragraph 1 says “more than 16,500”, as the figure does."),
    ],
)
def test_check_of_a_claim_gives_result_and_reason(item, result, explanation):
    place = 1 if result not in ("not_found", "no_text_held") else None
    assert check(item, TEXTS) == Checked(Result(result), explanation, place)


@pytest.mark.parametrize(
    ("item", "result"),
    [
        (claim(2, "nearly 40 students", 40, qualifier="nearly", period_kind="per_year"), "verified"),
        (claim(2, "nearly 40 students", 40, qualifier="nearly", period_kind="cumulative"), "period_in_doubt"),
        (claim(2, "nearly 40 students", 401, qualifier="nearly", period_kind="per_year"), "other_value"),
        (claim(2, 'the scheme "reaches" 51% of girls', 51, period_kind="per_year", counts="share"), "verified"),
        (claim(2, "51% of girls", 51, period_kind="per_year", counts="people"), "other_value"),
        (claim(2, "up to 3 vacancies stay", 3, qualifier="up_to", period_kind="per_year"), "verified"),
        (claim(2, "vacancies", 14, period_kind="per_year"), "other_value"),
        (claim(3, "nine universities", 9), "verified"),
        (claim(3, "over 6 months", 6), "verified"),
        (claim(3, "over 6 months", 6, qualifier="more_than"), "other_qualifier"),
        (claim(3, "Visitors doubled", 2, period_kind="in_period", period_start="2024"), "verified"),
        (claim(3, "Visitors doubled", 2, period_kind="in_period", period_start="2023"), "period_in_doubt"),
        (claim(3, "30-45 minutes", 30, value_high=45), "verified"),
        (claim(3, "30-45 minutes", 30), "other_value"),
        (claim(3, "30", 30), "not_found"),
        (claim(4, "costs £22.7 billion", 22_700_000_000, qualifier="estimated", period_kind="per_year"), "verified"),
        (claim(4, "costs £22.7 billion", 22_700_000_000, period_kind="per_year"), "other_qualifier"),
        (claim(4, "We ran many events", None), "verified"),
        (claim(1, "16,500 pupils", None, period_kind="cumulative"), "other_value"),
        (claim(1, "16,500 pupils", None, qualifier="hundreds", period_kind="cumulative"), "other_value"),
    ],
)
def test_check_of_kinds_of_words_gives_the_result(item, result):
    assert check(item, TEXTS).result == result


def test_check_without_a_text_says_so():
    assert check(PUPILS, []) == Checked(Result.NO_TEXT_HELD, "The register holds no text of this source.", None)


def test_check_of_words_that_stand_twice_takes_the_better():
    texts = ["We met 40 people. Later we met 40 people each year."]
    assert check(claim(1, "40 people", 40, period_kind="per_year"), texts).result is Result.VERIFIED
    assert check(claim(1, "met 40 people each", 40, period_kind="cumulative"), texts).result is Result.PERIOD_IN_DOUBT


def test_check_of_pages_says_page_and_reads_over_line_breaks():
    pages = ["Front page", "The fund gave nearly £18.5 mil-\nlion in 253 early-\nstage\nprojects"]
    item = claim(2, "nearly £18.5 million", 18_500_000, qualifier="nearly")
    assert check(item, pages, unit="page") == Checked(
        Result.VERIFIED, "Page 2 says “nearly £18.5 million”, as the figure does.", 2
    )
    assert check(claim(2, "253 early-stage projects", 253), pages, unit="page").result is Result.VERIFIED


@pytest.mark.parametrize(
    ("value", "counts", "result"),
    [
        ("33", "share", "verified"),
        ("33.3", "share", "verified"),
        ("33.3300", "share", "verified"),
        ("34", "share", "other_value"),
        ("33.4", "share", "other_value"),
        ("33", "people", "other_value"),
    ],
)
def test_check_of_a_part_in_words_goes_as_far_as_the_figure(value, counts, result):
    item = claim(1, "a third of pupils", value, counts=counts, period_kind="format")
    assert check(item, ["It reaches a third of pupils."]).result == result


def test_check_of_half_an_hour_is_half_an_hour():
    assert check(claim(1, "half an hour", "0.5", counts="hours"), ["It took half an hour."]).result is Result.VERIFIED


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\u00a0 b\t\n c ", "a b c"),
        ("‘it’s’ “so”", "'it's' \"so\""),
        ("7–14 and 7‑14 — so", "7-14 and 7-14 - so"),
        ("ﬁve oﬃces", "five offices"),
        ("**Work** for *all* and __more__ of snake_case_words", "Work for all and more of snake_case_words"),
        ("[Careers](#), \\(thousands\\)", "Careers, (thousands)"),
        ("2,275¹ learners.⁴ Programme⁶", "2,275 learners. Programme"),
        ("16\u202f500 vis\u00adits\u200b", "16,500 visits"),
        ("cafe\u0301", "café"),
    ],
)
def test_normalise_leaves_one_form_of_each(text, plain):
    assert normalise(text) == plain
    assert normalise(plain) == plain


@given(st.text(max_size=80), st.text(max_size=12))
def test_check_of_any_text_gives_a_result_and_a_sentence(text, stated_as):
    checked = check(claim(1, stated_as, 3), [text])
    assert checked.explanation.endswith(".")
    if checked.result is Result.VERIFIED:
        assert any(item.value == 3 for item in parse(normalise(text)))
