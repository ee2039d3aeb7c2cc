"""Every number of a text, in digits or words, with where it stands: the ground of ledgers and evidence check. Pure."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from lifesci.evidence import number_words
from lifesci.evidence.number_words import CARDINAL, FRACTION, MULTIPLE, ORDINAL, RATIO, SCALES, VAGUE
from lifesci.evidence.periods import MONTHS
from lifesci.evidence.qualifiers import trimmed


class NumberKind(StrEnum):
    """The form a number has in a text."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    RANGE = "range"
    WORD = "word"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    VAGUE = "vague"
    YEAR = "year"
    DATE = "date"
    LABEL = "label"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Number:
    """One number-bearing token: `text` is `source[start:end]`.

    `value` is in units (scales such as "million" applied), of a fraction in per cent to two places; `value_high` is the
    upper end of a range. Both are None where a token has no value: vague words ("hundreds"), labels ("W5"), footnote
    marks. `sign` is "%", "£", another currency's sign, or empty.
    """

    kind: NumberKind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    value_high: Decimal | None = None
    sign: str = ""


FOOTNOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BARE = dict.fromkeys(map(ord, FOOTNOTE_MARKS), " ") | dict.fromkeys(map(ord, "\u2009\u202f"), "\u202f")
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅕": "0.2", "⅛": "0.125"}
_LETTER_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_AMOUNT = r"(?:[0-9]{1,3}(?:[,\u202f][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_AFTER_METRES = "wide|long|tall|high|deep|away|apart|pools?|races?|sprints?|by|x|from|in|of|to|at|and|or|below|above"
_SCALED = (
    rf"(?:[\s-](?P<scale>{'|'.join(SCALES)})(?!\w)"
    rf"|(?P<short>\s?(?:mn|bn|tn)|k|(?(currency)\s?m|m(?=\s[a-z])(?!\s(?:{_AFTER_METRES})(?!\w))))(?!\w))"
)
_PER_CENT = r"(?:\s?%|[\s-]per\s?cent(?!\w)|[\s-]percentage\spoints?(?!\w))"
_DIGITS = (
    rf"(?P<currency>[£$€]\s?|gbp\s)?(?P<amount>{_AMOUNT})(?P<vulgar>[{''.join(_VULGAR)}])?"
    rf"{_SCALED}?(?:(?P<cent>{_PER_CENT})|(?P<pounds>\spounds(?!\w)))?"
)
_LETTER = rf"[^\W\d_{''.join(_VULGAR)}]"
_TOKEN = re.compile(
    rf"(?P<iso>(?<![0-9])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))"
    rf"|(?P<decade>(?<![0-9])(?:18|19|20)[0-9]0s(?!\w))"
    rf"|(?P<label>(?<!\w){_LETTER}(?:{_LETTER}|&)*[0-9](?:{_LETTER}|[0-9])*)"
    rf"|(?P<ratio>(?<!\w){RATIO}(?!\w))"
    rf"|(?P<nth>[0-9]+(?:st|nd|rd|th)(?!\w))"
    rf"|(?P<digits>{_DIGITS})"
    rf"|(?P<part>[{''.join(_VULGAR)}])"
    rf"|(?P<multiple>(?<!\w){MULTIPLE}(?!\w))"
    rf"|(?P<ordinal>(?<!\w){ORDINAL}(?!\w))"
    rf"|(?P<fraction>(?<!\w){FRACTION}(?!\w))"
    rf"|(?P<vague>(?<!\w){VAGUE}(?!\w))"
    rf"|(?P<word>(?<!\w){CARDINAL}(?!\w)(?P<wordcent>{_PER_CENT})?)"
)
_MARKS = re.compile(f"[{FOOTNOTE_MARKS}]+")


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number-bearing token of a text in order, none overlapping another; no digit of the text is left out.

    Words that only hint at a number ("both", "several", "single", "a") are not tokens.
    """
    plain = _plain(text)
    tokens = [_READERS[match.lastgroup](match) for match in _TOKEN.finditer(plain)]
    tokens = _joined(plain, [_dated(text, plain, token) for token in tokens])
    marks = [Number(NumberKind.FOOTNOTE, mark[0], mark.start(), mark.end()) for mark in _MARKS.finditer(text)]
    whole = [replace(token, text=text[token.start : token.end]) for token in tokens]
    return tuple(sorted(whole + marks, key=lambda token: token.start))


def _plain(text: str) -> str:
    """The text in lower case without footnote marks, each character where it was."""
    return lowered(text).translate(_BARE)


def lowered(text: str) -> str:
    """The text in lower case, each character where it was: "İ", which would become two, stays."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _token(match, kind, value=None, *, sign="", high=None) -> Number:
    return Number(kind, match[0], match.start(), match.end(), value, high, sign)


