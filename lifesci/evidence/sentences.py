"""A figure typed as a sentence, read into the parts that a form holds: "more than 900 students since 2019". Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lifesci.evidence.parsing import Statement, parse
from lifesci.evidence.periods import PeriodKind, cues
from lifesci.evidence.typed_dates import NotADate, edtf_of

LONGEST = 300
_WORDS_OF_A_DATE = 8
_TIME = re.compile(
    r"\b(?P<word>since|as\s+of|as\s+at|during|throughout|between|from|until|up\s+to|in|on|by)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_BY_WORD = {
    "since": PeriodKind.CUMULATIVE,
    "until": PeriodKind.CUMULATIVE,
    "up to": PeriodKind.CUMULATIVE,
    "as of": PeriodKind.AT_DATE,
    "as at": PeriodKind.AT_DATE,
    "on": PeriodKind.ONE_OFF,
    "by": PeriodKind.PLANNED,
}


class NotRead(ValueError):
    """No figure was read in the sentence; the message says why, as a sentence."""


@dataclass(frozen=True)
class Named:
    """A measure by the words that follow its number; `unit` is GBP for money and % for shares."""

    code: str
    label: str
    singular: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Reading:
    """What was read. What a sentence leaves open is empty, for a curator to fill in."""

    value: Decimal | None
    value_high: Decimal | None
    qualifier: str
    measure: str = ""
    population: str = ""
    period_kind: str = ""
    period_start: str = ""
    period_end: str = ""


def read_figure(sentence: str, measures: Iterable[Named]) -> Reading:
    """The one figure that a sentence states. Raises NotRead where it states none, or several."""
    text = " ".join(sentence.split())
    if len(text) > LONGEST:
        raise NotRead(f"The sentence has more than {LONGEST} characters. Write the figure alone.")
    statements = parse(text)
    if not statements:
        raise NotRead("No number was found in the sentence. Write it like “more than 900 students since 2019”.")
    stated = statements[0]
    measure, population = _measure(text, stated, measures)
    kind, start, end = _period(text[stated.end :])
    if len(statements) > 1 and not kind:
        found = " and ".join(f"“{text[each.start : each.end]}”" for each in statements[:3])
        raise NotRead(f"The sentence states {found}. Write one figure at a time.")
    return Reading(stated.value, stated.value_high, str(stated.qualifier), measure, population, kind, start, end)


def _measure(text: str, stated: Statement, measures: Iterable[Named]) -> tuple[str, str]:
    """The measure whose words follow the number, the longest first, and of a share the whole that it is of."""
    rest = text[stated.end :].lower()
    sign = {"£": "GBP", "%": "%"}.get(stated.number.sign, "")
    named = [
        (words.lower(), each)
        for each in measures
        for words in (each.label, each.singular)
        if words and (each.unit == sign or not sign and each.unit not in ("GBP", "%"))
    ]
    found = [(at, -len(words), words, each.code) for words, each in named if (at := _place(words, rest)) >= 0]
    if not found:
        return "", ""
    at, _, words, code = min(found)
    whole = re.fullmatch(r"\s*of\s+(?:the\s+|all\s+)?(.+?)\s*", rest[:at]) if sign == "%" else None
    return code, whole[1] if whole else ""


def _place(words: str, rest: str) -> int:
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", rest)
    return match.start() if match else -1


def _period(rest: str) -> tuple[str, str, str]:
    """Kind, start and end of the time that the words after a number name."""
    allowed = [cue.allows for cue in cues(rest)]
    word, start, end = _dates(rest)
    if frozenset({PeriodKind.PER_YEAR}) in allowed:
        return PeriodKind.PER_YEAR, start, end
    if word:
        return _BY_WORD.get(word, PeriodKind.IN_PERIOD), start, end
    only = [next(iter(each)) for each in allowed if len(each) == 1]
    return (str(only[0]), "", "") if only else ("", "", "")


def _dates(rest: str) -> tuple[str, str, str]:
    """The first word of time that a date follows, and that date: (word, start, end)."""
    for match in _TIME.finditer(rest):
        word = " ".join(match["word"].lower().split())
        typed = match["rest"].split()[:_WORDS_OF_A_DATE]
        for length in range(len(typed), 0, -1):
            if dates := _stretch(word, " ".join(typed[:length])):
                return word, *dates
    return "", "", ""


def _stretch(word: str, typed: str) -> tuple[str, str] | None:
    try:
        found = edtf_of(f"{word} {typed}" if word in ("from", "between") else typed)
    except NotADate:
        return None
    start, slash, end = found.partition("/")
    if word in ("until", "up to", "by") and not slash:
        return "", start
    return start.strip("."), end.strip(".") if slash else ""
