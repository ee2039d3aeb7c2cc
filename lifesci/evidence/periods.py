"""Words of time: how the register says a period and an EDTF date, and which kinds a source's own words allow. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum


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
# Months 21 to 41 of EDTF: seasons, quarters, thirds and halves of a year.
_PARTS = {
    **{f"{21 + 4 * half + i}": season for half in (0, 1, 2) for i, season in enumerate(("spring", "summer", "autumn"))},
    **{f"{24 + 4 * half}": "winter" for half in (0, 1, 2)},
    **{f"{33 + i}": f"the {nth} quarter of" for i, nth in enumerate(("first", "second", "third", "fourth"))},
    **{f"{37 + i}": f"the {nth} four months of" for i, nth in enumerate(("first", "second", "last"))},
    **{f"{40 + i}": f"the {nth} half of" for i, nth in enumerate(("first", "second"))},
}
_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<doubt>[?~%]?)")
_DOUBTS = {"": "{}", "?": "{} (inferred)", "~": "about {}", "%": "about {} (inferred)"}
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
        words = f"{_PARTS[month]} {year}"
    elif not month.isdigit() or not 1 <= int(month) <= 12:
        return edtf
    else:
        words = _month_in_words(year, MONTHS[int(month) - 1], day)
    return _DOUBTS[doubt].format(words)


def _year_in_words(year: str) -> str:
    if year.endswith("XX"):
        return "a year not given" if year == "XXXX" else f"the {year[:2]}00s"
    return f"the {year[:3]}0s" if year.endswith("X") else year


def _month_in_words(year: str, month: str, day: str) -> str:
    words = f"{int(day)} {month}" if day.isdigit() else month
    return f"{words} (year not given)" if "X" in year else f"{words} {year}"


def when(edtf: str) -> str:
    """A date with its preposition: "in 2025", "on 27 September 2023", "in the second half of 2025"."""
    start, slash, end = edtf.partition("/")
    if slash:
        return _between(start, end)
    match = _DATE.fullmatch(edtf)
    on_a_day = match and (match["day"] or "XX").isdigit()
    return f"{'on' if on_a_day else 'in'} {date_in_words(edtf)}"


def _between(start: str, end: str) -> str:
    if end in _OPEN:
        return f"since {date_in_words(start)}" if start not in _OPEN else ""
    if start in _OPEN:
        return f"by {date_in_words(end)}"
    return when(start) if start == end else f"from {date_in_words(start)} to {date_in_words(end)}"


def tail(kind: str, start: str = "", end: str = "") -> str:
    """The words that follow a figure and say its time: "a year", "in total to date", "since 2019", "in 2025".

    `start` and `end` are EDTF or empty; an interval ("2019/2022") may stand in `start`. Raises ValueError for a kind
    that is not one.
    """
    kind = PeriodKind(kind)
    if not end and "/" in start:
        start, _, end = (part if part not in _OPEN else "" for part in start.partition("/"))
    return _TAILS[kind](start, end)


def _cumulative(start: str, end: str) -> str:
    if start or end:
        return _between(start, end) if start else f"in total {_between(start, end)}"
    return "in total to date"


def _per_year(start: str, end: str) -> str:
    return f"a year {_between(start, end)}".strip()


def _in_period(start: str, end: str) -> str:
    if start and not end:
        return when(start)
    return _between(start, end) or "in a period without dates"


def _at_date(start: str, end: str) -> str:
    date = start or end
    return f"as of {date_in_words(date)}" if date else "when the source was written"


def _one_off(start: str, end: str) -> str:
    time = when(start) if start and not end else _between(start, end)
    return f"on one occasion {time}".strip()


def _planned(start: str, end: str) -> str:
    if start and not end:
        return f"planned for {date_in_words(start)}"
    return f"planned {_between(start, end)}".strip()


_TAILS = {
    PeriodKind.CUMULATIVE: _cumulative,
    PeriodKind.PER_YEAR: _per_year,
    PeriodKind.IN_PERIOD: _in_period,
    PeriodKind.AT_DATE: _at_date,
    PeriodKind.ONE_OFF: _one_off,
    PeriodKind.PLANNED: _planned,
    PeriodKind.FORMAT: lambda start, end: "",
    PeriodKind.UNKNOWN: lambda start, end: "period not stated",
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
