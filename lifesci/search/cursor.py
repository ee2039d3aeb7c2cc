"""Where a walk through a list stands: opaque to who carries it, checked when it comes back. Pure; for this package."""

import base64
import binascii
from typing import NamedTuple

import orjson

from lifesci.search.parameters import BadParameter
from lifesci.words import gettext, gettext_noop

VERSION = 1
LONGEST = 2000
SHAPES = {"title": (str, str), "relevance": (str, str), "ref": (str,), "recent": (int, str)}
REFUSED = gettext_noop(
    "This cursor was not made by this list: take it from “next” or “previous” of an answer, unchanged."
)
STRANGE = gettext_noop(
    "This cursor belongs to a list with other filters, words or order, or of another moment: start that list from its "
    "beginning."
)


class Cursor(NamedTuple):
    """The page after (or before) the record with `key`, in the step of a ranking it belongs to (0 without ranking)."""

    forward: bool
    step: int
    key: tuple

    def text(self, digest: str) -> str:
        """The cursor as a link carries it, bound to the question it belongs to."""
        raw = orjson.dumps([VERSION, digest, self.forward, self.step, *self.key])
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read_cursor(text: str, sort: str, digest: str) -> Cursor:
    """The cursor in a link; raises BadParameter when it was not made here or belongs to another question."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        parts = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True)) if len(text) <= LONGEST else None
    except (UnicodeEncodeError, binascii.Error, orjson.JSONDecodeError):
        parts = None
    if not isinstance(parts, list) or len(parts) < 4 or parts[0] != VERSION:
        raise BadParameter("cursor", gettext(REFUSED))
    _, bound_to, forward, step, *key = parts
    if bound_to != digest:
        raise BadParameter("cursor", gettext(STRANGE))
    shape = SHAPES[sort]
    if type(forward) is not bool or type(step) is not int or not 0 <= step < 16 or tuple(map(type, key)) != shape:
        raise BadParameter("cursor", gettext(REFUSED))
    return Cursor(forward, step, tuple(key))
