"""Answers that the processes of a register share in the cache of CACHE_URL, bounded by number. For this package alone.

There is a fixed number of places; each question has one, and whoever came last stands in it. So nothing has to be
counted or swept away, and strangers who ask for a million addresses fill no more than these places.
"""

import logging
import time

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from lifesci.kept.answer import Answer

PLACES = 2048
LARGEST = 256 * 1024  # bytes of one body that is kept
LONGEST = 3600  # seconds
PAUSE = 5  # seconds for which a cache that does not answer is left alone

logger = logging.getLogger(__name__)


class Shared:
    """The places in the shared cache. While it is away nothing is found there and nothing kept."""

    def __init__(self):
        self.left_alone_until = 0.0

    def get(self, question: bytes) -> Answer | None:
        """What stands in the question's place, if it is an answer to that question, of whatever version."""
        if time.monotonic() < self.left_alone_until:
            return None
        try:
            asked, *held = cache.get(place(question)) or (None,)
        except RedisError as error:
            return self._leave_alone(error)
        return Answer(*held) if asked == question else None

    def put(self, question: bytes, answer: Answer) -> None:
        """Keep an answer in its place."""
        if len(answer.body) > LARGEST or time.monotonic() < self.left_alone_until:
            return
        try:
            cache.set(place(question), (question, *answer), timeout=LONGEST)
        except RedisError as error:
            self._leave_alone(error)

    def _leave_alone(self, error) -> None:
        self.left_alone_until = time.monotonic() + PAUSE
        logger.warning("Answers are not being shared: %s", type(error).__name__)


def place(question: bytes) -> str:
    """The key of a question's place."""
    return f"kept:{int.from_bytes(question[:8]) % PLACES}"


def is_shared() -> bool:
    """Whether the cache is one that other processes see."""
    return not settings.CACHES["default"]["BACKEND"].endswith(".LocMemCache")


def forget_shared() -> None:
    """Leave every place empty: for when what is published changes without a new version."""
    if is_shared():
        cache.delete_many([f"kept:{number}" for number in range(PLACES)])
