"""Words of time: how the register says a period and an EDTF date, and which kinds a source's own words allow. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lifesci.words import gettext, gettext_noop


class PeriodKind(StrEnum):
    """What stretch of time a figure speaks of."""

    CUMULATIVE = "cumulative"
    PER_YEAR = "per_year"
    IN_PERIOD = "in_period"
    AT_DATE = "at_date"
    ONE_OFF = "one_off"
    PLANNED = "planned"
    FORMAT = "format"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# How a month of each number is said, with its year: 21 to 41 of EDTF are seasons, quarters, thirds and halves.
_SEASONS = (
    *(gettext_noop("spring {year}"), gettext_noop("summer {year}")),
    *(gettext_noop("autumn {year}"), gettext_noop("winter {year}")),
)
_PARTS = {
    **{f"{21 + number}": _SEASONS[number % 4] for number in range(12)},
    "33": gettext_noop("the first quarter of {year}"),
    "34": gettext_noop("the second quarter of {year}"),
    "35": gettext_noop("the third quarter of {year}"),
    "36": gettext_noop("the fourth quarter of {year}"),
    "37": gettext_noop("the first four months of {year}"),
    "38": gettext_noop("the second four months of {year}"),
    "39": gettext_noop("the last four months of {year}"),
    "40": gettext_noop("the first half of {year}"),
    "41": gettext_noop("the second half of {year}"),
}
_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<doubt>[?~%]?)")
_DOUBTS = {
    "": "{date}",
    "?": gettext_noop("{date} (inferred)"),
    "~": gettext_noop("about {date}"),
    "%": gettext_noop("about {date} (inferred)"),
}
_OPEN = ("", "..")


def date_in_words(edtf: str) -> str:
    """An EDTF date as a reader would say it: "27 September 2023", "the second half of 2025", "2017 (inferred)".

    Forms of EDTF that the register does not use come back as they were written.
    """
    match = _DATE.fullmatch(edtf)
    if not match:
        return edtf
    year, month, day, doubt = match["year"], match["month"] or "XX", match["day"] or "XX", match["doubt"]
    if month == "XX":
        words = _year_in_words(year)
    elif month in _PARTS:
        words = gettext(_PARTS[month]).format(year=year)
    elif not month.isdigit() or not 1 <= int(month) <= 12:
        return edtf
    else:
        words = _month_in_words(year, gettext(MONTHS[int(month) - 1]), day)
    return gettext(_DOUBTS[doubt]).format(date=words)


def _year_in_words(year: str) -> str:
    if year == "XXXX":
        return gettext("a year not given")
    if year.endswith("X"):
        return gettext("the {decade}s").format(decade=year.replace("X", "0"))
    return year


def _month_in_words(year: str, month: str, day: str) -> str:
    words = gettext("{day} {month}").format(day=int(day), month=month) if day.isdigit() else month
    if "X" in year:
        return gettext("{date} (year not given)").format(date=words)
    return gettext("{date} {year}").format(date=words, year=year)


def when(edtf: str) -> str:
    """A date with its preposition: "in 2025", "on 27 September 2023", "in the second half of 2025"."""
    start, slash, end = edtf.partition("/")
    if slash:
        return _between(start, end)
    match = _DATE.fullmatch(edtf)
    on_a_day = match and (match["day"] or "XX").isdigit()
    return (gettext("on {date}") if on_a_day else gettext("in {date}")).format(date=date_in_words(edtf))


def _between(start: str, end: str) -> str:
    if start in _OPEN and end in _OPEN:
        return ""
    if start == end:
        return when(start)
    words = gettext("from {start} to {end}")
    if end in _OPEN:
        words = gettext("since {start}")
    elif start in _OPEN:
        words = gettext("by {end}")
    return words.format(start=date_in_words(start), end=date_in_words(end))


class Tail(NamedTuple):
    """The words of time that follow a figure; those that stand apart from it come after a comma."""

    words: str
    stands_apart: bool = False


def tail(kind: str, start: str = "", end: str = "") -> Tail:
    """The words that follow a figure and say its time: "a year", "in total to date", "since 2019", "in 2025".

    `start` and `end` are EDTF or empty; an interval ("2019/2022") may stand in `start`. Raises ValueError for a kind
    that is not one.
    """
    kind = PeriodKind(kind)
    if not end and "/" in start:
        start, _, end = (part if part not in _OPEN else "" for part in start.partition("/"))
    return _TAILS[kind](start, end)


def _cumulative(start: str, end: str) -> Tail:
    if start:
        return Tail(_between(start, end))
    words = gettext("in total {period}") if end else gettext("in total to date")
    return Tail(words.format(period=_between(start, end)), True)


def _per_year(start: str, end: str) -> Tail:
    period = _between(start, end)
    return Tail(gettext("a year {period}").format(period=period) if period else gettext("a year"))


def _in_period(start: str, end: str) -> Tail:
    words = when(start) if start and not end else _between(start, end)
    return Tail(words) if words else Tail(gettext("in a period without dates"), True)


def _at_date(start: str, end: str) -> Tail:
    date = start or end
    if date:
        return Tail(gettext("as of {date}").format(date=date_in_words(date)))
    return Tail(gettext("when the source was written"), True)


def _one_off(start: str, end: str) -> Tail:
    time = when(start) if start and not end else _between(start, end)
    return Tail(gettext("on one occasion {period}").format(period=time) if time else gettext("on one occasion"), True)


def _planned(start: str, end: str) -> Tail:
    if start and not end:
        return Tail(gettext("planned for {date}").format(date=date_in_words(start)), True)
    period = _between(start, end)
    return Tail(gettext("planned {period}").format(period=period) if period else gettext("planned"), True)


def _unknown(start: str, end: str) -> Tail:
    return Tail(gettext("period not stated"), True)


_TAILS = {
    PeriodKind.CUMULATIVE: _cumulative,
    PeriodKind.PER_YEAR: _per_year,
    PeriodKind.IN_PERIOD: _in_period,
    PeriodKind.AT_DATE: _at_date,
    PeriodKind.ONE_OFF: _one_off,
    PeriodKind.PLANNED: _planned,
    PeriodKind.FORMAT: lambda start, end: Tail(""),
    PeriodKind.UNKNOWN: _unknown,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of time found in a text, the kinds of period they allow, and the year they name, if any."""

    text: str
    start: int
    allows: frozenset[PeriodKind]
    year: str = ""


