"""OpenAPI 3.1 by drf-spectacular: each view describes its own operation, the components come from the JSON Schemas."""

import json
from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from lifesci.api.describe import components

DESCRIPTION = (
    "Everything the register has published: programmes, organisations, briefs and sources as whole documents, "
    "their figures and outcomes as flat rows, the vocabularies, and a change log without gaps. Read-only, open to "
    "every origin, no key needed. Answers depend on their address and the register version alone; send back `ETag` "
    "in `If-None-Match`."
)
SETTINGS = {
    "TITLE": "Life sciences skills and outreach register",
    "DESCRIPTION": DESCRIPTION,
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "POSTPROCESSING_HOOKS": ["lifesci.api.openapi.with_components"],
    "SORT_OPERATIONS": False,
}


class RegisterSchema(AutoSchema):
    """Takes the operation from the view, which knows what it serves, instead of guessing it from serialisers."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        """The operation object of one address."""
        return self.view.operation()


def with_components(result, generator, request, public):
    """Add the components that operations refer to."""
    result["components"] = components()
    return result


@cache
def openapi_text() -> str:
    """The whole description as JSON text, made once a process."""
    return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False)
