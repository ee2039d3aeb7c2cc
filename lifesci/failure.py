"""What can go wrong with a public request, said once for the API and the pages, which both call it."""

from dataclasses import dataclass, field

from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404

from lifesci.editions.models import Change
from lifesci.editions.reading import Gone, Unknown
from lifesci.search.parameters import BadParameter
from lifesci.words import gettext, gettext_noop, ngettext

METHODS = "GET, HEAD, OPTIONS"
HOMES = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
RETRY_SECONDS = 10
SHOWN = 80  # characters of a wrong address that an answer repeats
NOUNS = {
    "programme": gettext_noop("programme"),
    "organisation": gettext_noop("organisation"),
    "brief": gettext_noop("brief"),
    "source": gettext_noop("source"),
}


@dataclass(frozen=True)
class Failure:
    """One answer that is not what was asked for. `name` is the problem type, `members` go into the problem document."""

    status: int
    name: str
    title: str
    detail: str
    members: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)


class Refused(Exception):
    """Raised by public code that knows the whole answer to give."""

    def __init__(self, failure: Failure):
        self.failure = failure
        super().__init__(failure.detail)


def not_found(detail: str = "") -> Failure:
    """An address that leads nowhere."""
    return Failure(404, "not-found", gettext("Not found"), detail or gettext("There is nothing at this address."))


def method_not_allowed(method: str, allowed: str = METHODS) -> Failure:
    """The register is read with GET and HEAD; only its forms are also sent."""
    read = gettext("{method} is not possible here: this address can only be read.")
    sent = gettext("{method} is not possible here: this address can only be read or sent.")
    detail = (read if allowed == METHODS else sent).format(method=method)
    return Failure(405, "method-not-allowed", gettext("Method not allowed"), detail, headers={"Allow": allowed})


def form_from_elsewhere() -> Failure:
    """A form that was not sent from the register's own page."""
    detail = gettext(
        "This form was not sent from a page of the register. Nothing was taken. Open the page here and send it again."
    )
    return Failure(403, "forbidden", gettext("Not sent from here"), detail)


