"""The Data Package of all tables, which Frictionless readers open. Pure: registry and files in, JSON out."""

from collections.abc import Mapping

from lifesci.downloads import licence
from lifesci.downloads.csvw import file_name
from lifesci.downloads.made import Made
from lifesci.tables.column import SEPARATOR, Column, Table, Type
from lifesci.tables.registry import ALL

TYPES = {
    Type.INTEGER: {"type": "integer"},
    Type.DECIMAL: {"type": "number"},
    Type.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Type.DATE: {"type": "date", "format": "default"},
    Type.MOMENT: {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ"},
    Type.LIST: {"type": "list", "delimiter": SEPARATOR, "itemType": "string"},
    Type.URL: {"type": "string", "format": "uri"},
}
TEXT = {"type": "string"}


def descriptor(version: int, created: str, files: Mapping[str, Made]) -> dict:
    """The whole package at a register version; `files` are the CSV files as they were made, by name."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": licence.NAME,
        "title": "Life sciences skills and outreach register",
        "description": licence.ABOUT,
        "version": str(version),
        "created": created,
        "keywords": list(licence.KEYWORDS),
        "licenses": [{"name": licence.CODE, "title": licence.TITLE, "path": licence.ADDRESS}],
        "resources": [resource(table, files[file_name(table)]) for table in ALL],
    }


def resource(table: Table, made: Made) -> dict:
    """One file of the package."""
    return {
        "name": table.name,
        "type": "table",
        "path": file_name(table),
        "title": table.title,
        "description": table.meaning,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": made.bytes,
        "hash": f"sha256:{made.sha256}",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}},
        "schema": schema(table),
    }


def schema(table: Table) -> dict:
    """The columns of a file as a Table Schema."""
    return {
        "fields": list(map(field, table.columns)),
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [foreign_key(table, column) for column in table.held],
    }


def field(column: Column) -> dict:
    """One column."""
    constraints = {"required": True} if column.is_required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    limits = {"constraints": constraints} if constraints else {}
    return {"name": column.name, **TYPES.get(column.type, TEXT), "description": column.described, **limits}


def foreign_key(table: Table, column: Column) -> dict:
    """A column whose every value is a key of another table."""
    other, _, name = column.refers.partition(".")
    reference = {"resource": "" if other == table.name else other, "fields": [name]}
    return {"fields": [column.name], "reference": reference}
