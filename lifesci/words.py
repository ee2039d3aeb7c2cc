"""The words of the public interface in the register's language, for every room, also those that know no Django.

Whoever words something asks `gettext` or `ngettext` here with the English words, as templates do with
`{% translate %}`, and puts values in with `str.format`. The site says at its start what translates them; until then
they stay English.
What an Edition says is no word of the interface: it stays in the language it was published in.
"""

from collections.abc import Callable

ONE = 1


def english(message: str) -> str:
    """The words as they are written."""
    return message


def english_number(singular: str, plural: str, number: int) -> str:
    """The singular for one, the plural for any other number."""
    return singular if number == ONE else plural


_spoken: dict[str, Callable] = {"words": english, "numbers": english_number}


def speak(words: Callable[[str], str], numbers: Callable[[str, str, int], str]) -> None:
    """Let these functions translate from now on, in this process."""
    _spoken.update(words=words, numbers=numbers)


def gettext(message: str) -> str:
    """The words in the register's language."""
    return _spoken["words"](message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The words for so many things in the register's language."""
    return _spoken["numbers"](singular, plural, number)


def gettext_noop(message: str) -> str:
    """The words as they are written, marked to be translated where they are used: for what is named at the start."""
    return message
