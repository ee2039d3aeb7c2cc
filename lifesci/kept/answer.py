"""What an answer is to, and what is kept of it. For this package alone."""

from hashlib import blake2b
from typing import NamedTuple

from lifesci.site.build import build
from lifesci.site.encoding import SMALLEST, accepts_nothing, wants_gzip

Fields = list[tuple[str, str]]

OF_THE_CLIENT = {"RateLimit-Policy", "RateLimit"}  # what one client has left is told to that client
OF_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition"}  # a 304 is without them
VARIES = {"Accept", "Accept-Encoding"}  # what an answer may depend on besides its address
FIELD_BYTES = 2048  # that the fields of an answer take in memory, about


class Answer(NamedTuple):
    """A 200 as it left Django, but for what belonged to one client. `made_of` is the state of the register it tells of.

    One without fields stands where answers to the same address differ by the Accept field.
    """

    made_of: str
    endpoint: str
    etag: str
    fields: Fields
    body: bytes

    @property
    def weight(self) -> int:
        return len(self.body) + FIELD_BYTES

    @property
    def is_negotiated(self) -> bool:
        return not self.fields

    def fields_of_304(self) -> Fields:
        """What is said to a client that holds this answer."""
        return [field for field in self.fields if field[0] not in OF_THE_BODY]


def question(environ, scheme_header: str) -> bytes | None:
    """The short form of everything that a plain request is answered by; None where a request is anything else.

    It has the same length whatever a stranger writes into an address.
    """
    coding = environ.get("HTTP_ACCEPT_ENCODING", "")
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or "HTTP_HOST" not in environ
        or environ.get("HTTP_IF_NONE_MATCH", "").strip() == "*"
        or accepts_nothing(coding)
    ):
        return None
    asked = (
        build(),
        environ["wsgi.url_scheme"],
        environ.get(scheme_header, ""),
        environ["HTTP_HOST"],
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        f"{wants_gzip(coding, SMALLEST)}{wants_gzip(coding, 0)}",
    )
    return _short("\0".join(asked))


def negotiated(question: bytes, environ) -> bytes:
    """The question with what the client takes: a different one for each Accept field."""
    return _short(environ.get("HTTP_ACCEPT", ""), question)


def _short(text: str, key: bytes = b"") -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=key).digest()


def kept_of(status: str, fields: Fields, response, made_of: str) -> Answer | None:
    """What is kept of an answer; None of one that nobody else may be given."""
    named = dict(fields)
    if (
        not (made_of and status.startswith("200 "))
        or response.streaming
        or "no-store" in named.get("Cache-Control", "no-store")
        or "ETag" not in named
        or "Set-Cookie" in named
        or not set(filter(None, named.get("Vary", "").split(", "))) <= VARIES
    ):
        return None
    own = [field for field in fields if field[0] not in OF_THE_CLIENT]
    return Answer(made_of, response.endpoint, named["ETag"], own, response.content)


def differs_by_accept(answer: Answer) -> bool:
    """Whether another Accept field may get another answer."""
    return "Accept" in dict(answer.fields).get("Vary", "").split(", ")
