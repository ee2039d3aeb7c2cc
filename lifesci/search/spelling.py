"""The words of the published texts, for guessing what a word that matches nothing was meant to be."""

import threading

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lifesci.search import tables
from lifesci.search.query import words_of

ALL_COLUMNS = ("title", "names", "summary", "body")
MANY = 20_000  # texts from which their bodies are left out: a vocabulary is read within a request
SHORTEST = 4  # letters a word needs to be guessed at
ALIKE = 0.7  # share of letters that have to agree
MOST_GUESSES = 3


class Spelling:
    """Raw words, read when first needed and added to as records are published. Words of withdrawn records stay: every
    guess is tried before it is shown."""

    def __init__(self):
        self._words: set[str] | None = None
        self._unread: set[int] = set()
        self._lock = threading.Lock()

    def also(self, ids) -> None:
        """Read the texts of these entries too, when next asked."""
        with self._lock:
            self._unread |= ids

    def words(self) -> set[str]:
        """The vocabulary."""
        with self._lock:
            if self._words is None:
                columns = ALL_COLUMNS if tables.count_of_texts() < MANY else ALL_COLUMNS[:-1]
                self._words = _words(tables.texts(columns))
            elif self._unread:
                self._words |= _words(tables.texts(ALL_COLUMNS, self._unread))
            self._unread = set()
            return self._words

    def nearest(self, word: str) -> list[str]:
        """Words that go on where this one stops, or else those spelt most like it; the likeliest first."""
        words = self.words()
        if word in words or len(word) < SHORTEST:
            return []
        longer = sorted((known for known in words if known.startswith(word)), key=lambda known: (len(known), known))
        if longer:
            return longer[:MOST_GUESSES]
        near = process.extract(word, words, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=20)
        return [known for known, _, _ in sorted(near, key=lambda found: (-found[1], found[0]))[:MOST_GUESSES]]


def _words(rows) -> set[str]:
    raw: set[str] = set()
    for row in rows:
        for text in row:
            raw.update(text.split())
    return {word for piece in raw for word in words_of(piece) if len(word) >= SHORTEST and not word.isdigit()}
