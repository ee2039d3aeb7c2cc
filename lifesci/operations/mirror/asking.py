"""Asking a register over HTTP with patience: it waits as long as it is told, and asks again where nobody answers."""

import gzip
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

TIMEOUT = 60  # seconds; more than an answer may be held back
TRIES = 12  # times one question is asked
LONGEST_PAUSE = 60  # seconds
AWAY = (urllib.error.URLError, http.client.HTTPException, OSError)  # nobody answers, or the answer breaks off


class Refused(Exception):
    """The register answered, and the answer is no: the message is its own."""


class Unreachable(Exception):
    """The register did not answer, however often it was asked."""


class Register:
    """A register at an address, which is that of its front page."""

    def __init__(self, address: str, *, key: str = "", pause: Callable[[float], None] = time.sleep):
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(f"{address!r} is no address of a register: it begins with http:// or https://.")
        self.address = address.rstrip("/")
        self.headers = {"Accept": "application/json", "Accept-Encoding": "gzip"}
        self.headers |= {"Authorization": f"Api-Key {key}"} if key else {}
        self.pause = pause

    def get(self, path: str, **query) -> dict:
        """The answer to a path, as JSON. Raises Refused or Unreachable."""
        question = f"{path}?{urlencode(query, doseq=True)}" if query else path
        for number in range(TRIES):
            try:
                return self.asked(question)
            except urllib.error.HTTPError as error:
                with error:
                    self.pause(seconds_to_wait(error, number))
            except AWAY:
                self.pause(growing(number))
        raise Unreachable(f"{self.address}{question} did not answer, though asked {TRIES} times.")

    def asked(self, question: str) -> dict:
        """One try."""
        request = urllib.request.Request(f"{self.address}{question}", headers=self.headers)  # noqa: S310 - http alone
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - see __init__
            body = answer.read()
            is_packed = answer.headers.get("Content-Encoding") == "gzip"
        return json.loads(gzip.decompress(body) if is_packed else body)

    def following(self, address: str | None) -> str:
        """What to ask for the page that an answer calls next, "" where there is none; never of another host."""
        parts = urlsplit(address or "")
        return f"{parts.path}?{parts.query}" if address else ""


def growing(number: int) -> float:
    """Seconds to wait before a question is asked again, twice as long each time."""
    return min(0.25 * 2**number, LONGEST_PAUSE)


def seconds_to_wait(error: urllib.error.HTTPError, number: int) -> float:
    """As long as the register says, or as `growing()` does. Raises Refused for what asking again does not mend."""
    if error.code != 429 and error.code < 500:
        raise Refused(f"{error.url}: {detail_of(error)}") from error
    said = error.headers.get("Retry-After", "")
    return float(said) if said.isascii() and said.isdigit() else growing(number)


def detail_of(error: urllib.error.HTTPError) -> str:
    """What the register says went wrong."""
    body = error.read()
    try:
        body = gzip.decompress(body) if error.headers.get("Content-Encoding") == "gzip" else body
        return json.loads(body)["detail"]
    except (ValueError, KeyError, TypeError, OSError):
        return f"{error.code} {error.reason}"
