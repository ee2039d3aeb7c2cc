"""CSV on the Web: what each column of a file is, for programs that read CSV. Pure: registry in, JSON out."""

import json
from functools import cache
from hashlib import sha256

from lifesci.downloads import licence
from lifesci.tables.column import SEPARATOR, Column, Table, Type
from lifesci.tables.registry import ALL

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
DATATYPES = {
    Type.INTEGER: "integer",
    Type.DECIMAL: "decimal",
    Type.BOOLEAN: {"base": "boolean", "format": "true|false"},
    Type.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    Type.MOMENT: {"base": "dateTime", "format": "yyyy-MM-ddTHH:mm:ssX"},
    Type.URL: "anyURI",
    Type.PATH: "anyURI",
}
DIALECT = {"delimiter": ",", "doubleQuote": True, "encoding": "utf-8", "header": True, "quoteChar": '"'}


def file_name(table: Table) -> str:
    """The file of a table."""
    return f"{table.name}.csv"


def metadata_name(table: Table) -> str:
    """Where a reader of the file looks for its metadata."""
    return f"{file_name(table)}-metadata.json"


def metadata(table: Table) -> dict:
    """The metadata of one file."""
    return {"@context": CONTEXT, "@type": "Table", **about(table), "dialect": DIALECT, "tableSchema": schema(table)}


def group() -> dict:
    """The metadata of all files together, with the keys by which rows of one name rows of another."""
    tables = [
        {**about(table), "tableSchema": {**schema(table), "foreignKeys": list(map(foreign_key, table.held))}}
        for table in ALL
    ]
    return {"@context": CONTEXT, "@type": "TableGroup", "dialect": DIALECT, "tables": tables}


@cache
def shape() -> str:
    """A word for all columns of all tables as the code describes them: another one when any of that changes."""
    return sha256(json.dumps(group()).encode()).hexdigest()[:16]


def about(table: Table) -> dict:
    """What a file is and under what terms it is given."""
    return {
        "url": file_name(table),
        "dc:title": table.title,
        "dc:description": table.meaning,
        "dc:license": {"@id": licence.ADDRESS},
    }


def schema(table: Table) -> dict:
    """The columns of a file."""
    return {"columns": list(map(column_of, table.columns)), "primaryKey": list(table.key)}


def column_of(column: Column) -> dict:
    """One column."""
    several = {"separator": SEPARATOR} if column.type is Type.LIST else {}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.described,
        "datatype": DATATYPES.get(column.type, "string"),
        "required": column.is_required,
        "null": "",
        **several,
    }


def foreign_key(column: Column) -> dict:
    """A column whose every value is a key of another file."""
    table, _, name = column.refers.partition(".")
    reference = {"resource": f"{table}.csv", "columnReference": name}
    return {"columnReference": column.name, "reference": reference}
