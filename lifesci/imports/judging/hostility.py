"""Text that no record of the register should hold, however it came: markup, hidden directions, piled-up marks. Pure."""

import re
import unicodedata

MARKUP = re.compile(r"<[a-zA-Z!/?][^>]*>?")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
MOST_MARKS = 3


def trouble(text: str) -> str:
    """Why the text cannot be taken, as a sentence; empty where it can."""
    if found := CONTROL.search(text):
        return f"The text holds {_named(found[0])}, which nobody can see. Remove it."
    if found := DIRECTION.search(text):
        return f"The text holds {_named(found[0])}, which turns the direction of writing unseen. Remove it."
    if found := MARKUP.search(text):
        return (
            f"“{found[0][:40]}” looks like markup; the register keeps plain text. Write it without the angle brackets."
        )
    if not text.isascii() and _piles_up(text):
        return f"The text piles more than {MOST_MARKS} marks on one letter. Write it plainly."
    return ""


def _named(letter: str) -> str:
    return f"the hidden character U+{ord(letter):04X}"


def _piles_up(text: str) -> bool:
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > MOST_MARKS:
            return True
    return False
