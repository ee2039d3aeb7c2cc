"""Labels broken into lines that fit their place, without a font at hand. Pure; for the charts alone."""

import re

NO_BREAK = "\u00a0"  # the space that keeps a number with the word before it
NARROW, WIDE, CAPITAL, USUAL = 0.34, 0.92, 0.72, 0.56  # widths in em, on the wide side of the usual system fonts
NARROW_ONES, WIDE_ONES = frozenset(f"iljtfrI.,:;'’!|()[] {NO_BREAK}"), frozenset("mwMW@%—")
BREAKS = re.compile(rf"[^\S{NO_BREAK}]+")


def width(text: str) -> float:
    """About how wide a text is, in em, and rather too wide than too narrow."""
    return sum(map(_width, text))


def _width(character):
    if character in NARROW_ONES:
        return NARROW
    if character in WIDE_ONES:
        return WIDE
    return CAPITAL if character.isupper() or not character.isascii() else USUAL


def lines(text: str, most: float) -> list[str]:
    """The text in lines of at most so many em, broken between words; a word that is longer is broken inside."""
    found: list[str] = []
    for word in BREAKS.split(text.strip()):
        joined = f"{found[-1]} {word}" if found else word
        if found and width(joined) <= most:
            found[-1] = joined
        else:
            found += pieces(word, most)
    return found or [""]


def pieces(word: str, most: float) -> list[str]:
    """A word, cut wherever it would be wider than so many em."""
    found = [""]
    for character in word:
        if found[-1] and width(found[-1] + character) > most:
            found.append("")
        found[-1] += character
    return found
