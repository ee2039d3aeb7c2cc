"""Figures in the register's words, part by part, and read back from them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.evidence.parsing import parse
from lifesci.evidence.periods import PeriodKind, date_in_words, tail, when
from lifesci.evidence.qualifiers import Counts, MissingReason, NotAFigure, Qualifier
from lifesci.evidence.wording import Phrase, ordinal, phrase

STUDENTS = {"counts": "people", "singular": "student", "plural": "students"}
PUPILS = {"counts": "people", "singular": "pupil", "plural": "pupils"}
MONEY = {"counts": "money"}


@pytest.mark.parametrize(
    ("value", "parts", "words"),
    [
        ("16500.0000", STUDENTS | {"qualifier": "more_than"}, "more than 16,500 students"),
        (40, STUDENTS | {"qualifier": "nearly", "period_kind": "per_year"}, "nearly 40 students a year"),
        (1, STUDENTS, "1 student"),
        ("1.0000", STUDENTS | {"qualifier": "at_least"}, "at least 1 student"),
        (0, STUDENTS, "0 students"),
        (5, STUDENTS | {"qualifier": "less_than"}, "fewer than 5 students"),
        (62, {"counts": "share", "population": "learners"}, "62% of learners"),
        (
            "51.0000",
            {"counts": "share", "population": "learners", "plural": "are women", "period_kind": "cumulative"},
            "51% of learners are women, in total to date",
        ),
        (10, {"counts": "share", "population": "adults", "qualifier": "less_than"}, "less than 10% of adults"),
        ("2.5", {"counts": "share", "population": "adults", "value_high": 5}, "2.5–5% of adults"),
        (
            2000,
            PUPILS | {"qualifier": "estimated", "period_kind": "cumulative"},
            "an estimated 2,000 pupils, in total to date",
        ),
        ("22700000000", MONEY | {"period_kind": "per_year"}, "£22.7 billion a year"),
        ("18500000", MONEY | {"qualifier": "nearly"}, "nearly £18.5 million"),
        ("250000000", MONEY | {"period_kind": "cumulative", "period_start": "2004"}, "£250 million since 2004"),
        ("1250000", MONEY, "£1.25 million"),
        ("1234567", MONEY, "£1,234,567"),
        ("12.5", MONEY, "£12.50"),
        ("5000000", MONEY | {"qualifier": "less_than"}, "less than £5 million"),
        ("3000000", MONEY | {"value_high": 5000000}, "£3 million to £5 million"),
        ("1200000", STUDENTS, "1.2 million students"),
        (30, {"counts": "format", "plural": "minutes", "value_high": 45}, "30–45 minutes"),
        (45, {"counts": "format", "plural": "minutes", "qualifier": "less_than"}, "less than 45 minutes"),
        (
            9,
            {"counts": "events", "plural": "weekly sessions", "qualifier": "less_than"},
            "fewer than 9 weekly sessions",
        ),
        (4, {"counts": "hours", "plural": "hours", "qualifier": "average"}, "an average of 4 hours"),
        (None, PUPILS | {"qualifier": "hundreds", "period_kind": "per_year"}, "hundreds of pupils a year"),
        (98, {"counts": "rank", "plural": "in the world"}, "98th in the world"),
        (
            8000,
            {"counts": "attendances", "plural": "visits", "period_kind": "one_off", "period_start": "2025?"},
            "8,000 visits, on one occasion in 2025 (inferred)",
        ),
        (
            300,
            STUDENTS | {"qualifier": "up_to", "period_kind": "planned", "period_start": "2030"},
            "up to 300 students, planned for 2030",
        ),
        (19, STUDENTS | {"period_kind": "at_date", "period_start": "2026-05"}, "19 students as of May 2026"),
        (7, STUDENTS | {"period_kind": "unknown"}, "7 students, period not stated"),
        ("50000000000", MONEY | {"period_kind": "unknown"}, "£50 billion (period not stated)"),
        ("50000000000", MONEY | {"period_kind": "cumulative"}, "£50 billion in total to date"),
    ],
)
def test_phrase_of_a_figure_is_the_register_s_words(value, parts, words):
    assert str(phrase(value, **parts)) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not_stated", "not stated: the source gives no number"),
        ("not_yet_collected", "not yet collected: nobody has counted so far"),
        ("withheld", "withheld: the number is known and not published"),
        ("not_applicable", "not applicable: this cannot be counted here"),
        ("illegible", "illegible: the number cannot be read in the source"),
    ],
)
def test_phrase_without_a_value_says_why_and_has_no_numeral(reason, words):
    assert phrase(None, missing_reason=reason, period_kind="per_year", **STUDENTS) == Phrase(lead=words)


def test_phrase_stands_in_parts_that_spaces_join():
    whole = phrase(2000, qualifier="estimated", period_kind="cumulative", **PUPILS)
    assert whole == Phrase("an estimated", "2,000", "pupils,", "in total to date")
    assert whole.core == "an estimated 2,000 pupils"
    assert str(whole) == "an estimated 2,000 pupils, in total to date"


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (None, {}),
        (None, {"qualifier": "hundreds", "missing_reason": "not_stated"}),
        (None, {"value_high": 5, "missing_reason": "not_stated"}),
        (5, {"missing_reason": "withheld"}),
        (500, {"qualifier": "hundreds"}),
        (5, {"value_high": 5}),
        (5, {"value_high": 4}),
        (1.5, {}),
    ],
)
def test_phrase_of_parts_that_do_not_go_together_is_refused(value, parts):
    with pytest.raises(NotAFigure):
        phrase(value, **STUDENTS, **parts)


def test_missing_reasons_each_have_their_words():
    assert {str(phrase(None, missing_reason=reason, **STUDENTS)) for reason in MissingReason} == {
        "not stated: the source gives no number",
        "not yet collected: nobody has counted so far",
        "withheld: the number is known and not published",
        "not applicable: this cannot be counted here",
        "illegible: the number cannot be read in the source",
    }


@pytest.mark.parametrize(
    ("place", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (98, "98th"), (112, "112th")]
)
def test_ordinal_has_its_ending(place, words):
    assert ordinal(place) == words


VALUES = st.one_of(
    st.integers(0, 2100), st.integers(0, 10**13), st.decimals(0, 10**9, places=2), st.decimals(0, 10**4, places=4)
)
DATES = st.sampled_from(["", "2017", "2019?", "2022-07", "2022-07-14", "2025-41", "XXXX-09-27", "201X", "2019/2022"])
STATED = [qualifier for qualifier in Qualifier if qualifier is not Qualifier.HUNDREDS]


@given(
    value=VALUES.map(Decimal),
    higher=st.none() | st.integers(1, 10**6),
    qualifier=st.sampled_from(STATED),
    counts=st.sampled_from([sort for sort in Counts if sort is not Counts.RANK]),
    unit=st.sampled_from([("student", "students"), ("hour", "hours"), ("", ""), ("minute", "minutes")]),
    kind=st.sampled_from(PeriodKind),
    start=DATES,
    end=DATES,
)
def test_parse_of_a_phrase_gives_the_figure_back(value, higher, qualifier, counts, unit, kind, start, end):
    value_high = None if higher is None else value + higher
    words = phrase(
        value,
        value_high=value_high,
        qualifier=qualifier,
        counts=counts,
        singular=unit[0],
        plural=unit[1],
        period_kind=kind,
        period_start=start,
        period_end=end,
        population="learners",
    )
    read = parse(str(words))[0]
    assert (read.value, read.value_high, read.qualifier) == (value, value_high, qualifier)
    assert read.number.sign == {Counts.MONEY: "£", Counts.SHARE: "%"}.get(counts, "")


@given(st.sampled_from(PeriodKind), DATES)
def test_parse_of_hundreds_gives_hundreds_back(kind, start):
    words = phrase(None, qualifier="hundreds", period_kind=kind, period_start=start, **PUPILS)
    assert (parse(str(words))[0].value, parse(str(words))[0].qualifier) == (None, Qualifier.HUNDREDS)


@given(st.integers(1, 10**6), st.sampled_from(STATED))
def test_parse_of_a_rank_gives_the_place_back(place, qualifier):
    read = parse(str(phrase(place, counts="rank", qualifier=qualifier, plural="in the world")))[0]
    assert (read.value, read.qualifier) == (place, qualifier)


@pytest.mark.parametrize("reason", MissingReason)
def test_parse_of_a_missing_figure_states_nothing(reason):
    assert parse(str(phrase(None, missing_reason=reason, **STUDENTS))) == ()


@pytest.mark.parametrize(
    ("edtf", "words", "sentence"),
    [
        ("2017", "2017", "in 2017"),
        ("2025?", "2025 (inferred)", "in 2025 (inferred)"),
        ("2025~", "about 2025", "in about 2025"),
        ("2025%", "about 2025 (inferred)", "in about 2025 (inferred)"),
        ("2022-07", "July 2022", "in July 2022"),
        ("2022-07-XX", "July 2022", "in July 2022"),
        ("2022-07-14", "14 July 2022", "on 14 July 2022"),
        ("XXXX-09-27", "27 September (year not given)", "on 27 September (year not given)"),
        ("201X", "the 2010s", "in the 2010s"),
        ("19XX", "the 1900s", "in the 1900s"),
        ("2025-21", "spring 2025", "in spring 2025"),
        ("2025-24", "winter 2025", "in winter 2025"),
        ("2025-29", "spring 2025", "in spring 2025"),
        ("2025-33", "the first quarter of 2025", "in the first quarter of 2025"),
        ("2025-39", "the last four months of 2025", "in the last four months of 2025"),
        ("2025-41", "the second half of 2025", "in the second half of 2025"),
        ("2025-99", "2025-99", "in 2025-99"),
        ("Y17E7", "Y17E7", "in Y17E7"),
    ],
)
def test_date_in_words_of_each_form(edtf, words, sentence):
    assert date_in_words(edtf) == words
    assert when(edtf) == sentence


@pytest.mark.parametrize(
    ("kind", "start", "end", "words"),
    [
        ("cumulative", "", "", "in total to date"),
        ("cumulative", "2019", "", "since 2019"),
        ("cumulative", "2019", "2022", "from 2019 to 2022"),
        ("cumulative", "", "2022", "in total by 2022"),
        ("cumulative", "2019/..", "", "since 2019"),
        ("per_year", "", "", "a year"),
        ("per_year", "2019", "2022", "a year from 2019 to 2022"),
        ("in_period", "2025", "", "in 2025"),
        ("in_period", "2025", "2025", "in 2025"),
        ("in_period", "2019/2022", "", "from 2019 to 2022"),
        ("in_period", "", "", "in a period without dates"),
        ("at_date", "2023-09-27", "", "as of 27 September 2023"),
        ("at_date", "", "", "when the source was written"),
        ("one_off", "", "", "on one occasion"),
        ("one_off", "2023-09-27", "", "on one occasion on 27 September 2023"),
        ("planned", "", "", "planned"),
        ("planned", "2026", "2030", "planned from 2026 to 2030"),
        ("format", "2026", "", ""),
        ("unknown", "", "", "period not stated"),
    ],
)
def test_tail_of_a_period_is_its_words(kind, start, end, words):
    assert tail(kind, start, end).words == words


def test_tail_of_a_kind_that_is_none_is_refused():
    with pytest.raises(ValueError, match="someday"):
        tail("someday")
