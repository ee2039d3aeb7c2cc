"""Content coding: whether an answer is sent as it is or gzipped, by what the client said. Called by the public door."""

import zlib
from functools import lru_cache

SMALLEST = 500  # bytes; shorter texts gain nothing
COMPRESSIBLE = ("text/", "application/json", "application/problem+json", "application/schema+json")
COMPRESSIBLE_ALSO = ("application/atom+xml", "application/xml", "image/svg+xml", "application/x-ndjson")
GZIP_WINDOW = 31  # zlib's number for the gzip container, which then carries no time stamp
LEVEL = 6


def compressible(content_type: str) -> bool:
    """Whether this sort of answer is text."""
    return content_type.startswith(COMPRESSIBLE + COMPRESSIBLE_ALSO)


@lru_cache(maxsize=512)
def codings(accept_encoding: str) -> tuple[float, float]:
    """How much a client wants gzip and the plain text: weights from 0 (refused) to 1.

    Plain text that is not mentioned stays acceptable, at the lowest weight (RFC 9110, 12.5.3).
    """
    weights = dict(map(weighted, filter(None, (part.strip() for part in accept_encoding.lower().split(",")))))
    other = weights.get("*")
    gzip = weights.get("gzip", weights.get("x-gzip", other or 0.0))
    return gzip, weights.get("identity", 0.001 if other is None else other)


def weighted(part: str) -> tuple[str, float]:
    """`gzip;q=0.5` as ("gzip", 0.5); a weight that cannot be read counts as refused."""
    name, _, parameters = part.partition(";")
    key, _, weight = parameters.strip().partition("=")
    if key.strip() != "q":
        return name.strip(), 1.0
    try:
        return name.strip(), min(max(float(weight), 0.0), 1.0)
    except ValueError:
        return name.strip(), 0.0


def wants_gzip(accept_encoding: str, size: int) -> bool:
    """Whether a text of `size` bytes goes out gzipped."""
    if not accept_encoding:
        return False
    gzip, plain = codings(accept_encoding)
    return gzip > 0 and gzip >= plain and (size >= SMALLEST or plain == 0)


def accepts_nothing(accept_encoding: str) -> bool:
    """Whether the client refuses both codings there are."""
    return bool(accept_encoding) and max(codings(accept_encoding)) == 0


def gzipped(content: bytes) -> bytes:
    """The same bytes for the same content, always."""
    return zlib.compress(content, LEVEL, wbits=GZIP_WINDOW)
