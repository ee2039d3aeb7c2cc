"""A table's row as a JSON Schema, for the components of OpenAPI. Pure: registry in, plain dicts out."""

from lifesci.tables.column import Column, Table, Type

DECIMAL = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}, {"type": "null"}]}
SCHEMAS = {
    Type.LIST: {"type": "array", "items": {"type": "string"}},
    Type.INTEGER: {"type": "integer"},
    Type.BOOLEAN: {"type": "boolean"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.MOMENT: {"type": "string", "format": "date-time"},
}


def component_of(table: str) -> str:
    """What the schema of a table's row is called among the components."""
    return f"TableOf{table.title()}"


def row_schema(table: Table) -> dict:
    """One row: every column, none besides."""
    return {
        "description": table.meaning,
        "type": "object",
        "additionalProperties": False,
        "required": list(table.names),
        "properties": {column.name: value_schema(column) for column in table.columns},
    }


def value_schema(column: Column) -> dict:
    """What stands in one column: of a text "" where nothing is stated, of anything else null."""
    if column.type is Type.DECIMAL:
        return {**DECIMAL, "description": column.described}
    schema = dict(SCHEMAS.get(column.type, {"type": "string"}))
    if column.codes:
        schema["enum"] = [*column.codes] if column.is_required else ["", *column.codes]
    if column.is_text or column.type is Type.LIST or column.is_required:
        return {**schema, "description": column.described}
    return {"anyOf": [schema, {"type": "null"}], "description": column.described}
