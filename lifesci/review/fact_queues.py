"""The queues of evidence on the front page: facts that fail, lack evidence or are due, and where sources differ."""

from dataclasses import dataclass
from functools import cached_property, partial

from lifesci.editions.desk.queues import QUEUES, Line, kinds_open_to, waiting_facts
from lifesci.review.queues import Item, Queue

TITLES = {"failing": 50, "without-evidence": 60, "due": 70, "sources-differ": 80}


@dataclass(frozen=True)
class FactLine:
    """One queue of facts as the front page shows it."""

    code: str
    kinds: list[str]

    @cached_property
    def _facts(self):
        return waiting_facts(self.code, self.kinds)

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self._facts)

    def __getitem__(self, cut: slice) -> list[Item]:
        return [_item(each) for each in self._facts[cut]]


def _item(waiting) -> Item:
    if hasattr(waiting, "contradiction"):
        line = Line(waiting.contradiction.figures[0], waiting.record)
        keys = ", ".join(f"“{figure.key}”" for figure in waiting.contradiction.figures)
        return Item(str(waiting.record), line.address, waiting.record.updated_at, f"Sources differ: {keys}.")
    line = Line(waiting.fact, waiting.record)
    return Item(f"{waiting.record}: {line.words}", line.address, waiting.since, waiting.why)


def _line(code, user) -> FactLine | None:
    kinds = kinds_open_to(user)
    return FactLine(code, kinds) if kinds else None


OURS = tuple(
    Queue(
        code,
        QUEUES[code].title,
        QUEUES[code].about,
        partial(_line, code),
        order,
        partial(getattr, QUEUES[code], "address"),
    )
    for code, order in TITLES.items()
)
