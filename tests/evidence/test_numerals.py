"""Every number of a text: its form, value and place, and that none is missed, in invented and in real texts."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lifesci.evidence.numerals import numbers_in

SEEDS = sorted((Path(__file__).parents[2].parent / "shared" / "seeds").glob("*.txt"))


def read(text):
    """(kind, text, value or (low, high)) of each token, values as text."""
    return [
        (
            number.kind.value,
            number.text,
            None
            if number.value is None
            else f"{number.value:f}"
            if number.value_high is None
            else (f"{number.value:f}", f"{number.value_high:f}"),
        )
        for number in numbers_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("16,500 students", [("integer", "16,500", "16500")]),
        ("16500 students", [("integer", "16500", "16500")]),
        ("an average of 4.5 hours", [("decimal", "4.5", "4.5")]),
        ("in 10,11 and 1,234,567.", [("integer", s, s.replace(",", "")) for s in ("10", "11", "1,234,567")]),
        ("16\u202f500 visits", [("integer", "16\u202f500", "16500")]),
        ("1.2 million people", [("decimal", "1.2 million", "1200000")]),
        ("10k followers", [("integer", "10k", "10000")]),
        ("£22.7 billion a year", [("money", "£22.7 billion", "22700000000")]),
        ("£18.5m", [("money", "£18.5m", "18500000")]),
        ("£ 12.50 or 40 pounds", [("money", "£ 12.50", "12.5"), ("money", "40 pounds", "40")]),
        ("$3bn", [("money", "$3bn", "3000000000")]),
        ("2.4m people", [("decimal", "2.4m", "2400000")]),
        ("16-to-18-year-olds", [("range", "16-to-18", ("16", "18"))]),
        ("a 10m pool", [("integer", "10", "10")]),
        ("29% and 66 per cent", [("percent", "29%", "29"), ("percent", "66 per cent", "66")]),
        ("fifty per cent", [("percent", "fifty per cent", "50")]),
        ("30–45 minutes", [("range", "30–45", ("30", "45"))]),
        ("mainly 7-14-year-olds", [("range", "7-14", ("7", "14"))]),
        (
            "5,000 10–11-year-old pupils",
            [("integer", "5,000", "5000"), ("range", "10–11", ("10", "11"))],
        ),
        ("3 to 5 years", [("range", "3 to 5", ("3", "5"))]),
        ("between 20 and 30", [("range", "20 and 30", ("20", "30"))]),
        ("from 20 to 30", [("integer", "20", "20"), ("integer", "30", "30")]),
        ("10–15%", [("range", "10–15%", ("10", "15"))]),
        ("£3–5 million", [("range", "£3–5 million", ("3000000", "5000000"))]),
        ("£10 million to £15 million", [("range", "£10 million to £15 million", ("10000000", "15000000"))]),
        ("£10 to 100 schools", [("money", "£10", "10"), ("integer", "100", "100")]),
        ("won 7-0", [("integer", "7", "7"), ("integer", "0", "0")]),
        ("nine UK universities", [("word", "nine", "9")]),
        ("Eight of a hundred", [("word", "Eight", "8"), ("word", "a hundred", "100")]),
        ("two hundred and fifty-one", [("word", "two hundred and fifty-one", "251")]),
        ("one thousand two hundred", [("word", "one thousand two hundred", "1200")]),
        (
            "half a million, two and a half years",
            [("word", "half a million", "500000"), ("word", "two and a half", "2.5")],
        ),
        ("a dozen, two dozen", [("word", "a dozen", "12"), ("word", "two dozen", "24")]),
        ("three-day and six months", [("word", "three", "3"), ("word", "six", "6")]),
        ("sixteen", [("word", "sixteen", "16")]),
        ("4th to 98th place", [("ordinal", "4th", "4"), ("ordinal", "98th", "98")]),
        ("its ninth or twenty-first year", [("ordinal", "ninth", "9"), ("ordinal", "twenty-first", "21")]),
        ("second-largest, first-hand", [("ordinal", "second", "2"), ("ordinal", "first", "1")]),
        ("four-fifths, over half", [("fraction", "four-fifths", "80"), ("fraction", "half", "50")]),
        ("a third of them, over a third", [("fraction", "a third", "33.33"), ("fraction", "a third", "33.33")]),
        ("a third school", [("ordinal", "third", "3")]),
        ("nine out of ten, 1 in 4", [("fraction", "nine out of ten", "90"), ("fraction", "1 in 4", "25")]),
        ("½ an hour, 2½ days", [("fraction", "½", "50"), ("decimal", "2½", "2.5")]),
        ("doubled, twice", [("multiple", "doubled", "2"), ("multiple", "twice", "2")]),
        ("hundreds of pupils", [("vague", "hundreds", None)]),
        (r"\(thousands\), several hundred", [("vague", "thousands", None), ("vague", "several hundred", None)]),
        ("in 2022 Bayer launched", [("year", "2022", "2022")]),
        ("statements, 2026", [("year", "2026", "2026")]),
        ("statements, 2925", [("integer", "2925", "2925")]),
        ("2000 students", [("integer", "2000", "2000")]),
        ("more than 2000.", [("integer", "2000", "2000")]),
        ("2017–2019, 2019/20", [("year", "2017–2019", ("2017", "2019")), ("year", "2019/20", ("2019", "2020"))]),
        ("the 1990s", [("year", "1990s", "1990")]),
        ("On 27 September 2023", [("date", "27", "27"), ("year", "2023", "2023")]),
        ("2024-03-15", [("date", "2024-03-15", None)]),
        ("the W5 centre", [("label", "W5", None)]),
        ("employees,¹ in the UK.²", [("footnote", "¹", None), ("footnote", "²", None)]),
        ("vacancies¹⁴ and nine¹¹", [("footnote", "¹⁴", None), ("word", "nine", "9"), ("footnote", "¹¹", None)]),
        ("someone often weighs a tonne; another atonement", []),
    ],
)
def test_numbers_in_text_are_its_tokens(text, tokens):
    assert read(text) == tokens


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789,.-–%£ ¹²onetwhalf")), max_size=60))
@example("ſix K one İ 5")
@example("one in zero, 0 out of 0")
@example("1 to 2 to 3-4 – 5")
def test_numbers_in_any_text_leave_no_digit_and_never_overlap(text):
    numbers = numbers_in(text)
    covered = [place for number in numbers for place in range(number.start, number.end)]
    assert covered == sorted(set(covered))
    assert [number.text for number in numbers] == [text[number.start : number.end] for number in numbers]
    digits = {place for place, letter in enumerate(text) if letter in "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"}
    assert digits <= set(covered)


@given(st.integers(min_value=0, max_value=10**13))
def test_numbers_in_thousands_separated_digits_have_their_value(value):
    assert [(number.value, number.text) for number in numbers_in(f"some {value:,} of them")] == [(value, f"{value:,}")]


NUMBER_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?|millions?|billions?"
    r"|half|quarter|first|second|third|fourth|fifth|ninth|tenth|twice|once|doubled?)\b",
    re.IGNORECASE,
)


@pytest.mark.skipif(not SEEDS, reason="the source documents are not beside the project")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_numbers_in_a_source_document_leave_no_digit_and_no_number_word(seed):
    text = seed.read_text(encoding="utf-8")
    covered = {place for number in numbers_in(text) for place in range(number.start, number.end)}
    digits = {match.start() for match in re.finditer("[0-9⁰¹²³⁴-⁹]", text)}
    words = {place for match in NUMBER_WORDS.finditer(text) for place in range(*match.span())}
    assert len(digits) > 10
    assert digits | words <= covered


@pytest.mark.skipif(not SEEDS, reason="the source documents are not beside the project")
def test_numbers_in_the_source_documents_are_these_many_of_each_kind():
    kinds = [number.kind.value for seed in SEEDS for number in numbers_in(seed.read_text(encoding="utf-8"))]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == KINDS_IN_THE_SOURCES


KINDS_IN_THE_SOURCES = {
    "date": 2,
    "footnote": 34,
    "fraction": 2,
    "integer": 63,
    "label": 2,
    "money": 6,
    "ordinal": 9,
    "percent": 6,
    "range": 7,
    "vague": 3,
    "word": 23,
    "year": 27,
}


def test_numbers_in_money_keep_their_sign():
    assert [(number.sign, number.value) for number in numbers_in("£5, 40%, 3, half")] == [
        ("£", Decimal(5)),
        ("%", Decimal(40)),
        ("", Decimal(3)),
        ("%", Decimal(50)),
    ]