_K = PeriodKind
_DATED = (_K.IN_PERIOD, _K.ONE_OFF, _K.AT_DATE)
_YEAR_IN = (
    r"(?:in|during|throughout)\s+(?:the\s+)?(?:(?:early|late|first|second)\s+)?(?:half\s+of\s+)?"
    rf"(?:(?:{'|'.join(MONTHS)}|spring|summer|autumn|winter)\s+)?(?P<year>(?:19|20)[0-9][0-9])\b"
)
_CUES = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE), frozenset(allows))
    for pattern, allows in (
        (
            r"(?:each|every|per|a)\s+(?:calendar\s+|academic\s+|school\s+)?(?-i:year)(?!\s+(?:on|ago|later|old|earlier|groups?)\b)"
            r"|per\s+annum|p\.a\.|annually|yearly",
            (_K.PER_YEAR,),
        ),
        (r"annual", (_K.PER_YEAR, _K.IN_PERIOD, _K.ONE_OFF)),
        (r"since(?:\D{0,24}?\b(?P<year>(?:19|20)[0-9][0-9])\b)?", (_K.CUMULATIVE, _K.IN_PERIOD)),
        (r"to\s+date|so\s+far|in\s+total|ha(?:s|ve)\s+now", (_K.CUMULATIVE,)),
        (r"currently|today|at\s+present|presently|at\s+any\s+(?:one|given)\s+time|as\s+(?:of|at)", (_K.AT_DATE,)),
        (r"(?:last|this)\s+year", _DATED),
        (_YEAR_IN, _DATED),
        (r"over\s+the\s+next|next\s+year|will|aims?\s+to|plans?\s+to|planned|by\s+20[2-9][0-9]", (_K.PLANNED,)),
        (r"(?:each|every|per|a)\s+(?:day|week|fortnight|month|term)", set(_K) - {_K.PER_YEAR}),
    )
)


def cues(text: str) -> tuple[Cue, ...]:
    """The words of period in a text, in their order."""
    found = [
        Cue(match[0], match.start(), allows, match.groupdict().get("year") or "")
        for pattern, allows in _CUES
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.text)))
