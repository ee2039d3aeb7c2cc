"""SVG to PNG by resvg, and whether this machine can: without fonts it would draw no letters."""

from functools import cache
from hashlib import sha256

import resvg_py
from django.core.cache import caches

PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="32" font-size="32">{}</text></svg>'


@cache
def can_draw() -> bool:
    """Whether letters are drawn here, tried once in each process."""
    return rendered(PROBE.format("A")) != rendered(PROBE.format(" "))


def rendered(svg: str) -> bytes:
    """The drawing as PNG."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))


def drawn_once(svg: str) -> bytes:
    """The drawing as PNG, kept by what is drawn: so by Edition, and by the template that draws it."""
    key = sha256(svg.encode()).hexdigest()
    kept = caches["cards"].get(key)
    if kept is None:
        kept = rendered(svg)
        caches["cards"].set(key, kept)
    return kept
