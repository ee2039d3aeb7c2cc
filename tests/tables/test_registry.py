"""The field registry describes every column once, and everything that speaks of columns says what it says."""

import pytest

from lifesci.downloads import csvw, datapackage
from lifesci.downloads.rows.tabling import MAKERS
from lifesci.tables.column import Type
from lifesci.tables.json_schema import row_schema
from lifesci.tables.lists import LEFT_OUT
from lifesci.tables.registry import ALL, LISTED, TABLES, meaning
from lifesci.totals.adding import Reason

NAMES = [
    *("programmes", "figures", "outcomes", "stories", "organisations", "affiliations"),
    *("briefs", "sources", "places", "terms", "searches", "links", "tombstones"),
]
FROM_ELSEWHERE = {"places", "terms", "searches", "tombstones"}  # tables whose rows no document gives


def test_the_registry_has_the_tables_that_are_promised():
    assert list(TABLES) == NAMES
    assert set(MAKERS) | FROM_ELSEWHERE == set(NAMES)


@pytest.mark.parametrize("table", [*ALL, *LISTED], ids=lambda table: table.name)
def test_each_column_of_a_table_is_described_once_in_a_sentence(table):
    assert len(set(table.names)) == len(table.names)
    for column in table.columns:
        assert column.name.isascii()
        assert column.name.replace("_", "a").isalnum()
        assert column.name == column.name.lower()
        assert column.meaning[0].isupper() or column.meaning[0] == "“", column
        assert column.meaning[-1] in ".?…:", column
    assert set(table.key) <= set(table.names)


@pytest.mark.parametrize("table", ALL, ids=NAMES)
def test_every_row_of_a_bulk_table_has_a_whole_key(table):
    assert all(table.by_name[name].is_required for name in table.key)


def test_no_two_tables_have_one_name():
    names = [table.name for table in (*ALL, *LISTED)]
    assert len(set(names)) == len(names)


def test_a_total_has_a_column_for_each_reason_to_leave_figures_out():
    assert [reason.replace("_", "-") for reason in LEFT_OUT] == [reason.value for reason in Reason]


@pytest.mark.parametrize("table", ALL, ids=NAMES)
def test_what_a_column_refers_to_is_there(table):
    for column in table.columns:
        if column.refers:
            other, _, name = column.refers.partition(".")
            assert TABLES[other].key == (name,)
    assert all(column.refers for column in table.held)


@pytest.mark.parametrize("table", ALL, ids=NAMES)
def test_csvw_data_package_and_json_schema_say_what_the_registry_says(table):
    told = {column.name: column.described for column in table.columns}
    columns = csvw.schema(table)["columns"]
    fields = datapackage.schema(table)["fields"]
    properties = row_schema(table)["properties"]
    assert {each["name"]: each["dc:description"] for each in columns} == told
    assert [each["name"] for each in columns] == list(table.names)
    assert {each["name"]: each["description"] for each in fields} == told
    assert [each["name"] for each in fields] == list(table.names)
    assert {name: each["description"] for name, each in properties.items()} == told
    assert list(properties) == list(table.names)


@pytest.mark.parametrize("table", ALL, ids=NAMES)
def test_types_agree_in_every_description(table):
    columns = {each["name"]: each for each in csvw.schema(table)["columns"]}
    fields = {each["name"]: each for each in datapackage.schema(table)["fields"]}
    properties = row_schema(table)["properties"]
    alike = {
        Type.INTEGER: ("integer", "integer", "integer"),
        Type.BOOLEAN: ({"base": "boolean", "format": "true|false"}, "boolean", "boolean"),
        Type.DATE: ({"base": "date", "format": "yyyy-MM-dd"}, "date", "string"),
        Type.LIST: ("string", "list", "array"),
        Type.CODE: ("string", "string", "string"),
    }
    for column in table.columns:
        if column.type in alike:
            schema = properties[column.name]
            plain = schema["anyOf"][0] if "anyOf" in schema else schema
            found = (columns[column.name]["datatype"], fields[column.name]["type"], plain["type"])
            assert found == alike[column.type], column
        assert columns[column.name]["required"] is column.is_required
        assert fields[column.name].get("constraints", {}).get("required", False) is column.is_required


def test_meaning_is_what_a_form_says_of_its_field():
    assert meaning("programmes", "summary") == "One sentence for lists, in our own words."
    with pytest.raises(KeyError):
        meaning("programmes", "sumary")
