"""The evidence check: whether a source's own words, where they are said to stand, state a figure as recorded. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from lifesci.evidence.numerals import FOOTNOTE_MARKS, NumberKind, lowered, numbers_in
from lifesci.evidence.parsing import Statement, parse
from lifesci.evidence.periods import Cue, PeriodKind, cues
from lifesci.evidence.qualifiers import Amount, Counts, Qualifier, amount, places, trimmed


class Result(StrEnum):
    """What the check found, the best first."""

    VERIFIED = "verified"
    PERIOD_IN_DOUBT = "period_in_doubt"
    OTHER_QUALIFIER = "other_qualifier"
    OTHER_VALUE = "other_value"
    NOT_FOUND = "not_found"
    NO_TEXT_HELD = "no_text_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure as recorded. `place` is the paragraph (or page), from 1; None where it is not recorded.

    `counts` is the measure's sort, empty to leave the sign out of the check; dates are EDTF. A figure without a value
    must quote words too: there is nothing to check in silence.
    """

    stated_as: str
    place: int | None
    value: Amount | None
    value_high: Amount | None = None
    qualifier: str = Qualifier.EXACTLY
    period_kind: str = PeriodKind.UNKNOWN
    period_start: str = ""
    period_end: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A result, one sentence that explains it, and the place where the words stand, None where they do not."""

    result: Result
    explanation: str
    place: int | None = None


def paragraphs(text: str) -> list[str]:
    """The non-blank lines of a plain text; the first is paragraph 1."""
    return [line for line in text.splitlines() if line.strip()]


_ALIKE = (
    dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'")
    | dict.fromkeys(map(ord, "“”„‟«»″"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | dict.fromkeys(map(ord, f"{FOOTNOTE_MARKS}\u00ad\u200b\u200c\u200d\u2060\ufeff*"), None)
    | {
        ord("…"): "...",
        ord("ﬀ"): "ff",
        ord("ﬁ"): "fi",
        ord("ﬂ"): "fl",
        ord("ﬃ"): "ffi",
        ord("ﬄ"): "ffl",
        ord("ﬅ"): "st",
    }
    | {ord("ﬆ"): "st"}
)


def normalise(text: str) -> str:
    """A text as the check compares it: one kind of space, quote and hyphen, ligatures spelt out, no markdown emphasis,
    links or escapes, and no superscript footnote marks, which never become digits."""
    text = re.sub("(?<=[0-9])[\u2009\u202f](?=[0-9]{3})", ",", unicodedata.normalize("NFC", text)).translate(_ALIKE)
    text = re.sub(r"\[([^\[\]]{1,400})\]\([^()\s]{0,400}\)", r"\1", text)
    text = re.sub(r"(?<!\w)_{1,3}(?=[^\s_])([^_]{1,400})(?<=\S)_{1,3}(?!\w)", r"\1", text)
    text = re.sub(r"\\([^\w\s])", r"\1", text)
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", text).split())


def check(claim: Claim, texts: Sequence[str], *, unit: str = "paragraph") -> Checked:
    """The result of checking one figure against a source's paragraphs (or its pages: say so in `unit`).

    `texts` in the order of the source, empty where none is held. Raises NotAFigure where a value of the claim is none.
    """
    if not texts:
        return Checked(Result.NO_TEXT_HELD, "The register holds no text of this source.")
    if not normalise(claim.stated_as):
        return Checked(Result.NOT_FOUND, "The figure quotes no words of the source.")
    places_to_look = range(1, len(texts) + 1) if claim.place is None else [claim.place]
    found = [
        _judge(claim, reading, start, end, f"{unit.capitalize()} {place}", place)
        for place in places_to_look
        if 1 <= place <= len(texts)
        for reading, start, end in _occurrences(claim.stated_as, texts[place - 1])
    ]
    if not found:
        return Checked(Result.NOT_FOUND, _not_found(claim, texts, unit))
    return min(found, key=lambda checked: list(Result).index(checked.result))


def _not_found(claim: Claim, texts: Sequence[str], unit: str) -> str:
    words = f"The words “{claim.stated_as}”"
    if claim.place is None:
        return f"{words} do not stand in the text."
    elsewhere = [str(place) for place, text in enumerate(texts, 1) if any(_occurrences(claim.stated_as, text))]
    where = f"; they stand in {unit} {' and '.join(elsewhere)}" if elsewhere else ""
    beyond = "" if 1 <= claim.place <= len(texts) else f", for the text ends with {unit} {len(texts)}"
    return f"{words} do not stand in {unit} {claim.place}{beyond}{where}."


def _occurrences(stated_as: str, text: str) -> Iterator[tuple[str, int, int]]:
    """Where the words stand whole: the normalised text with start and end; no word and no number is cut."""
    words = lowered(normalise(stated_as))
    whole = re.compile(rf"(?<!\w){re.escape(words)}" if words[:1].isalnum() else re.escape(words))
    for reading in _readings(text):
        spans = [match.span() for match in whole.finditer(lowered(reading))]
        numbers = numbers_in(reading) if spans else []
        for start, end in spans:
            cut_word = words[-1].isalnum() and reading[end : end + 1].isalnum()
            cut_number = any(number.start < edge < number.end for number in numbers for edge in (start, end))
            if not cut_word and not cut_number:
                yield reading, start, end


def _readings(text: str) -> list[str]:
    """The normalised text; where a line ends in a hyphen, also without that hyphen."""
    kept, dropped = normalise(text), normalise(re.sub(r"(?<=\w)[-‐]\s*\n\s*(?=\w)", "", text))
    return [kept] if kept == dropped else [kept, dropped]


def _judge(claim: Claim, text: str, start: int, end: int, where: str, place: int) -> Checked:
    stated = [item for item in _stated(text) if start <= item.number.start and item.number.end <= end]
    same_value = [item for item in stated if _same_value(claim, item)]
    if claim.value is None and claim.qualifier != Qualifier.HUNDREDS:
        if stated:
            return Checked(
                Result.OTHER_VALUE, f"{where} states {_read(stated)}; the figure says there is no number.", place
            )
        return Checked(Result.VERIFIED, f"{where} has these words, and they state no number.", place)
    if not same_value:
        said = _read(stated) if stated else "no number in these words"
        return Checked(Result.OTHER_VALUE, f"{where} states {said}; the figure says {_claimed(claim)}.", place)
    agreeing = [item for item in same_value if item.qualifier == claim.qualifier]
    if not agreeing:
        said = " or ".join(f"“{text[item.start : item.end]}” ({item.qualifier.label})" for item in same_value)
        return Checked(
            Result.OTHER_QUALIFIER, f"{where} says {said}; the figure says {Qualifier(claim.qualifier).label}.", place
        )
    doubts = [_period_doubt(claim, _cues_for(text, item)) for item in agreeing]
    if all(doubts):
        return Checked(Result.PERIOD_IN_DOUBT, f"{where} says {doubts[0]}", place)
    item = agreeing[doubts.index("")]
    return Checked(Result.VERIFIED, f"{where} says “{text[item.start : item.end]}”, as the figure does.", place)


_stated = lru_cache(maxsize=8)(parse)  # words that stand many times in one text are judged one after another


def _read(stated: list[Statement]) -> str:
    return " and ".join(f"“{item.number.text}”" for item in stated)


def _claimed(claim: Claim) -> str:
    if claim.value is None:
        return "hundreds"
    ends = [claim.value] if claim.value_high is None else [claim.value, claim.value_high]
    before, after = {Counts.MONEY: ("£", ""), Counts.SHARE: ("", "%")}.get(claim.counts, ("", ""))
    return " to ".join(f"{before}{trimmed(amount(end)):,f}{after}" for end in ends)


def _same_value(claim: Claim, item: Statement) -> bool:
    if claim.value is None:
        return item.qualifier is Qualifier.HUNDREDS
    if item.value is None or (claim.value_high is None) != (item.value_high is None):
        return False
    value = amount(claim.value)
    if item.number.kind is NumberKind.FRACTION:
        return _same_share(value, item.value, claim.counts)
    if claim.counts and (claim.counts == Counts.SHARE) != (item.number.sign == "%"):
        return False
    return value == item.value and (claim.value_high is None or amount(claim.value_high) == item.value_high)


def _same_share(value: Decimal, per_cent: Decimal, counts: str) -> bool:
    """A part in words: per cent of a share as far as the figure gives it ("a third" is 33 and 33.3), else the part."""
    as_given = per_cent.quantize(Decimal(1).scaleb(-min(2, places(value))), ROUND_HALF_UP)
    return (counts != Counts.SHARE and value * 100 == per_cent) or (counts in ("", Counts.SHARE) and value == as_given)


_SENTENCE_END = re.compile(r"""(?<=[.!?])["')\]]*\s+(?=["'(\[-]?\s?[A-Z])""")
_CLAUSE_END = re.compile(r",(?=\s)|[;:()]|\s-\s")


def _cues_for(text: str, item: Statement) -> list[Cue]:
    """The words of period that speak of a number, nearest first: in its clause, or opening its sentence."""
    low, high = _around(_SENTENCE_END, text, item, 0, len(text))
    clause_low, clause_high = _around(_CLAUSE_END, text, item, low, high)
    opening = re.match(r"[\W_]*", text[low:high]).end()
    near = [cue for cue in cues(text[low:high]) if cue.start <= opening or clause_low <= low + cue.start < clause_high]
    return sorted(near, key=lambda cue: abs(low + cue.start - item.number.start))


def _around(ends: re.Pattern, text: str, item: Statement, low: int, high: int) -> tuple[int, int]:
    """The stretch between two ends in which a number stands."""
    for match in ends.finditer(text, low, high):
        if match.end() <= item.number.start:
            low = match.end()
        elif match.start() >= item.number.end:
            return low, match.start()
    return low, high


def _period_doubt(claim: Claim, near: list[Cue]) -> str:
    """What in the words of period contradicts the figure's, as the end of a sentence; empty where nothing does."""
    kind = PeriodKind(claim.period_kind)
    if kind is PeriodKind.FORMAT or not near:
        return ""
    fitting = [cue for cue in near if kind in cue.allows]
    if not fitting:
        return f"“{near[0].text}” near these words; the figure’s period is {kind.label}."
    years = [date[:4] for date in (claim.period_start, claim.period_end) if date[:4].isdigit()]
    dated = [cue for cue in fitting if cue.year]
    if dated and years and not any(_fits(cue, years) for cue in dated):
        return f"“{dated[0].text}” near these words; the figure’s period is {' to '.join(years)}."
    return ""


def _fits(cue: Cue, years: list[str]) -> bool:
    if cue.text.lower().startswith("since"):
        return cue.year == years[0]
    return years[0] <= cue.year <= years[-1]
