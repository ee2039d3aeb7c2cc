"""What the register remembers of a call with a key: a count, and a line of the log. Public code calls this."""

import logging
from urllib.parse import quote

from lifesci.partners.callers import Caller
from lifesci.partners.counts import counts

logger = logging.getLogger(__name__)


def note_call(caller: Caller, endpoint: str, meta: dict, status: int) -> None:
    """Count the call and name its caller in the log; no address and no parameter of the request is kept."""
    counts.note(caller.key, endpoint)
    method, path = meta["REQUEST_METHOD"], quote(meta.get("PATH_INFO", ""))
    logger.info("%s %s %s by the key %s (%s)", method, path, status, caller.prefix, caller.name)
