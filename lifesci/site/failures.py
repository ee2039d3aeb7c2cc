"""From a failure to its page: which next steps help a reader. Called by lifesci.urls."""

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
    """Links that lead on: to the record that took a withdrawn one's place, or to the list without the wrong filter."""
    if successor := failure.members.get("successor"):
        return [(gettext("See the record that takes its place"), successor["url"])]
    if parameter := failure.members.get("parameter"):
        query = request.GET.copy()
        query.pop(parameter, None)
        label = gettext("See this page without “{parameter}”").format(parameter=parameter)
        return [(label, f"{request.path}{'?' if query else ''}{query.urlencode()}")]
    return []
