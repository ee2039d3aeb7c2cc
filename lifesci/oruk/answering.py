"""What every view of this package has in common: it negotiates, takes any parameter, and answers JSON."""

from collections.abc import Callable
from functools import wraps

import orjson
from django.http import HttpResponse

from lifesci.api.accept import accepts
from lifesci.failure import Refused, not_acceptable, not_found

JSON = "application/json"
SCHEMA = "application/schema+json"


def answering(*offers: str) -> Callable:
    """Make a view of a function that gives a dict, or JSON text that is ready.

    The public door reads from it what the answer depends on; the standard ignores parameters it does not know, so none
    is refused here.
    """

    def dressed(view):
        @wraps(view)
        def answer(request, **kwargs):
            if not accepts(request.META.get("HTTP_ACCEPT", ""), offers):
                raise Refused(not_acceptable(offers[0], "Accept"))
            said = view(request, **kwargs)
            text = said if isinstance(said, bytes) else orjson.dumps(said)
            return HttpResponse(text, content_type=offers[0], headers={"Vary": "Accept"})

        answer.offers, answer.validated_by, answer.reads_parameters = offers, "version", True
        return answer

    return dressed


def site(request) -> str:
    """Where this register stands, for addresses that are written out."""
    return f"{request.scheme}://{request.get_host()}"


def no_such(what: str, id) -> Refused:
    """What to raise for an id that nothing published was given."""
    return Refused(not_found(f"There is no {what} with the id {id}."))