def _digits(match) -> Number:
    value = Decimal(re.sub("[,\u202f]", "", match["amount"])) + Decimal(_VULGAR.get(match["vulgar"], 0))
    value = trimmed(value * (SCALES.get(match["scale"]) or _LETTER_SCALES.get((match["short"] or "").strip(), 1)))
    if match["cent"]:
        return _token(match, NumberKind.PERCENT, value, sign="%")
    if match["currency"] or match["pounds"]:
        sign = (match["currency"] or "£").strip().replace("gbp", "£")
        return _token(match, NumberKind.MONEY, value, sign=sign)
    kind = NumberKind.DECIMAL if "." in match["amount"] or match["vulgar"] else NumberKind.INTEGER
    return _token(match, kind, value)


def _word(match) -> Number:
    cent = match["wordcent"]
    value = number_words.cardinal(match[0].removesuffix(cent or ""))
    return _token(match, NumberKind.PERCENT if cent else NumberKind.WORD, value, sign="%" if cent else "")


def _share(match) -> Number:
    return _token(match, NumberKind.FRACTION, number_words.share(match[0]), sign="%")


def _ordinal(match) -> Number:
    return _token(match, NumberKind.ORDINAL, number_words.ordinal(match[0]))


_READERS = {
    "iso": lambda match: _token(match, NumberKind.DATE),
    "decade": lambda match: _token(match, NumberKind.YEAR, Decimal(match[0][:4])),
    "label": lambda match: _token(match, NumberKind.LABEL),
    "ratio": _share,
    "nth": _ordinal,
    "digits": _digits,
    "part": lambda match: _token(match, NumberKind.FRACTION, trimmed(100 * Decimal(_VULGAR[match[0]])), sign="%"),
    "multiple": lambda match: _token(match, NumberKind.MULTIPLE, Decimal(number_words.MULTIPLES[match[0]])),
    "ordinal": _ordinal,
    "fraction": _share,
    "vague": lambda match: _token(match, NumberKind.VAGUE),
    "word": _word,
}

_NEAR = 48
_MONTH = "|".join(MONTHS)
_MONTH_AFTER = re.compile(rf"\s+(?:of\s+)?(?:{_MONTH})\b")
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\s+$")
_DAY_ENDS = re.compile(r",?\s+(?:19|20)[0-9]{2}\b|\s*(?:[.,;:)]|$)")
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_YEAR_LED = re.compile(
    rf"\b(?:in|since|during|throughout|until|till|before|after|by|year|the|early|late|mid|spring|summer|autumn|winter"
    rf"|{_MONTH.lower()}|as\s+of|(?:half|quarter|months|end|start|beginning|middle|course)\s+of)[\s-]+$"
)
_NUMBER_LED = re.compile(
    r"\b(?:than|over|under|nearly|almost|around|about|approximately|roughly|least|most|up\s+to|close\s+to|estimated|some"
    r"|total\s+of|average\s+of)\s+$"
)
_NOUN_FOLLOWS = re.compile(
    r"\s+(?!(?:to|and|or|the|its?|until|onwards?|with|when|as|on|is|was|has|have|had|for|at|by|in|of|under)\b)[a-z]"
)


