"""Taking a person's name out of texts. Pure."""

import re
from collections.abc import Iterable

ERASED = "[erased]"
ERASED_KEY = "erased-person"
SHORTEST = 3


class NotAName(ValueError):
    """What was given is too short to be looked for without harm."""


class Redaction:
    """Finds a name however it is spaced and capitalised, as whole words, and puts ERASED in its place.

    `names` are all the ways the person is called. Raises NotAName for one of fewer than three letters.
    """

    def __init__(self, names: Iterable[str]):
        words = [name.split() for name in names if name.strip()]
        if not words or min(len("".join(each)) for each in words) < SHORTEST:
            raise NotAName("Give the whole name: a text is searched for it, letter for letter.")
        words.sort(key=lambda each: -len(" ".join(each)))
        spaced = (r"\s+".join(map(re.escape, each)) for each in words)
        self._name = re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)
        dashed = ("-".join(re.escape(word.lower()) for word in each) for each in words)
        self._key = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(dashed)})(?![a-z0-9])")

    def text(self, text: str) -> str:
        """The text without the name."""
        return self._name.sub(ERASED, text)

    def key(self, key: str) -> str:
        """A key that was made from the name, made from nobody's."""
        return self._key.sub(ERASED_KEY, key)

    def is_in_address(self, text: str) -> bool:
        """Does a reference or an address hold the name?"""
        return bool(self._key.search(text.lower()))

    def value(self, value, member: str = ""):
        """A JSON value without the name; members called `key` are keys."""
        if isinstance(value, dict):
            return {name: self.value(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [self.value(each, member) for each in value]
        if isinstance(value, str):
            return self.key(self.text(value)) if member == "key" else self.text(value)
        return value
