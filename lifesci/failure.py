"""What can go wrong with a public request, said once for the API and the pages, which both call it."""

from dataclasses import dataclass, field

from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404

from lifesci.editions.models import Change
from lifesci.editions.reading import Gone, Unknown
from lifesci.search.parameters import BadParameter

METHODS = "GET, HEAD, OPTIONS"
HOMES = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
RETRY_SECONDS = 10
SHOWN = 80  # characters of a wrong address that an answer repeats


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


def not_found(detail: str = "There is nothing at this address.") -> Failure:
    """An address that leads nowhere."""
    return Failure(404, "not-found", "Not found", detail)


def method_not_allowed(method: str, allowed: str = METHODS) -> Failure:
    """The register is read with GET and HEAD; only its forms are also sent."""
    detail = (
        f"{method} is not possible here: this address can only be {'read' if allowed == METHODS else 'read or sent'}."
    )
    return Failure(405, "method-not-allowed", "Method not allowed", detail, headers={"Allow": allowed})


def form_from_elsewhere() -> Failure:
    """A form that was not sent from the register's own page."""
    detail = (
        "This form was not sent from a page of the register. Nothing was taken. Open the page here and send it again."
    )
    return Failure(403, "forbidden", "Not sent from here", detail)


def form_too_large(most: int) -> Failure:
    """A form longer than any that the register asks for."""
    detail = (
        f"A form may have {most // 1024} kB, and this one has more. Nothing was taken. Shorten it and send it again."
    )
    return Failure(413, "too-large", "Too large", detail)


def form_of_another_type() -> Failure:
    """A body that is no form as browsers send it."""
    detail = "Forms are taken as application/x-www-form-urlencoded. Nothing was taken."
    return Failure(415, "unsupported-media-type", "Unsupported media type", detail)


def too_many_forms(rate: int, seconds: int) -> Failure:
    """The client has sent as many forms as it may."""
    minutes = -(-seconds // 60)
    wait = "a minute" if minutes == 1 else f"{minutes} minutes"
    detail = f"An address may send {rate} forms an hour. Nothing was taken this time. Send it again in {wait}."
    return Failure(429, "too-many-requests", "Too many requests", detail, headers={"Retry-After": str(seconds)})


def not_acceptable(offered: str, field_name: str) -> Failure:
    """What is served here is none of the things that were asked for in a field of the request."""
    detail = f"This address serves {offered}, and the request accepts none of that."
    return Failure(406, "not-acceptable", "Not acceptable", detail, {"offered": offered}, {"Vary": field_name})


def wrong_key(detail: str) -> Failure:
    """The request carries a key that the register does not take. An answer without it would hide that."""
    challenge = 'Bearer realm="The API of the register", error="invalid_token"'
    return Failure(401, "wrong-key", "The key is not valid", detail, headers={"WWW-Authenticate": challenge})


def too_many_requests(rate: int, seconds: int, who: str = "An address") -> Failure:
    """The client has used up its requests for this minute."""
    detail = f"{who} may ask {rate} times a minute. Ask again in {seconds} seconds."
    return Failure(429, "too-many-requests", "Too many requests", detail, headers={"Retry-After": str(seconds)})


def unavailable() -> Failure:
    """The database does not answer."""
    detail = "The register cannot read its records at the moment. Nothing is lost; try again shortly."
    return Failure(503, "unavailable", "Service unavailable", detail, headers={"Retry-After": str(RETRY_SECONDS)})


def bad_parameter(error: BadParameter) -> Failure:
    """A parameter that is unknown, or whose value is."""
    members = {"parameter": error.parameter} | ({"nearest": error.nearest} if error.nearest else {})
    return Failure(400, "bad-parameter", "A parameter is not understood", error.detail, members)


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
    }
    if change.action == Change.Action.MERGED:
        detail = f"This {change.kind} was merged into {change.successor}: {change.reason}"
        return Failure(410, "gone", "Merged", detail, members | {"merged": True})
    return Failure(410, "gone", "Withdrawn", f"This {change.kind} was withdrawn: {change.reason}", members)


def unknown(error: Unknown) -> Failure:
    """A record, or an Edition of one, that was never published."""
    ref = error.ref[:SHOWN]
    if error.number is None:
        return not_found(f"No {error.kind} with the ref “{ref}” is published.")
    return not_found(f"The {error.kind} “{ref}” has no Edition {str(error.number)[:SHOWN]}.")


def malformed(error: Exception) -> Failure:
    """A request that is broken before its meaning is looked at."""
    detail = "The request is malformed."
    if isinstance(error, DisallowedHost):
        detail = "The register does not answer under this host name."
    return Failure(400, "bad-request", "Bad request", detail)


def not_text() -> Failure:
    """An address that no database can look up: PostgreSQL takes no text with a NUL character."""
    return Failure(400, "bad-request", "Bad request", "The address holds a NUL character.")


def forbidden() -> Failure:
    """A desk address that this account may not use."""
    return Failure(403, "forbidden", "Forbidden", "This account may not do that.")


def internal() -> Failure:
    """A fault of the register's own."""
    detail = "Something went wrong in the register. It has been recorded; nothing was changed."
    return Failure(500, "internal-error", "Internal error", detail)


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
