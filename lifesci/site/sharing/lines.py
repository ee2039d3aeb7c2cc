"""Text laid out in lines for a drawing that nobody measures again: widths are estimated, on the wide side. Pure."""

import unicodedata
from typing import NamedTuple

WIDE, CAPITAL, SMALL, NARROW = 1.0, 0.72, 0.55, 0.32  # widths of letters in ems, as a wide serif has them
NARROW_LETTERS = frozenset("iljtfrI.,:;'’‘|!()[] -")
RIGHT_TO_LEFT = ("R", "AL")


class Line(NamedTuple):
    """One line at its place: `y` is that of its foot, in units of the drawing."""

    text: str
    y: int
    is_right_to_left: bool


def width_of(text: str, size: int) -> float:
    """About how wide a text is in letters of a size."""
    return size * sum(map(_em, text))


def _em(letter) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    if letter in NARROW_LETTERS:
        return NARROW
    return SMALL if letter.islower() or letter.isdigit() else CAPITAL


def wrapped(text: str, size: int, width: int, most: int) -> list[str]:
    """The text in at most so many lines of a width; a word too long for one is broken, a cut end is “…”."""
    lines, line = [], ""
    for word in _pieces(text, size, width):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
    lines = [each for each in [*lines, line] if each]
    return lines if len(lines) <= most else [*lines[: most - 1], _ended(lines[most - 1], size, width)]


def _pieces(text, size, width):
    """The words of a text, those that no line can hold in pieces."""
    for word in text.split():
        while width_of(word, size) > width:
            end = 1
            while width_of(word[: end + 1], size) <= width:
                end += 1
            yield word[:end]
            word = word[end:]  # noqa: PLW2901 - what is left of it
        if word:
            yield word


def _ended(line, size, width) -> str:
    while width_of(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def placed(lines: list[str], first: int, step: int) -> list[Line]:
    """Lines one under another, the first with its foot at `first`."""
    return [Line(text, first + step * number, is_right_to_left(text)) for number, text in enumerate(lines)]


def is_right_to_left(text: str) -> bool:
    """Whether a line is read from the right: by its first letter that has a direction."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((each in RIGHT_TO_LEFT for each in directions if each in ("L", *RIGHT_TO_LEFT)), False)
