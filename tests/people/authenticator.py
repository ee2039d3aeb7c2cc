"""An authenticator app, as RFC 6238 describes it."""

import base64
import hmac
import struct
import time


def code(secret: str, now: float | None = None) -> str:
    """The six digits that the app shows at a moment."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int((time.time() if now is None else now) // 30))
    digest = hmac.new(key, counter, "sha1").digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"
