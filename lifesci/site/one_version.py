"""Answers that speak of one register version alone, also while somebody publishes. Called by the public door."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse

from lifesci.editions.log import hold_log
from lifesci.editions.version import register_version
from lifesci.site.manners import validator

TRIES = 4  # times an answer is made without holding anybody up


def of_one_version(request, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer()` makes of the version that was seen or a later one, and is marked with as `of_version`.

    A view reads in several steps, and between two of them somebody may publish. So the version is asked again when it
    is done, and where that has moved on, whatever came of it is made again. After a few tries publishers wait.
    """
    for _ in range(TRIES):
        response = attempted(request, answer)
        if response is not None:
            return response
    with transaction.atomic():
        hold_log()
        see(request, register_version())
        return marked(request, answer())


def attempted(request, answer: Callable[[], HttpResponse]) -> HttpResponse | None:
    """The answer, or None where the register moved on meanwhile. Raises what the view raised unless that may be why."""
    try:
        response = answer()
    except Exception:
        if is_overtaken(request):
            return None
        raise
    return None if is_overtaken(request) else marked(request, response)


def is_overtaken(request) -> bool:
    """Whether the register has moved on since the version that was seen; the newer one is seen then."""
    version = register_version()
    if version == request.register_version:
        return False
    see(request, version)
    return True


def see(request, version: int) -> None:
    """Let the request ask of this version, which its validator names."""
    request.register_version = version
    request.public_etag = validator(request, version)


def marked(request, response: HttpResponse) -> HttpResponse:
    """The answer, which says what it was made of and which address of ours it is."""
    response.of_version, response.endpoint = request.register_version, request.resolver_match.url_name or ""
    return response