def _dated(text: str, plain: str, token: Number) -> Number:
    """The token as a day of a month or as a year, where the words about it say so."""
    whole = token.kind in (NumberKind.INTEGER, NumberKind.ORDINAL) and token.text[0].isdigit()
    if not whole:
        return token
    before, after = text[max(0, token.start - _NEAR) : token.start], text[token.end : token.end + _NEAR]
    if 1 <= token.value <= 31 and (
        _MONTH_AFTER.match(after) or (_MONTH_BEFORE.search(before) and _DAY_ENDS.match(after))
    ):
        return replace(token, kind=NumberKind.DATE)
    if _YEAR.fullmatch(token.text) and _is_a_year(plain[max(0, token.start - _NEAR) : token.start], after):
        return replace(token, kind=NumberKind.YEAR)
    return token


def _is_a_year(before: str, after: str) -> bool:
    if _YEAR_LED.search(before):
        return True
    return not _NUMBER_LED.search(before) and not _NOUN_FOLLOWS.match(after)


_DASH = re.compile(r"\s?[-–—‑‒−]\s?")
_TO = re.compile(r"\s+to\s+|-to-")
_JOINABLE = {NumberKind.INTEGER, NumberKind.DECIMAL, NumberKind.PERCENT, NumberKind.MONEY, NumberKind.WORD}


def _joined(plain: str, tokens: list[Number]) -> list[Number]:
    """Neighbours that are the two ends of one range, made into one token each."""
    joined: list[Number] = []
    for token in tokens:
        whole = joined and _range(plain, joined[-1], token)
        if whole:
            joined[-1] = whole
        else:
            joined.append(token)
    return joined


def _range(plain: str, low: Number, high: Number) -> Number | None:
    between, before = plain[low.end : high.start], plain[max(0, low.start - _NEAR) : low.start]
    years = _year_range(low, high, between)
    if years or low.value is None or high.value is None or not {low.kind, high.kind} <= _JOINABLE:
        return years
    word = re.search(r"(from|between)\s+$", before)
    led = word[1] if word else ""
    to = _TO.fullmatch(between) and led != "from"
    if not (_DASH.fullmatch(between) or to or (led == "between" and between == " and ")):
        return None
    if low.value_high is not None or not _signs_agree(low, high, spelt=bool(to)):
        return None
    value = low.value * _scale(high) if _scale(low) == 1 and low.value < 1000 else low.value
    if value >= high.value:
        return None
    text = plain[low.start : high.end]
    return Number(NumberKind.RANGE, text, low.start, high.end, value, high.value, high.sign or low.sign)


def _signs_agree(low: Number, high: Number, *, spelt: bool) -> bool:
    """Whether one sign serves both ends: "10–15%", "£3–5 million"; "£10 to 100 schools" is two numbers."""
    if low.sign == high.sign or (high.sign == "%" and not low.sign):
        return True
    return low.sign not in ("", "%") and not high.sign and (not spelt or _scale(high) > 1)


def _scale(token: Number) -> int:
    """The multiplier a token in digits ends with: 1,000,000 for "£5 million"."""
    last = re.search(r"([a-z]+)$", token.text) if token.text[-1:] != "%" else None
    if not last or token.kind is NumberKind.WORD:
        return 1
    return SCALES.get(last[1]) or _LETTER_SCALES.get(last[1], 1)


def _year_range(low: Number, high: Number, between: str) -> Number | None:
    if low.kind is not NumberKind.YEAR or not low.value or low.value_high is not None or low.text.endswith("s"):
        return None
    joins = _DASH.fullmatch(between) or _TO.fullmatch(between)
    last = None
    if high.kind is NumberKind.YEAR and high.value > low.value and (joins or between == "/"):
        last = high.value
    elif re.fullmatch("[-–/]", between) and re.fullmatch("[0-9]{2}", high.text):
        last = low.value - low.value % 100 + high.value
    if not last or last <= low.value:
        return None
    return Number(NumberKind.YEAR, "", low.start, high.end, low.value, last)
