"""New names that are close to names the register has, so that nothing is recorded twice."""

from collections import defaultdict

from rapidfuzz import fuzz

from lifesci.editions.canonical import fold

CLOSE = 88
MOST_OF_A_WORD = 300  # names that share one word; a word that more of them have tells nothing
SHORT = 3
LETTERS = 100


def likeness(name: str) -> str:
    """The words of a name in the order of the alphabet: the same for names that differ in case, accents and order."""
    return " ".join(sorted(fold(name).split()))[:LETTERS]


class KnownNames:
    """The names of one table of the register, found by the words they share."""

    def __init__(self, resource):
        self.names: list[tuple[str, str, str]] = []  # (likeness, name, key)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for path in resource.names:
            rows = resource.model._default_manager.order_by().values_list(path, *resource.key)
            for name, *key in rows.iterator(chunk_size=2_000):
                if name:
                    self._add(name, "/".join(key))

    def like(self, name: str) -> tuple[str, str] | None:
        """(name, key) of the closest known name, None where none is close. Names that differ in a number are apart."""
        wanted = likeness(name)
        found, score = None, CLOSE
        for place in self._candidates(wanted):
            known, shown, key = self.names[place]
            if _numbers(known) != _numbers(wanted):
                continue
            close = 100 if known == wanted else fuzz.ratio(known, wanted, score_cutoff=score)
            if close >= score:
                found, score = (shown, key), close
                if close == 100:
                    break
        return found

    def _add(self, name: str, key: str) -> None:
        like = likeness(name)
        for word in _blocks(like):
            self.by_word[word].append(len(self.names))
        self.names.append((like, name, key))

    def _candidates(self, wanted: str) -> list[int]:
        blocks = (self.by_word.get(word, ()) for word in _blocks(wanted))
        return list(dict.fromkeys(place for block in blocks if len(block) <= MOST_OF_A_WORD for place in block))


def _blocks(like: str) -> set[str]:
    """Words that names share if they are alike; and how the whole begins and ends, for slips in every word."""
    words = {word for word in like.split() if len(word) > SHORT and not word.isdigit()}
    return words | {f"={like}", f"^{like[:5]}", f"${like[-5:]}"}


def _numbers(like: str) -> list[str]:
    return [word for word in like.split() if any(letter.isdigit() for letter in word)]
