"""From a failure to its page: which next steps help a reader. Called by lifesci.urls."""

from collections.abc import Iterator

from django.http import HttpResponsePermanentRedirect

from lifesci.failure import Failure
from lifesci.site.errors import error_page
from lifesci.words import gettext


def failure_page(request, failure: Failure):
    """The failure as a page for people, with the header fields it asks for; what was merged leads to its successor."""
    if failure.members.get("merged"):
        return HttpResponsePermanentRedirect(failure.members["successor"]["url"])
    response = error_page(
        request,
        status=failure.status,
        title=failure.title,
        detail=failure.detail,
        next_steps=next_steps(request, failure),
    )
    for name, value in failure.headers.items():
        response.headers[name] = value
    return response


def next_steps(request, failure: Failure) -> list[tuple[str, str]]:
    """Links that lead on: to what took a withdrawn record's place and what stands of it, or to the list without the
    wrong filter."""
    if failure.name == "gone":
        return list(after_withdrawal(failure.members))
    if parameter := failure.members.get("parameter"):
        query = request.GET.copy()
        query.pop(parameter, None)
        label = gettext("See this page without “{parameter}”").format(parameter=parameter)
        return [(label, f"{request.path}{'?' if query else ''}{query.urlencode()}")]
    return []


def after_withdrawal(members: dict) -> Iterator[tuple[str, str]]:
    """The record that takes a withdrawn one’s place, and its last Edition; nothing for what was no record."""
    if successor := members.get("successor"):
        yield gettext("See the record that takes its place"), successor["url"]
    if members.get("last_edition"):
        yield gettext("Read its last Edition, which stays at its own address"), members["last_edition"]
