"""What the addresses of the flat tables take and answer, in OpenAPI's words; each row as the field registry has it."""

from lifesci.api.describe import in_path, in_query, list_schema, operation, own_list, reference
from lifesci.api.schemas import ADDRESS, TEXT, in_part, strict
from lifesci.tables.column import Type
from lifesci.tables.json_schema import component_of, row_schema
from lifesci.tables.registry import ALL, LISTED, TABLES


def table_list(view) -> dict:
    """The tables."""
    return own_list(view, "tables", "The flat tables and their columns", "TableLine", tag="tables")


def table_rows(view) -> dict:
    """The rows of a table."""
    name = in_path("name", "Name of the table.", {"type": "string", "enum": list(TABLES)})
    schema = list_schema("TableRow")
    schema["properties"]["results"]["items"] = {"anyOf": [reference(component_of(table)) for table in TABLES]}
    schema["properties"]["results"]["items"]["anyOf"].append(reference("TableRowPart"))
    return operation(
        "read_table",
        "All rows of a flat table",
        schema,
        tag="tables",
        parameters=[name, *map(in_query, view.parameters())],
        problems=(404,),
        tables=tuple(TABLES),
    )


def table_components() -> dict[str, dict]:
    """A component for a row of each table, made from the field registry, and those of the list of tables."""
    column = {"name": TEXT, "type": {"type": "string", "enum": [each.value for each in Type]}, "meaning": TEXT}
    column |= {"unit": TEXT, "vocabulary": TEXT, "refers": TEXT, "codes": {"type": "array", "items": TEXT}}
    column["is_required"] = {"type": "boolean"}
    line = {"name": TEXT, "title": TEXT, "meaning": TEXT, "key": {"type": "array", "items": TEXT}, "url": ADDRESS}
    line["columns"] = {"type": "array", "items": reference("TableColumn")}
    rows = {component_of(table.name): row_schema(table) for table in (*ALL, *LISTED)}
    every = {name: {} for table in ALL for name in table.names}
    part = in_part({"type": "object", "properties": every, "description": "A row."})
    listed = strict(line, "One flat table.")
    described = {
        "TableColumn": strict(column, "One column of a flat table, as the field registry describes it."),
        "TableLine": listed,
        "TableLinePart": in_part(listed),
        "TableRowPart": part,
    }
    return {**rows, **described, "TableLineList": list_schema("TableLine")}
