"""The register's addresses, and one that answers with the facet counts of a filter, which its list pages show."""

import orjson
from django.http import HttpResponse
from django.urls import path

from lifesci import urls
from lifesci.search.ask import parse
from lifesci.search.shelf import find
from lifesci.urls import failed, handler400, handler403, handler404, handler500

__all__ = ["failed", "handler400", "handler403", "handler404", "handler500"]


def facets(request):
    """Every value of every facet with its count."""
    version = request.register_version
    found = find(parse("programme", request.META["QUERY_STRING"], for_page=True, version=version), version)
    counts = {
        scheme: [{"code": value.code, "label": value.label, "count": value.count} for value in values]
        for scheme, values in found.facets.items()
    }
    return HttpResponse(orjson.dumps({"count": found.count, "facets": counts}), content_type="application/json")


facets.reads_parameters = True
urlpatterns = [path("facets/", facets), *urls.urlpatterns]
