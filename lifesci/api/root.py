"""The API's front: its links, its problem types and its descriptive addresses."""

import orjson
from django.conf import settings
from django.shortcuts import render

from lifesci.api.describe import json_schema, openapi, problems, root
from lifesci.api.exporting import ShortList
from lifesci.api.listing import address
from lifesci.api.openapi import openapi_text
from lifesci.api.problem import MEANINGS, TYPES
from lifesci.api.schemas import schema_text
from lifesci.api.view import JSON, RegisterView
from lifesci.failure import Refused, not_found
from lifesci.tables.lists import PROBLEMS

LINKS = (
    *("programmes", "organisations", "briefs", "sources", "figures", "outcomes", "tables", "vocabularies", "totals"),
    *("changes", "checkpoints", "me", "problems", "schema", "docs"),
)
OPEN_REFERRAL = "/oruk/v3/"  # the same records as a standard of councils has them
FILES = "/data/"  # and all of it as files
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Root(RegisterView):
    """Where a partner begins."""

    operation = root

    def get(self, request):
        """What this is, its version and licence, and the address of everything else."""
        self.refuse_parameters(request)
        paths = {name: f"/api/v1/{name}/" for name in LINKS} | {"oruk": OPEN_REFERRAL, "data": FILES}
        links = {name: address(request, path) for name, path in paths.items()}
        document = {
            "name": settings.SITE_NAME,
            "register_version": request.register_version,
            "licence": LICENCE,
            "links": links,
        }
        return self.text(orjson.dumps(document).decode())


class Problems(ShortList):
    """What the `type` of a problem document points at."""

    operation = problems
    table = PROBLEMS

    def lines(self, request):
        """Every problem type with its status and meaning."""
        return [{"type": f"{TYPES}#{name}", "status": status, "meaning": meaning} for name, status, meaning in MEANINGS]


class OpenAPI(RegisterView):
    """This API in OpenAPI 3.1."""

    operation = openapi

    def get(self, request):
        """The description, the same for everybody."""
        self.refuse_parameters(request)
        return self.text(openapi_text())


class JSONSchema(RegisterView):
    """The JSON Schema that documents of one kind and schema number follow."""

    operation = json_schema
    offers = ("application/schema+json", JSON)

    def get(self, request, kind, number):
        """The schema as it stands beside the code. Raises Refused with 404."""
        self.refuse_parameters(request)
        text = schema_text(f"{kind}-{number}")
        if text is None:
            raise Refused(not_found(f"There is no schema {number} of the kind “{kind}”."))
        return self.text(text)


def docs(request):
    """The page on which people try the API; it reads the OpenAPI description and needs no other host."""
    return render(request, "api/docs.html", {"site_name": settings.SITE_NAME})
