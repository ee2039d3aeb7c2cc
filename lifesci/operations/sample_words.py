"""Words and names that samples are made of, frequent and rare ones in known proportion. Pure; for sample.py."""

from bisect import bisect
from itertools import accumulate
from random import Random

# From the most to the least frequent, so that measurements can ask for words by their rank.
FREQUENT = """
    students programme science schools laboratory skills training workshop careers teachers learning biology medicines
    research university practical experience apprentices regional mentors summer chemistry employers young national
    engineering placements visits industry community manufacturing outreach technicians network patients graduates
    events discovery support clinical development pathways curriculum classroom digital partners evidence therapies
    volunteers projects genomics ambassadors colleges families online sessions sustainability statistics safety
    automation quality robotics diagnostics vaccines immunology microscopy bursaries exhibitions teams
""".split()  # noqa: SIM905 - a list of words is read as text
SEASONS = ("spring", "summer", "autumn", "winter", "monthly", "weekend")
FORMS = ("laboratory days", "science workshop", "careers week", "placements", "summer school", "skills academy")
BODIES = ("Biologics", "Therapeutics", "University", "College", "Science Trust", "Diagnostics", "Council", "Foundation")
OPENINGS = "br t h w k m f g st l p d sh cl c n s dr gl v".split()  # noqa: SIM905
VOWELS = "a e i o u ea oa ai".split()  # noqa: SIM905
CLOSINGS = "n ck r ll st m rd th ng ve x tch".split()  # noqa: SIM905
ENDINGS = "ley ton by ham wick ford den worth mere stead".split()  # noqa: SIM905

SHARE_MIDDLING, SHARE_RARE = 0.25, 0.06  # of all words; the others are frequent
MIDDLING = 2000  # words
TIMES_RARE = 20  # records, about, in which a rare word stands


class Words:
    """The vocabulary of one sample: `rare` grows with it, so that a rare word stays as rare."""

    def __init__(self, random: Random, size: int):
        self.random = random
        made = self._invented(MIDDLING + max(60, size * 6 // TIMES_RARE))
        self.middling, self.rare = made[:MIDDLING], made[MIDDLING:]
        weights = [
            *_zipf(len(FREQUENT), 1 - SHARE_MIDDLING - SHARE_RARE),
            *_zipf(len(self.middling), SHARE_MIDDLING),
            *([SHARE_RARE / len(self.rare)] * len(self.rare)),
        ]
        self._all, self._weights = [*FREQUENT, *self.middling, *self.rare], list(accumulate(weights))

    def _invented(self, count: int) -> list[str]:
        """So many pronounceable words, each once."""
        found: dict[str, None] = {}
        while len(found) < count:
            syllables = (self._of(OPENINGS) + self._of(VOWELS) + self._of(CLOSINGS) for _ in range(2))
            found["".join(syllables) + self._of(ENDINGS)] = None
        return list(found)

    def _of(self, choices):
        return choices[int(self.random.random() * len(choices))]

    def sentence(self, length: int) -> str:
        """A sentence of so many words, drawn by their weights."""
        return " ".join(self.random.choices(self._all, cum_weights=self._weights, k=length)).capitalize() + "."

    def paragraphs(self, count: int) -> str:
        """Paragraphs of three sentences."""
        return "\n\n".join(" ".join(self.sentence(12) for _ in range(3)) for _ in range(count))

    def name(self) -> str:
        """A name of a place that is none."""
        return (self._of(OPENINGS) + self._of(VOWELS) + self._of(CLOSINGS) + self._of(ENDINGS)).capitalize()


def _zipf(count: int, total: float) -> list[float]:
    """Weights that fall as the rank rises, and add up to `total`."""
    plain = [1 / (rank + 3) for rank in range(count)]
    return [weight * total / sum(plain) for weight in plain]


class Skewed:
    """Chooses from a list as readers of lists know it: the first often, the last seldom."""

    def __init__(self, random: Random, choices):
        self.random, self.choices = random, list(choices)
        self._sums = list(accumulate(1 / (rank + 2) for rank in range(len(self.choices))))

    def one(self):
        """One of the choices."""
        return self.choices[bisect(self._sums, self.random.random() * self._sums[-1])]

    def some(self, fewest: int, most: int) -> list:
        """So many of the choices, each once, at most as many as there are."""
        wanted = min(self.random.randint(fewest, most), len(self.choices))
        found: dict[int, object] = {}
        while len(found) < wanted:
            choice = self.one()
            found[id(choice)] = choice
        return list(found.values())
