"""How often one client may ask the API, and who one client is. Called by the public door."""

import logging
import time
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

WINDOW = 60  # seconds
IPV6_SITE = 64  # bits that tell one subscriber from another

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What a client has left: `rate` requests a window, `left` of them unused, `seconds` until the window ends."""

    rate: int
    used: int
    seconds: int

    @property
    def left(self) -> int:
        return max(self.rate - self.used, 0)

    @property
    def is_spent(self) -> bool:
        return self.used > self.rate

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The two structured fields of the HTTP working group's RateLimit draft."""
        return (
            ("RateLimit-Policy", f'"anon";q={self.rate};w={WINDOW}'),
            ("RateLimit", f'"anon";r={self.left};t={self.seconds}'),
        )


def parsed(address: str) -> IPv4Address | IPv6Address | None:
    """The address, or None for what is none."""
    try:
        return ip_address(address.strip())
    except ValueError:
        return None


def client_address(meta: dict) -> str:
    """Who asks: the peer, or the address our own proxies vouch for. An IPv6 subscriber is one client, not one host."""
    named = meta.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES and (forwarded := meta.get("HTTP_X_FORWARDED_FOR", "")):
        written = forwarded.split(",")
        vouched = written[max(len(written) - settings.TRUSTED_PROXIES, 0)]
        named = vouched.strip() if parsed(vouched) else named
    if ":" not in named:
        return named
    address = parsed(named)
    if not isinstance(address, IPv6Address):
        return named
    return str(address.ipv4_mapped or f"{int(address) >> (128 - IPV6_SITE):x}/{IPV6_SITE}")


def count(key: str) -> int:
    """Count one request under `key`; where the shared cache is away nobody is held up, and the log says so."""
    try:
        return cache.incr(key)
    except ValueError:  # the first request of this window
        return 1 if cache.add(key, 1, timeout=2 * WINDOW) else cache.incr(key)
    except RedisError as error:
        logger.warning("The rate of API requests is not being counted: %s", type(error).__name__)
        return 1


def allowance(meta: dict) -> Allowance | None:
    """Count this request and say what its client has left; None when no limit is set."""
    if not settings.API_RATE:
        return None
    window, elapsed = divmod(int(time.time()), WINDOW)
    used = count(f"api-rate:{client_address(meta)}:{window}")
    return Allowance(rate=settings.API_RATE, used=used, seconds=WINDOW - elapsed)
