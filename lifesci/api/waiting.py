"""Holding an answer back until the register changes, for a few clients at a time.

Who waits holds a thread. The server has as many threads besides its usual ones as there are places here
(`serve_register`), so whoever waits takes none from those who read; beyond the places, and beyond what one client may
take of them, nobody is held. What is held depends on the clock, so nobody may keep such an answer.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from lifesci.editions.version import register_version

PLACES = 8  # requests that a process holds at once
PLACES_EACH = 2  # of them, those of one client
LONGEST = 30  # seconds
PAUSE = 0.25  # seconds between two looks at the register version, which is one read by primary key


class WaitingRoom:
    """Who waits in this process."""

    def __init__(self, places: int = PLACES, each: int = PLACES_EACH):
        self.places, self.each = places, each
        self._taken: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def held(self) -> int:
        """How many wait."""
        return self._taken.total()

    @contextmanager
    def place(self, client: str) -> Iterator[bool]:
        """Take a place while the block runs; gives whether there was one."""
        with self._lock:
            is_free = self._taken.total() < self.places and self._taken[client] < self.each
            self._taken[client] += is_free
        try:
            yield is_free
        finally:
            with self._lock:
                self._taken[client] -= is_free
                self._taken += Counter()  # forget those without a place

    def until_changed(self, version: int, after: int, seconds: int, client: str) -> int:
        """The register version once it is above `after`, or as it stands when time is up or no place is free."""
        if version > after:
            return version
        end = time.monotonic() + seconds
        with self.place(client) as is_free:
            while is_free and version <= after and (left := end - time.monotonic()) > 0:
                time.sleep(min(PAUSE, left))
                version = register_version()
        return version


room = WaitingRoom()
