"""What waits for a curator: every room of the desk registers its queues here, and the front page lists them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.urls import reverse
from django.utils import timezone


@dataclass(frozen=True)
class Item:
    """One thing that waits: what it is, where it is dealt with, since when, and why, as a sentence."""

    title: str
    address: str
    since: date | datetime | None = None
    why: str = ""

    @property
    def day(self) -> date | None:
        """The day since which it waits."""
        return timezone.localdate(self.since) if isinstance(self.since, datetime) else self.since


class Line(Protocol):
    """What waits, the longest waiting first: `count` it, or cut a list of Items off as in `line[:5]`."""

    @property
    def count(self) -> int: ...

    def __getitem__(self, cut: slice) -> Sequence[Item]: ...


@dataclass(frozen=True)
class Queue:
    """One queue of the desk. `line` gives what waits for a user, None where the user may see nothing of it.

    `order` places it on the front page; `page` is the address of its own page, unless the desk's own will do.
    """

    code: str
    title: str
    about: str
    line: Callable[[object], Line | None]
    order: int
    page: Callable[[], str] | None = None

    @property
    def address(self) -> str:
        """Where all of it stands."""
        return self.page() if self.page else reverse("desk:queue", args=[self.code])


QUEUES: dict[str, Queue] = {}


def register(queue: Queue) -> None:
    """Add a queue to the front page; one of the same code takes its place. Called by `AppConfig.ready()`."""
    QUEUES[queue.code] = queue


def queues() -> list[Queue]:
    """Every queue, in the order of the front page."""
    return sorted(QUEUES.values(), key=lambda queue: (queue.order, queue.code))
