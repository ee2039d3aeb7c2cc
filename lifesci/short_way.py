"""The short way: published documents of the API, answered below Django from their stored text. For lifesci.wsgi alone.

It decides nothing of its own. What is stored, what a client takes and how often it may ask are answered by the
functions that the API and the public door use; the header fields are those of Django's own answer to the first request
of the sort. Whatever is out of the ordinary, and every failure, is left to Django.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db import Error
from django.urls.converters import SlugConverter

from lifesci.api.accept import accepts
from lifesci.api.records import PLURALS, RecordDetail
from lifesci.api.stored import answer_to
from lifesci.api.urls import Counted
from lifesci.partners.callers import Caller, WrongKey, caller_of
from lifesci.partners.calls import note_call
from lifesci.site.encoding import accepts_nothing, gzipped, wants_gzip
from lifesci.site.limits import allowance

KINDS = {plural: kind for kind, plural in PLURALS.items()}
ADDRESS = re.compile(rf"/api/v1/({'|'.join(KINDS)})/({SlugConverter.regex})/(?:editions/({Counted.regex})/)?", re.ASCII)
FOUND, KNOWN = "200 OK", "304 Not Modified"
MOST_SORTS = 256  # sorts of request whose fields are kept: a few dozen for each host the register answers to

Fields = list[tuple[str, str]]


class Sort(NamedTuple):
    """What decides the fields of an answer, but for those that state its text: where it was asked, and what it is."""

    host: str
    scheme: str
    forwarded_scheme: str
    endpoint: str
    status: str
    is_gzipped: bool


class Answer(NamedTuple):
    """An answer as it will leave, but for the fields that are the same for all of its sort."""

    sort: Sort
    etag: str
    body: bytes
    caller: Caller | None

    def fields(self, learned: Fields, counted: Iterable[tuple[str, str]]) -> Fields:
        """The fields of its sort with its own values."""
        own = {"ETag": self.etag, "Content-Length": str(len(self.body)), **dict(counted)}
        return [(name, own.get(name, value)) for name, value in learned]


class ShortWay:
    """A WSGI application in front of Django's."""

    def __init__(self, application):
        self.application = application
        self.learned: dict[Sort, Fields] = {}
        self.scheme_header = (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]

    def __call__(self, environ, start_response):
        """The stored text, where it is published, asked for plainly, and Django has answered such a request before."""
        answer = self.answer(environ)
        if answer is None:
            return self.application(environ, start_response)
        learned = self.learned.get(answer.sort)
        if learned is None:
            return self.application(environ, self.learning(answer.sort, start_response))
        counted = allowance(environ, answer.caller)
        if counted and counted.is_spent:
            return self.application(environ, start_response)
        if answer.caller:
            note_call(answer.caller, answer.sort.endpoint, environ, int(answer.sort.status[:3]))
        start_response(answer.sort.status, answer.fields(learned, counted.fields() if counted else ()))
        return [answer.body if environ["REQUEST_METHOD"] == "GET" else b""]

    def answer(self, environ) -> Answer | None:
        """What to answer; None where it is for Django to say."""
        found = ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        if not found or not is_plain(environ):
            return None
        plural, ref, number = found.groups()
        kind = KINDS[plural]
        endpoint = f"{kind}-edition" if number else f"{kind}-detail"
        try:
            caller = caller_of(environ)
            etag, text = answer_to((kind, ref, int(number)) if number else (kind, ref), held_by(environ))
        except (Error, LookupError, WrongKey):
            return None
        if text is None:
            return Answer(self.sort(environ, endpoint, KNOWN, False), etag, b"", caller)
        body = text.encode()
        is_gzipped = wants_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""), len(body))
        sort = self.sort(environ, endpoint, FOUND, is_gzipped)
        return Answer(sort, etag, gzipped(body) if is_gzipped else body, caller)

    def sort(self, environ, endpoint, status, is_gzipped) -> Sort:
        """The sort of an answer to this request."""
        forwarded = environ.get(self.scheme_header, "")
        return Sort(environ["HTTP_HOST"], environ["wsgi.url_scheme"], forwarded, endpoint, status, is_gzipped)

    def learning(self, sort: Sort, start_response):
        """A `start_response` that notes the fields of Django's answer, if that is the answer that was due."""

        def noting(status, fields, exc_info=None):
            is_gzipped = ("Content-Encoding", "gzip") in fields
            if (status, is_gzipped) == (sort.status, sort.is_gzipped):
                if len(self.learned) >= MOST_SORTS:
                    self.learned.clear()
                self.learned[sort] = list(fields)
            return start_response(status, fields, exc_info)

        return noting


def held_by(environ) -> str:
    """What the client says it holds."""
    return environ.get("HTTP_IF_NONE_MATCH", "")


def is_plain(environ) -> bool:
    """Whether a request asks for a document as nearly all do, so that only the text has to be found."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not environ.get("QUERY_STRING")
        and "HTTP_HOST" in environ
        and held_by(environ).strip() != "*"
        and not accepts_nothing(environ.get("HTTP_ACCEPT_ENCODING", ""))
        and accepts(environ.get("HTTP_ACCEPT", ""), RecordDetail.offers)
    )
