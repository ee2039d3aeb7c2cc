"""OpenAPI 3.1 by drf-spectacular: each view describes its own operation, the components come from the JSON Schemas."""

import json
from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from lifesci.api.describe import KEY, components
from lifesci.api.describe_checkpoints import checkpoint_components
from lifesci.api.describe_tables import table_components
from lifesci.api.describe_totals import total_components
from lifesci.api.versions.deprecations import described


class RegisterSchema(AutoSchema):
    """Takes the operation from the view, which knows what it serves, instead of guessing it from serialisers."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        """The operation object of one address."""
        return described(self.view.operation())


def with_components(result, generator, request, public):
    """Add the components that operations refer to, and say that a key may be sent and need not be."""
    result["components"] = components()
    result["components"]["schemas"] |= checkpoint_components() | table_components() | total_components()
    result["security"] = [{}, {KEY: []}]
    return result


@cache
def openapi_text() -> str:
    """The whole description as JSON text, made once a process."""
    return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False)
