"""Forms that anybody may send: what is asked of one before its view reads it. Called by the public door.

There is no session to tie a form to, so its origin is asked for instead: browsers say with every form where it was sent
from, and a page elsewhere cannot make them say otherwise.
"""

from urllib.parse import urlsplit

from lifesci.failure import (
    METHODS,
    Refused,
    form_from_elsewhere,
    form_of_another_type,
    form_too_large,
    too_many_forms,
)
from lifesci.site.limits import form_allowance

FORM_METHODS = f"{METHODS}, POST"
LARGEST = 256 * 1024  # bytes; the longest form that the register asks for stays below it, each character escaped
FORM_TYPE = "application/x-www-form-urlencoded"


def methods_of(view) -> str:
    """The methods that an address takes."""
    return FORM_METHODS if getattr(view, "takes_forms", False) else METHODS


def admit(request) -> None:
    """Let a form pass to its view. Raises Refused: another type, too large, from elsewhere, too many."""
    if request.content_type != FORM_TYPE:
        raise Refused(form_of_another_type())
    if length(request.META) > LARGEST:
        raise Refused(form_too_large(LARGEST))
    if not is_from_here(request):
        raise Refused(form_from_elsewhere())
    allowance = form_allowance(request.META)
    if allowance and allowance.is_spent:
        raise Refused(too_many_forms(allowance.rate, allowance.seconds))


def length(meta: dict) -> int:
    """The bytes that a body says it has; one that does not say is read as empty."""
    stated = meta.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isascii() and stated.isdigit() else LARGEST + 1


def is_from_here(request) -> bool:
    """Was the form sent from a page of this host? A client that says nothing of it is no browser of today."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site == "same-origin"
    named = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER")
    return named is None or host_of(named) == request.get_host()


def host_of(address: str) -> str:
    """The host of an address, empty for what is none ("null")."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
