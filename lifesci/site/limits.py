"""How often one client may ask the API and send forms. Called by the public door."""

import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from lifesci.client import client_address
from lifesci.partners.callers import Caller

WINDOW = 60  # seconds in which requests of the API are counted
FORM_WINDOW = 3600  # seconds in which forms are counted
ANYBODY, PARTNER = "anon", "key"  # what the fields call the limit of an address, and that of a key

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What a client has left: `rate` requests a window, `left` of them unused, `seconds` until the window ends."""

    rate: int
    used: int
    seconds: int
    window: int = WINDOW
    policy: str = ANYBODY

    @property
    def left(self) -> int:
        return max(self.rate - self.used, 0)

    @property
    def is_spent(self) -> bool:
        return self.used > self.rate

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The two structured fields of the HTTP working group's RateLimit draft."""
        return (
            ("RateLimit-Policy", f'"{self.policy}";q={self.rate};w={self.window}'),
            ("RateLimit", f'"{self.policy}";r={self.left};t={self.seconds}'),
        )


def count(key: str, window: int = WINDOW) -> int:
    """Count one request under `key`; where the shared cache is away nobody is held up, and the log says so."""
    try:
        return cache.incr(key)
    except ValueError:  # the first request of this window
        return 1 if cache.add(key, 1, timeout=2 * window) else cache.incr(key)
    except RedisError as error:
        logger.warning("The rate of requests is not being counted: %s", type(error).__name__)
        return 1


def allowance(meta: dict, caller: Caller | None = None) -> Allowance | None:
    """Count this request of the API and say what its client has left; None when no limit is set.

    A partner is counted by its key, from wherever it asks; everybody else by address.
    """
    if caller is None or not settings.API_RATE:
        return counted("api-rate", settings.API_RATE, WINDOW, client_address(meta))
    return counted("key-rate", caller.rate, WINDOW, caller.prefix, PARTNER)


def form_allowance(meta: dict) -> Allowance | None:
    """Count this form and say how many more its client may send; None when no limit is set."""
    return counted("form-rate", settings.FORM_RATE, FORM_WINDOW, client_address(meta))


def counted(name: str, rate: int, window: int, client: str, policy: str = ANYBODY) -> Allowance | None:
    """Count one request of a sort in its window."""
    if not rate:
        return None
    number, elapsed = divmod(int(time.time()), window)
    used = count(f"{name}:{client}:{number}", window)
    return Allowance(rate=rate, used=used, seconds=window - elapsed, window=window, policy=policy)