def form_too_large(most: int) -> Failure:
    """A form longer than any that the register asks for."""
    detail = gettext(
        "A form may have {size} kB, and this one has more. Nothing was taken. Shorten it and send it again."
    ).format(size=most // 1024)
    return Failure(413, "too-large", gettext("Too large"), detail)


def form_of_another_type() -> Failure:
    """A body that is no form as browsers send it."""
    detail = gettext("Forms are taken as {media_type}. Nothing was taken.")
    detail = detail.format(media_type="application/x-www-form-urlencoded")
    return Failure(415, "unsupported-media-type", gettext("Unsupported media type"), detail)


def too_many_forms(rate: int, seconds: int) -> Failure:
    """The client has sent as many forms as it may."""
    minutes = -(-seconds // 60)
    detail = ngettext(
        "An address may send {rate} forms an hour. Nothing was taken this time. Send it again in a minute.",
        "An address may send {rate} forms an hour. Nothing was taken this time. Send it again in {minutes} minutes.",
        minutes,
    ).format(rate=rate, minutes=minutes)
    return too_many(detail, seconds)


def not_acceptable(offered: str, field_name: str) -> Failure:
    """What is served here is none of the things that were asked for in a field of the request."""
    detail = gettext("This address serves {offered}, and the request accepts none of that.").format(offered=offered)
    title = gettext("Not acceptable")
    return Failure(406, "not-acceptable", title, detail, {"offered": offered}, {"Vary": field_name})


def wrong_key(detail: str) -> Failure:
    """The request carries a key that the register does not take. An answer without it would hide that."""
    challenge = 'Bearer realm="The API of the register", error="invalid_token"'
    return Failure(401, "wrong-key", gettext("The key is not valid"), detail, headers={"WWW-Authenticate": challenge})


def too_many_requests(rate: int, seconds: int, who: str = "") -> Failure:
    """The client has used up its requests for this minute."""
    detail = gettext("{who} may ask {rate} times a minute. Ask again in {seconds} seconds.")
    return too_many(detail.format(who=who or gettext("An address"), rate=rate, seconds=seconds), seconds)


def too_many(detail: str, seconds: int) -> Failure:
    """A client that has asked or sent more than it may, and when it may again."""
    title, headers = gettext("Too many requests"), {"Retry-After": str(seconds)}
    return Failure(429, "too-many-requests", title, detail, headers=headers)


def unavailable() -> Failure:
    """The database does not answer."""
    detail = gettext("The register cannot read its records at the moment. Nothing is lost; try again shortly.")
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return Failure(503, "unavailable", gettext("Service unavailable"), detail, headers=headers)


def bad_parameter(error: BadParameter) -> Failure:
    """A parameter that is unknown, or whose value is."""
    members = {"parameter": error.parameter} | ({"nearest": error.nearest} if error.nearest else {})
    return Failure(400, "bad-parameter", gettext("A parameter is not understood"), error.detail, members)


def gone(error: Gone) -> Failure:
    """A tombstone: why the record was withdrawn, when, and what takes its place."""
    change = error.change
    members = {
        "kind": change.kind,
        "ref": change.ref,
        "reason": change.reason,
        "withdrawn_on": change.happened_at.date().isoformat(),
        "successor": {"ref": change.successor, "url": f"/{HOMES[change.kind]}/{change.successor}/"}
        if change.successor
        else None,
        "last_edition": f"/{HOMES[change.kind]}/{change.ref}/editions/{change.number}/" if change.number else None,
    }
    if change.action == Change.Action.MERGED:
        detail = gettext("This {kind} was merged into {successor}: {reason}")
        members |= {"merged": True}
    else:
        detail = gettext("This {kind} was withdrawn: {reason}")
    detail = detail.format(kind=gettext(NOUNS[change.kind]), successor=change.successor, reason=change.reason)
    title = gettext("Merged") if change.action == Change.Action.MERGED else gettext("Withdrawn")
    return Failure(410, "gone", title, detail, members)


def unknown(error: Unknown) -> Failure:
    """A record, or an Edition of one, that was never published."""
    detail = gettext("The {kind} “{ref}” has no Edition {number}.")
    if error.number is None:
        detail = gettext("No {kind} with the ref “{ref}” is published.")
    shown = {"ref": error.ref[:SHOWN], "number": str(error.number)[:SHOWN]}
    return not_found(detail.format(kind=gettext(NOUNS[error.kind]), **shown))


def malformed(error: Exception) -> Failure:
    """A request that is broken before its meaning is looked at."""
    detail = gettext("The request is malformed.")
    if isinstance(error, DisallowedHost):
        detail = gettext("The register does not answer under this host name.")
    return Failure(400, "bad-request", gettext("Bad request"), detail)


def not_text() -> Failure:
    """An address that no database can look up: PostgreSQL takes no text with a NUL character."""
    return Failure(400, "bad-request", gettext("Bad request"), gettext("The address holds a NUL character."))


def forbidden() -> Failure:
    """A desk address that this account may not use."""
    return Failure(403, "forbidden", gettext("Forbidden"), gettext("This account may not do that."))


def internal() -> Failure:
    """A fault of the register's own."""
    detail = gettext("Something went wrong in the register. It has been recorded; nothing was changed.")
    return Failure(500, "internal-error", gettext("Internal error"), detail)


def failure_of(error: BaseException | None) -> Failure:
    """The answer an exception stands for; what is not expected is an internal error without a word of the cause."""
    for kinds, answer in ANSWERS:
        if isinstance(error, kinds):
            return answer(error)
    return internal()


ANSWERS = (
    (Refused, lambda error: error.failure),
    (BadParameter, bad_parameter),
    (Gone, gone),
    (Unknown, unknown),
    (Http404, lambda error: not_found()),
    (PermissionDenied, lambda error: forbidden()),
    ((SuspiciousOperation, BadRequest), malformed),
    ((OperationalError, InterfaceError), lambda error: unavailable()),
)
