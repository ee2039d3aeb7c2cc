"""What every view of the API has in common: it negotiates, answers text, and describes itself for OpenAPI."""

from functools import cache

from django.http import HttpResponse
from rest_framework.views import APIView

from lifesci.api.accept import accepts
from lifesci.api.media import JSON
from lifesci.api.openapi import RegisterSchema
from lifesci.api.versions import deprecations
from lifesci.failure import Refused, not_acceptable
from lifesci.search.parameters import refuse_unknown


@cache
def operation_name(view: type, options: frozenset) -> str:
    """What the description calls the operation of a view."""
    return view(**dict(options)).operation()["operationId"]


class RegisterView(APIView):
    """A read-only address. Its answers are stored text, so nothing of DRF but the description runs for a request.

    Methods, host, rate, caching and errors are the public door's; `validated_by` tells it what an answer depends on.
    """

    schema = RegisterSchema()
    offers = (JSON,)
    validated_by = "version"
    reads_parameters = True
    http_method_names = ["get"]

    def dispatch(self, request, *args, **kwargs):
        """Negotiate, then answer. Raises Refused for a client that takes none of what is served here."""
        if not accepts(request.META.get("HTTP_ACCEPT", ""), self.offers):
            raise Refused(not_acceptable(", ".join(self.offers), "Accept"))
        return self.get(request, **kwargs)

    @classmethod
    def going(cls, match, request) -> dict[str, str]:
        """The fields that say what of this address, as it is asked, will go. The door lays them on every answer."""
        if not deprecations.DEPRECATIONS:
            return {}
        name = operation_name(cls, frozenset(match.func.initkwargs.items()))
        return deprecations.fields(deprecations.used(name, request.GET))

    def text(self, text: str, **headers) -> HttpResponse:
        """A good answer of the media type this view offers."""
        return HttpResponse(text, content_type=self.offers[0], headers={"Vary": "Accept", **headers})

    def refuse_parameters(self, request) -> None:
        """Raise BadParameter for any parameter: this address takes none."""
        if request.META.get("QUERY_STRING"):
            refuse_unknown(request.GET, ())
