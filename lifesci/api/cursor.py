"""Cursors of the API's own lists: opaque, versioned, and refused when made up. Pure but for the error."""

import base64
import binascii
import re

from lifesci.search.parameters import BadParameter

IDENTIFIER = re.compile(r"[a-z]+/[a-z0-9-]+/[A-Za-z0-9_-]+")
LONGEST = 400


def encode_cursor(side: str, identifier: str) -> str:
    """The cursor of the page `after` or `before` an identifier."""
    return base64.urlsafe_b64encode(f"1 {side} {identifier}".encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[str, str]:
    """(side, identifier) of a cursor that a list gave out. Raises BadParameter."""
    try:
        padded = cursor[:LONGEST] + "=" * (-len(cursor) % 4)
        number, side, identifier = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").split(" ")
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise foreign() from error
    if number != "1" or side not in ("after", "before") or not IDENTIFIER.fullmatch(identifier):
        raise foreign()
    return side, identifier


def foreign() -> BadParameter:
    """The error for a cursor that was made up or cut."""
    return BadParameter("cursor", "This cursor was not given out by this list. Follow `next` from its first page.")
