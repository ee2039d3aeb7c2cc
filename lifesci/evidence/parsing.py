"""What a text states in numbers: each value with the doubt its own words carry. Pure; the reverse of `wording`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from lifesci.evidence.number_words import HUNDREDS
from lifesci.evidence.numerals import Number, NumberKind, numbers_in
from lifesci.evidence.qualifiers import Qualifier


@dataclass(frozen=True, slots=True)
class Statement:
    """One number a text states: `source[start:end]` is the number with the words that qualify it.

    `value` is None only where the qualifier is `hundreds`.
    """

    number: Number
    qualifier: Qualifier
    start: int
    end: int

    @property
    def value(self) -> Decimal | None:
        return self.number.value

    @property
    def value_high(self) -> Decimal | None:
        return self.number.value_high


_BEFORE = {
    Qualifier.MORE_THAN: r"more\s+than|greater\s+than|higher\s+than|over|above|exceed(?:s|ed|ing)|in\s+excess\s+of|>",
    Qualifier.AT_LEAST: r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|(?:a\s+)?minimum\s+of|upwards\s+of"
    r"|from\s+at\s+least|≥",
    Qualifier.LESS_THAN: r"(?:fewer|less|lower|smaller)\s+than|under|below|<",
    Qualifier.UP_TO: r"up\s+to(?:\s+and\s+including)?|no\s+more\s+than|not\s+more\s+than|at\s+most"
    r"|(?:a\s+)?maximum\s+of|as\s+(?:many|much)\s+as|≤",
    Qualifier.NEARLY: r"nearly|almost|close\s+to|just\s+under|approaching|not\s+quite|getting\s+on\s+for",
    Qualifier.ABOUT: r"about|around|approximately|approx\.?|roughly|circa|ca?\.|some|in\s+the\s+region\s+of"
    r"|in\s+the\s+order\s+of|something\s+like|~|≈",
    Qualifier.ESTIMATED: r"(?:an\s+)?estimated(?:\s+(?:at|to\s+be|total\s+of))?|estimates\s+of|(?:an\s+)?estimate\s+of",
    Qualifier.AVERAGE: r"(?:an?\s+)?(?:average|mean)(?:\s+(?:of|was|is))?|averag(?:es|ed|ing)|on\s+average",
}
_AFTER = {
    Qualifier.AT_LEAST: r"\s?\+|[\s-]plus\b|(?:\s[\w-]+){0,2}?\s(?:or|and)\s(?:more|over|above|upwards)\b",
    Qualifier.UP_TO: r"(?:\s[\w-]+){0,2}?\s(?:or|and)\s(?:fewer|less|under|below)\b",
    Qualifier.ABOUT: r"(?:\s[\w-]+){0,2}?\sor\sso\b",
    Qualifier.AVERAGE: r"(?:\s[\w-]+){0,3}?\son\saverage\b",
}
_LEADS = tuple(
    (qualifier, re.compile(rf"(?:^|(?<![\w-]))(?:{words})\s*$", re.IGNORECASE)) for qualifier, words in _BEFORE.items()
)
_TRAILS = tuple((qualifier, re.compile(words, re.IGNORECASE)) for qualifier, words in _AFTER.items())
_FILLER = re.compile(r"\b(?:an?\s+)?total\s+of\s+$", re.IGNORECASE)
_ESTIMATES = re.compile(r"\bestimat(?:e|es|ed|ing)\s+(?:that|at|to)\b[^.;:]*$", re.IGNORECASE)
_TIME = r"(?:second|minute|hour|day|week|fortnight|month|quarter|term|year|decade)s?"
_DURATION = re.compile(rf"[\s-]{_TIME}\b(?!\s+of\b)", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:for|of|with|in|deliver(?:s|ed|ing)|provid(?:es|ed|ing)|g[ai]ve[ns]?|giving|spen[dt]s?|spending|last(?:s|ed|ing)"
    r"|total(?:s|led|ling)|complet(?:es|ed|ing)|tak(?:es|en|ing)|took|offer(?:s|ed|ing)|received?s?|worked|logged|and)\s+$",
    re.IGNORECASE,
)
_SILENT = {NumberKind.YEAR, NumberKind.DATE, NumberKind.LABEL, NumberKind.FOOTNOTE}
_NEAR, _SENTENCE = 80, 400


def parse(text: str) -> tuple[Statement, ...]:
    """Every number the text states, in order, with its qualifier; years, dates, labels and footnote marks state none.

    "Over" before a stretch of time ("over 6 months") means "during" and qualifies nothing, unless the time is itself
    the thing counted ("over 400 hours of work", "for over 25 years"). Vague words other than hundreds state nothing.
    """
    return tuple(_statement(text, number) for number in numbers_in(text) if _states(number))


def _states(number: Number) -> bool:
    if number.kind is NumberKind.VAGUE:
        return bool(HUNDREDS.fullmatch(number.text.lower()))
    return number.kind not in _SILENT and number.value is not None


def _statement(text: str, number: Number) -> Statement:
    if number.kind is NumberKind.VAGUE:
        return Statement(number, Qualifier.HUNDREDS, number.start, number.end)
    qualifier, start = _before(text, number)
    if qualifier:
        return Statement(number, qualifier, start, number.end)
    for qualifier, words in _TRAILS:
        match = words.match(text, number.end)
        if match:
            return Statement(number, qualifier, number.start, match.end())
    low = max(0, number.start - _SENTENCE)
    estimates = _ESTIMATES.search(text[low : number.start])
    if estimates:
        return Statement(number, Qualifier.ESTIMATED, low + estimates.start(), number.end)
    return Statement(number, Qualifier.EXACTLY, number.start, number.end)


def _before(text: str, number: Number) -> tuple[Qualifier | None, int]:
    """The outermost of the qualifiers that stand straight before the number, and where it starts."""
    found, start = None, number.start
    while match := _lead(text, start, number):
        found, start = match
    return found, start


def _lead(text: str, end: int, number: Number) -> tuple[Qualifier, int] | None:
    low = max(0, end - _NEAR)
    near = text[low:end]
    filler = _FILLER.search(near)
    near = near[: filler.start()] if filler else near
    matches = [(match.start(), qualifier) for qualifier, words in _LEADS if (match := words.search(near))]
    if not matches:
        return None
    start, qualifier = min(matches)
    if near[start : start + 4].lower() == "over" and _means_during(text, low + start, number):
        return None
    return qualifier, low + start


def _means_during(text: str, start: int, number: Number) -> bool:
    return bool(_DURATION.match(text, number.end)) and not _GIVEN.search(text[max(0, start - _NEAR) : start])
