"""Content negotiation: whether a client takes what an address serves (RFC 9110, 12.5.1). Pure."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def accepts(accept: str, offered: tuple[str, ...]) -> bool:
    """Whether an Accept field takes at least one of the offered media types; an empty field takes everything."""
    if not accept.strip():
        return True
    ranges = [media_range(part) for part in accept.lower().split(",") if part.strip()]
    return any(weight_of(media_type, ranges) > 0 for media_type in offered)


@lru_cache(maxsize=1024)
def preferred(accept: str, offered: tuple[str, ...]) -> str:
    """The offered media type that an Accept field wants most: of equals the one offered first, also where it takes
    none of them."""
    ranges = [media_range(part) for part in accept.lower().split(",") if part.strip()]
    return max(offered, key=lambda media_type: weight_of(media_type, ranges)) if ranges else offered[0]


def media_range(part: str) -> tuple[str, float]:
    """`text/html;q=0.8` as ("text/html", 0.8); a weight that cannot be read counts as refused."""
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            return name, weight(value)
    return name, 1.0


def weight(text: str) -> float:
    """A quality value between 0 and 1."""
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def weight_of(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that covers the media type, 0 where none does."""
    family = media_type.partition("/")[0]
    for covering in (media_type, f"{family}/*", "*/*"):
        weights = [value for name, value in ranges if name == covering]
        if weights:
            return max(weights)
    return 0.0
