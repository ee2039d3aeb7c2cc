"""The words somebody typed, read as a query: words, "phrases", the beginning of a last word. Pure; for this package."""

import re
import unicodedata
from dataclasses import dataclass

MOST_WORDS = 12
LONGEST_WORD = 64
SHORTEST_BEGINNING = 3  # letters the last word needs to stand for words that begin with it
STOP_WORDS = frozenset(
    """
    a an and are as at be but by can could did do does for from had has have how i if in into is its of on or our so
    than that the their them then there these they this to was we were what when where which who why will with would
    you your
    """.split()  # noqa: SIM905 - a list of sixty words is read as text
)
QUOTES = str.maketrans("“”„‟«»", '""""""')
PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
WORD = re.compile(r"[^\W_]+")
ACCENTED = re.compile("([a-z])[\u0300-\u036f]+")


@dataclass(frozen=True)
class Query:
    """Phrases that must all be found; one word is a phrase of one. With `open_ended` the last word may go on.
    `left_out` counts words past the twelfth, which are not looked for."""

    phrases: tuple[tuple[str, ...], ...] = ()
    open_ended: bool = False
    left_out: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is looked for."""
        return tuple(word for phrase in self.phrases for word in phrase)

    def __bool__(self):
        return bool(self.phrases)


def folded(text: str) -> str:
    """Lower case, and Latin letters without accents, as the indexes fold it."""
    return unicodedata.normalize("NFC", ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text.lower())))


def words_of(text: str) -> list[str]:
    """The words of a text as the indexes part them."""
    return [word[:LONGEST_WORD] for word in WORD.findall(folded(text))]


def read(typed: str) -> Query:
    """What `typed` asks for. Anything may be typed; what holds no word to look for gives an empty Query."""
    phrases, taken, left_out, open_ended = [], 0, 0, False
    for piece in PIECE.finditer(typed.translate(QUOTES)):
        quoted, bare = piece.groups()
        words = words_of(quoted if bare is None else bare)
        if not words or (bare is not None and len(words) == 1 and words[0] in STOP_WORDS):
            open_ended = False
            continue
        kept = words[: MOST_WORDS - taken]
        left_out += len(words) - len(kept)
        if kept:
            taken += len(kept)
            phrases.append(tuple(kept))
            open_ended = bare is not None and len(kept[-1]) >= SHORTEST_BEGINNING
    return Query(tuple(phrases), open_ended and not left_out, left_out)
