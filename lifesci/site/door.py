"""The public's door: public addresses are answered here, before any session, cookie or user exists."""

import logging
from functools import lru_cache
from importlib import import_module

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.exception import convert_exception_to_response
from django.db import InterfaceError, OperationalError, connections
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes

from lifesci.editions.reading import Gone, Unknown
from lifesci.editions.version import register_version
from lifesci.etags import is_known
from lifesci.failure import Refused, method_not_allowed, not_acceptable, not_text
from lifesci.search.parameters import BadParameter, refuse_unknown
from lifesci.site.callers import identify, tell
from lifesci.site.encoding import accepts_nothing
from lifesci.site.forms_sent import admit, methods_of
from lifesci.site.manners import IMMUTABLE, NO_STORE, PREFLIGHT, is_api, mannered, not_modified
from lifesci.site.one_version import of_one_version, see

DESK = ("/admin/", "/account/")
PROBES = ("/healthz", "/readyz")  # asked by machines that know the register by its number alone
DATABASE_AWAY = (OperationalError, InterfaceError)
EXPECTED = (Refused, BadParameter, Gone, Unknown, Http404, SuspiciousOperation, BadRequest, *DATABASE_AWAY)

logger = logging.getLogger(__name__)


class PublicDoor:
    """Answers every public address itself and lets only the desk's through to what stands behind it."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.guarded = convert_exception_to_response(self.answer)

    def __call__(self, request):
        """The public answer with its manners, or the desk's, which nobody may keep."""
        if not request.path_info.startswith(DESK):
            response = mannered(request, self.guarded(request))
            tell(request, response.status_code)
            return response
        response = self.get_response(request) if is_text(request) else failed(request, Refused(not_text()))
        response.headers["Cache-Control"] = NO_STORE
        return response

    def answer(self, request):
        """The view's answer, or the one that an expected failure stands for."""
        try:
            return public(request)
        except EXPECTED as error:
            if isinstance(error, DATABASE_AWAY):
                close_connections(error)
            return failed(request, error)


def failed(request, error) -> HttpResponse:
    """The answer that a failure stands for."""
    return import_module(settings.ROOT_URLCONF).failed(request, error)


def is_text(request) -> bool:
    """Whether the address holds characters that any database takes."""
    return "%00" not in request.META.get("QUERY_STRING", "") and "\0" not in request.path_info


def public(request):
    """Check what every public request must keep to, then call its view."""
    request.register_version = None
    match = matched(request)
    if isinstance(match, HttpResponse):
        return match
    view = getattr(match.func, "cls", match.func)
    if request.method == "OPTIONS":
        return options(request, methods_of(view))
    if request.method not in methods_of(view).split(", "):
        raise Refused(method_not_allowed(request.method, methods_of(view)))
    if accepts_nothing(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        raise Refused(not_acceptable("gzip or plain text", "Accept-Encoding"))
    request.resolver_match = match
    request.going = view.going(match, request) if hasattr(view, "going") else {}
    return viewed(request, match, view) if request.method != "POST" else taken(request, match, view)


def matched(request):
    """The view for this address; a redirect where only the closing slash is missing. The API's clients are counted."""
    if request.path_info not in PROBES:
        request.get_host()
    if is_api(request) and request.method != "OPTIONS":
        identify(request)
    try:
        return resolved(request.path_info, settings.ROOT_URLCONF)
    except Resolver404:
        return with_slash(request)


@lru_cache(maxsize=2048)
def resolved(path: str, urlconf: str):
    """Which view answers; addresses that are asked for again and again are looked up once."""
    return resolve(path, urlconf)


def with_slash(request) -> HttpResponsePermanentRedirect:
    """The redirect to the same address with a slash, if that leads anywhere. Raises Resolver404."""
    if request.path_info.endswith("/") or request.method not in ("GET", "HEAD"):
        raise Resolver404({"path": request.path_info})
    resolve(f"{request.path_info}/")
    return HttpResponsePermanentRedirect(escape_leading_slashes(request.get_full_path(force_append_slash=True)))


def options(request, methods) -> HttpResponse:
    """What may be done at this address; for the API also what a browser asks before it reads from another origin."""
    response = HttpResponse(status=204, headers={"Allow": methods} | (PREFLIGHT if is_api(request) else {}))
    del response.headers["Content-Type"]
    return response


def viewed(request, match, view):
    """Call the view, unless the client already holds what it would answer.

    A view says by `validated_by` what its answer depends on: "version" (the rule), "edition" (it sets the ETag itself),
    or "process" (nothing that may be kept). It says by `takes_forms` that it is also sent to, with POST.
    """
    validated_by = getattr(view, "validated_by", "version")
    if request.META.get("QUERY_STRING") and not reads_parameters(match, view):
        refuse_unknown(request.GET, ())
    if validated_by == "version":
        request.media = view.media_of(request) if hasattr(view, "media_of") else ""
        see(request, register_version())
        if is_known(request.META.get("HTTP_IF_NONE_MATCH", ""), request.public_etag):
            return not_modified(request.public_etag, is_negotiated=hasattr(view, "offers"))
        return of_one_version(request, lambda: called(request, match))
    if is_api(request) and (match.url_name or "").endswith("edition"):
        request.public_life = IMMUTABLE
    return called(request, match)


def called(request, match):
    """The view's answer, rendered."""
    response = match.func(request, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response


def taken(request, match, view):
    """Call a view with a form that was sent to it; nobody may keep the answer."""
    admit(request)
    if not reads_parameters(match, view):
        refuse_unknown(request.GET, ())
    request.public_life = NO_STORE
    request.register_version = register_version()
    return match.func(request, *match.args, **match.kwargs)


def reads_parameters(match, view) -> bool:
    """Whether the view checks its parameters itself: a list does, by the search's FilterSet; others say so."""
    return match.url_name == "list" or getattr(view, "reads_parameters", False)


def close_connections(error: Exception) -> None:
    """Let go of a broken connection, so that the next request opens a new one."""
    logger.error("The database does not answer: %s", error)
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
