"""Number words of English and their values: "nine", "a hundred", "four-fifths", "ninth". Pure; `numerals` calls it."""

import re
from decimal import Decimal

from lifesci.evidence.qualifiers import trimmed


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


ONES = _numbered("one two three four five six seven eight nine", 1)
TEENS = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
SMALL = {"zero": 0, "nil": 0, **ONES, **TEENS, **TENS}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_ORDINAL_ONES = _numbered("first second third fourth fifth sixth seventh eighth ninth", 1)
_ORDINAL_TEENS = {"twelfth": 12} | {f"{word}th": value for word, value in TEENS.items() if word != "twelve"}
_ORDINAL_TENS = {f"{word[:-1]}ieth": value for word, value in TENS.items()}
ORDINALS = {
    **_ORDINAL_ONES,
    **_ORDINAL_TEENS,
    **_ORDINAL_TENS,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}

_PARTS = {"half": 2, "halve": 2, "quarter": 4} | {word: value for word, value in ORDINALS.items() if value > 2}
MULTIPLES = {"once": 1, "twice": 2, "thrice": 3}
MULTIPLES |= dict.fromkeys(("double", "doubled", "doubles", "doubling", "twofold"), 2)
MULTIPLES |= dict.fromkeys(("treble", "trebled", "trebling", "triple", "tripled", "triples", "tripling"), 3)
MULTIPLES |= dict.fromkeys(("quadruple", "quadrupled", "quadruples", "quadrupling"), 4)
MULTIPLES |= {f"{word}fold": value for word, value in SMALL.items() if 2 < value < 21} | {"hundredfold": 100}


def _any(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL = rf"(?:(?:{_any(TENS)})[-\s](?:{_any(ONES)})(?!\w)|(?:{_any(SMALL)})(?!\w))"
_HUNDRED = rf"(?:(?:an?|{_SMALL})[-\s]hundred(?!\w)(?:\s(?:and\s)?{_SMALL})?)"
_UNDER = rf"(?:{_HUNDRED}|{_SMALL})"
_SCALE = rf"(?:{_any(SCALES)})(?!\w)"
_LARGE = rf"(?:(?:an?|{_UNDER})[-\s]{_SCALE}(?:\s(?:and\s)?{_UNDER}(?:[-\s]{_SCALE})?)*)"
_HALF = rf"half\sa\s(?:dozen|hundred|{_any(SCALES)})|{_SMALL}\sand\sa\shalf(?:\s{_SCALE})?"
CARDINAL = rf"(?:{_HALF}|(?:an?|{_SMALL})[-\s]dozen|{_LARGE}|{_UNDER})"

ORDINAL = rf"(?:(?:{_any(TENS)})[-\s](?:{_any(_ORDINAL_ONES)})|(?:{_any(ORDINALS)}))"

_DENOMINATORS = _any(word for word in _PARTS if word not in ("half", "halve", "quarter"))
_ABOUT_A_PART = "".join(
    f"|(?<={word} )an?\\s(?:{_DENOMINATORS})"
    for word in ("over", "nearly", "than", "about", "around", "almost", "least")
)
_ALONE = rf"(?!\w|\sa\s(?:dozen|hundred|{_any(SCALES)})(?!\w))"
FRACTION = (
    rf"(?:(?:a|{_SMALL})[-\s](?:half|halves|quarters?){_ALONE}|(?:half{_ALONE}|halves|halved|halving|quarters?)"
    rf"|one[-\s](?:{_DENOMINATORS})|{_SMALL}[-\s](?:{_DENOMINATORS})s"
    rf"|an?\s(?:{_DENOMINATORS})(?=\sof\b){_ABOUT_A_PART})"
)
_COUNT = rf"(?:{_SMALL}|[0-9]{{1,3}}(?![0-9]))"
RATIO = (
    rf"(?:{_COUNT}\sout\sof\s(?:every\s)?{_COUNT}|(?:one|1)\sin\s(?:every\s)?{_COUNT}|{_SMALL}\sin\s(?:every\s)?{_SMALL})"
    r"(?![,.]?[0-9])"
)
MULTIPLE = rf"(?:{_any(MULTIPLES)})"
VAGUE = (
    rf"(?:(?:several|many|some|a\sfew|a\scouple\sof)\s)?(?:(?:ten|dozen|hundred|{_any(SCALES)})s"
    rf"(?:\sof\s(?:{_any(SCALES)})s)?|dozen|hundred|{_any(SCALES)})"
)
HUNDREDS = re.compile(r"(?:several|many|some|a\sfew)\shundreds?|hundreds")


def cardinal(text: str) -> Decimal:
    """The value of lower-case words that CARDINAL matches."""
    words = re.findall("[a-z]+", text)
    whole, current = Decimal(0), Decimal(0)
    for word in words:
        if word == "half":
            current += Decimal("0.5")
        elif word in SMALL:
            current += SMALL[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * (100 if word == "hundred" else 12)
        elif word in SCALES:
            whole, current = whole + (current or 1) * SCALES[word], Decimal(0)
    return trimmed(whole + current)


def ordinal(text: str) -> Decimal:
    """The place in an order that lower-case words or digits with an ending name: "ninth" is 9, "98th" is 98."""
    digits = re.match("[0-9]+", text)
    if digits:
        return Decimal(digits[0])
    return Decimal(sum(TENS.get(word) or ORDINALS[word] for word in re.findall("[a-z]+", text)))


def share(text: str) -> Decimal | None:
    """The per cent that lower-case words of FRACTION or RATIO name, to two places; None where they name none."""
    ratio = re.split(r"\s(?:out\sof|in)\s(?:every\s)?", text)
    if len(ratio) == 2:
        return _per_cent(*(Decimal(part) if part.isdigit() else cardinal(part) for part in ratio))
    if text in ("halved", "halving", "halves"):
        return Decimal(50)
    *count, part = re.findall("[a-z]+", text)
    denominator = _PARTS.get(part) or _PARTS[part.removesuffix("s")]
    numerator = cardinal(" ".join(count)) if count and count[0] not in ("a", "an") else Decimal(1)
    return _per_cent(numerator, Decimal(denominator))


def _per_cent(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    if not denominator or numerator > denominator:
        return None
    return trimmed((100 * numerator / denominator).quantize(Decimal("0.01")))
