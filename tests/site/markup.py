"""A page's markup without the part that only says in which direction its text runs, for tests of what it says."""

import re

DIRECTION = re.compile(r'</?bdi>| dir="auto"')


def undirected(markup: str) -> str:
    """The markup as it would be if all names ran from left to right."""
    return DIRECTION.sub("", markup)
