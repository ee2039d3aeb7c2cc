"""Readers at a steady pace, each on its own connection, and what they saw held against what was published meanwhile."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles

from tests.benchmarks.client import Client

READERS = 8
VERSION = re.compile(rb'^etag: w/"(\d+)-', re.MULTILINE)
NAME = re.compile(rb"Renamed body \d{4}")


@dataclass(frozen=True)
class Asked:
    """One question; of a watched one the answer shows an organisation by its name and no other of its names."""

    path: str
    headers: dict[str, str]
    is_watched: bool = False


@dataclass(frozen=True)
class Seen:
    """One answer: when it was asked for, the seconds from when it was due, and what it says."""

    asked: Asked
    at: float
    seconds: float
    status: int
    version: int | None
    names: frozenset[bytes]


@dataclass(frozen=True)
class Published:
    """One publication: the name that it gave, the register version that came of it, when it was asked for and done."""

    name: str
    version: int
    began: float
    done: float


@dataclass
class Verdict:
    """What was wrong with what readers saw: answers that failed, that were half one version and half another, and that
    were asked for after a publication and did not know of it."""

    failed: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.failed or self.half or self.late)


class Readers:
    """Asks one server so many questions a second, for as long as `reading` lasts."""

    def __init__(self, port: int, questions: Iterator[Asked], rate: float):
        self.port, self.questions, self.rate = port, questions, rate
        self.seen: list[Seen] = []
        self.faults: list[BaseException] = []
        self._numbers, self._lock = count(), threading.Lock()

    def during(self, meanwhile: Callable[[], object]) -> list[Seen]:
        """What is seen while `meanwhile()` runs. Raises what a reader met instead of an answer."""
        self._started, self._over = time.monotonic(), threading.Event()
        readers = [threading.Thread(target=self._read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            meanwhile()
        finally:
            self._over.set()
            for reader in readers:
                reader.join()
        if self.faults:
            raise self.faults[0]
        return self.seen

    def _read(self) -> None:
        client = Client(self.port)
        try:
            while True:
                with self._lock:
                    number, asked = next(self._numbers), next(self.questions)
                due = self._started + number / self.rate
                if self._over.wait(max(due - time.monotonic(), 0)):
                    return
                at = time.monotonic()
                status, head, body = client.read(asked.path, asked.headers)
                seconds = time.monotonic() - due
                version = VERSION.search(head)
                names = frozenset(NAME.findall(body)) if asked.is_watched else frozenset()
                self.seen.append(Seen(asked, at, seconds, status, int(version[1]) if version else None, names))
        except (OSError, ValueError) as fault:
            self.faults.append(fault)
        finally:
            client.close()


def judged(seen: list[Seen], published: list[Published]) -> Verdict:
    """What readers saw, held against the publications; the first of them was done before anybody read."""
    verdict, names = Verdict(), {each.version: each.name.encode() for each in published}
    for each in seen:
        told = f"{each.asked.path}: {each.status}, version {each.version}, {sorted(each.names)}"
        if each.status != 200:
            verdict.failed.append(told)
        elif each.version is not None and each.version < newest(published, each.at):
            verdict.late.append(told)
        elif each.version is not None and not is_whole(each, names):
            verdict.half.append(told)
    return verdict


def is_whole(each: Seen, names: dict[int, bytes]) -> bool:
    """Whether an answer is of a version that was published, and a watched one shows the name of that version alone."""
    return each.version in names and (not each.asked.is_watched or each.names == {names[each.version]})


def newest(published: list[Published], moment: float) -> int:
    """The newest version whose publication was done at a moment."""
    return max(each.version for each in published if each.done <= moment)


def percentile(seen: list[Seen], percent: int) -> float:
    """The seconds that so many per cent of the answers took at most."""
    return quantiles([each.seconds for each in seen], n=100)[percent - 1]
