"""Cursors of the API's own lists: opaque, bound to the moment they are of, and refused when made up."""

import base64
import binascii
import json

from lifesci.search.parameters import BadParameter

LONGEST = 400


def encode_cursor(side: str, key: tuple[str, ...], as_of: int | None) -> str:
    """The cursor of the page `after` or `before` a key in a list as of a change, None for the present."""
    return base64.urlsafe_b64encode(json.dumps([side, as_of, *key]).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, parts: int, as_of: int | None) -> tuple[str, tuple[str, ...]]:
    """(side, key) of a cursor that a list of the same moment gave out, its keys having that many parts. Raises
    BadParameter."""
    try:
        padded = cursor[:LONGEST] + "=" * (-len(cursor) % 4)
        side, moment, *key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, ValueError, TypeError, RecursionError) as error:
        raise foreign() from error
    if side not in ("after", "before") or len(key) != parts or not all(isinstance(part, str) for part in key):
        raise foreign()
    if moment != as_of:
        detail = "This cursor belongs to a list of another moment: start that list from its beginning."
        raise BadParameter("cursor", detail)
    return side, tuple(key)


def foreign() -> BadParameter:
    """The error for a cursor that was made up or cut."""
    return BadParameter("cursor", "This cursor was not given out by this list. Follow `next` from its first page.")
