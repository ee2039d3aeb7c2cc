"""The kept way: whole public answers, given below Django to whoever asks the same again. For lifesci.wsgi alone.

It decides nothing of its own. The public door says on its answer of which register version it was made; how often a
client may ask is counted as the door counts it. Whatever is out of the ordinary is left to Django.
"""

from django.conf import settings
from django.db import Error

from lifesci.editions.version import register_version, version_moment
from lifesci.etags import is_known
from lifesci.kept.answer import Answer, Fields, differs_by_accept, kept_of, negotiated, question
from lifesci.kept.memory import Memory
from lifesci.kept.shared import Shared, is_shared
from lifesci.partners.callers import WrongKey, caller_of
from lifesci.partners.calls import note_call
from lifesci.site.door import DESK, PROBES
from lifesci.site.limits import allowance
from lifesci.site.manners import is_for_programs

FOUND, KNOWN = "200 OK", "304 Not Modified"
NEVER = (*DESK, *PROBES, settings.STATIC_URL)  # addresses under which nothing is kept


class KeptWay:
    """A WSGI application in front of Django's."""

    def __init__(self, application):
        self.application = application
        self.scheme_header = (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]
        self.memory = Memory()
        self.shared = Shared() if is_shared() else None

    def __call__(self, environ, start_response):
        """The answer that is kept, if it is of the register's present version; else Django's, which is kept then."""
        asked = None if environ.get("PATH_INFO", "").startswith(NEVER) else question(environ, self.scheme_header)
        if asked is None:
            return self.application(environ, start_response)
        answer = self.kept(asked, environ)
        if answer is None:
            return self.by_django(asked, environ, start_response)
        return self.given(answer, environ, start_response)

    def given(self, answer: Answer, environ, start_response):
        """The kept answer, or what Django says to a client of the API who may ask no more or has a wrong key."""
        caller, left = None, None
        if is_for_programs(environ["PATH_INFO"]):
            try:
                caller = caller_of(environ)
            except (WrongKey, Error):
                return self.application(environ, start_response)
            left = allowance(environ, caller)
            if left and left.is_spent:
                return self.application(environ, start_response)
        status, fields, body = as_asked(answer, environ)
        if caller:
            note_call(caller, answer.endpoint, environ, int(status[:3]))
        start_response(status, [*fields, *left.fields()] if left else fields)
        return [body]

    def kept(self, asked: bytes, environ) -> Answer | None:
        """What is kept and tells of the register as it is now."""
        if not self.shared and self.memory.get(asked) is None:
            return None
        now = state_of()
        answer = self.find(asked, now)
        return self.find(negotiated(asked, environ), now) if answer and answer.is_negotiated else answer

    def find(self, asked: bytes, now: str) -> Answer | None:
        """What this process keeps of a state of the register, or what another does."""
        answer = self.memory.get(asked)
        if answer and answer.made_of == now:
            return answer
        answer = self.shared.get(asked) if self.shared else None
        if answer is None or answer.made_of != now:
            return None
        self.memory.put(asked, answer)
        return answer

    def by_django(self, asked: bytes, environ, start_response):
        """Django's answer, kept if it may be."""
        started = []

        def noting(status, fields, exc_info=None):
            started[:] = status, list(fields)
            return start_response(status, fields, exc_info)

        response = self.application(environ, noting)
        version = getattr(response, "of_version", None)
        if version is not None and environ["REQUEST_METHOD"] == "GET":
            self.keep(asked, environ, kept_of(*started, response, state_of(version)))
        return response

    def keep(self, asked: bytes, environ, answer: Answer | None) -> None:
        """Keep an answer, if it may be; one that depends on what the client takes under a question that says so."""
        if answer is None:
            return
        stores = [self.memory, self.shared] if self.shared else [self.memory]
        for store in stores:
            if differs_by_accept(answer):
                store.put(asked, Answer(answer.made_of, "", "", [], b""))
                store.put(negotiated(asked, environ), answer)
            else:
                store.put(asked, answer)


def as_asked(answer: Answer, environ) -> tuple[str, Fields, bytes]:
    """The kept answer, word that the client holds it, or for HEAD its fields alone."""
    if is_known(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag):
        return KNOWN, answer.fields_of_304(), b""
    return FOUND, answer.fields, answer.body if environ["REQUEST_METHOD"] == "GET" else b""


def state_of(version: int | None = None) -> str:
    """What names the state of the register at a version, at its present one when none is given.

    The moment tells it from the same number in a register that was restored. It is "" where the database is away.
    """
    try:
        version = register_version() if version is None else version
        return f"{version} {version_moment(version)}"
    except Error:
        return ""
