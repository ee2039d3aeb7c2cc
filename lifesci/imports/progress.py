"""How far work on a proposal has come, and the wish to stop it. In a cache: the work may be the only writer."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import caches

KEPT = 24 * 3600
SILENT = 60  # seconds after which work that says nothing is taken to be dead
OFTEN = 0.2
WORKER = "import-worker"
WORKER_SILENT = 10


class Cancelled(Exception):
    """Somebody asked for the work to stop."""


@dataclass(frozen=True)
class Progress:
    """`done` of about `total` rows since `started`; `at` is when it was last heard of."""

    step: str
    done: int
    total: int
    started: float
    at: float

    @property
    def has_begun(self) -> bool:
        """Does anybody work at it, or is it only asked for?"""
        return bool(self.step)

    @property
    def percent(self) -> int:
        """How much of the step is done; never all before it is."""
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def rows_a_second(self) -> int:
        """How fast it goes."""
        return round(self.done / max(self.at - self.started, 0.001))

    @property
    def is_alive(self) -> bool:
        """Was it heard of lately?"""
        return time.time() - self.at < SILENT


class Ticker:
    """Says how far one step has come, a few times a second, and listens for the wish to stop."""

    def __init__(self, proposal_id: int, step: str, total: int, report: Callable[[Progress], None] | None = None):
        self.proposal_id, self.step, self.total, self.report = proposal_id, step, total, report
        self.started, self.last, self.done = time.time(), 0.0, 0
        self.say()

    def tick(self, rows: int) -> None:
        """So many rows more are done. Raises Cancelled."""
        self.done += rows
        if time.time() - self.last >= OFTEN:
            self.say()

    def say(self) -> None:
        """Say it now. Raises Cancelled."""
        self.last = time.time()
        progress = Progress(self.step, self.done, max(self.total, self.done), self.started, self.last)
        caches["progress"].set(_key(self.proposal_id), progress, KEPT)
        if self.report:
            self.report(progress)
        if caches["progress"].get(_stop_key(self.proposal_id)):
            raise Cancelled


def progress_of(proposal_id: int) -> Progress | None:
    """How far the work has come; None where nothing was heard."""
    return caches["progress"].get(_key(proposal_id))


def ask_to_stop(proposal_id: int) -> None:
    """Ask whoever works at the proposal to stop."""
    caches["progress"].set(_stop_key(proposal_id), True, KEPT)


def begin_anew(proposal_id: int) -> None:
    """Forget earlier work and an earlier wish to stop; from now on work is awaited."""
    now = time.time()
    caches["progress"].set(_key(proposal_id), Progress("", 0, 0, now, now), KEPT)
    caches["progress"].delete(_stop_key(proposal_id))


def worker_is_here() -> None:
    """A worker says that it is running."""
    caches["progress"].set(WORKER, time.time(), WORKER_SILENT)


def is_worker_here() -> bool:
    """Was a worker heard of lately?"""
    return caches["progress"].get(WORKER) is not None


def _key(proposal_id: int) -> str:
    return f"import-{proposal_id}"


def _stop_key(proposal_id: int) -> str:
    return f"import-{proposal_id}-stop"
