"""Files are read row by row; what cannot be read is a sentence, and legitimate oddities are read and said."""

import contextlib
import io
import tracemalloc
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import numbers

from lifesci.imports.files import bounds
from lifesci.imports.files.bounds import BadFile, Row, Unreadable
from lifesci.imports.files.nature import BOM_NOTE, CP1252_NOTE
from lifesci.imports.files.tables import open_tables
from tests.imports.made_files import Long, csv_file, json_file, text_file, with_parts, xlsx_file, zip_bomb

HEADS = ("ref", "name")


def read(file, name):
    """(notes, rows by table) of a file."""
    tables = open_tables(file, name)
    return tables.notes, {table: list(tables.rows(table)) for table in tables.headers}


def refusal(file, name) -> str:
    """The sentence that a file is refused with."""
    with pytest.raises(BadFile) as refused:
        read(file, name)
    return str(refused.value)


def test_csv_of_two_rows_gives_them_with_their_numbers():
    notes, tables = read(csv_file(HEADS, ("a", "Alpha"), ("", ""), ("b", 'Be "ta"\nand more')), "x.csv")
    assert notes == []
    assert tables == {"": [Row(2, {"ref": "a", "name": "Alpha"}), Row(4, {"ref": "b", "name": 'Be "ta"\nand more'})]}


def test_csv_with_semicolons_or_tabs_is_read_and_said():
    notes, tables = read(text_file("ref;name\na;Alpha\n"), "x.csv")
    assert notes == ["Its cells are separated by semicolons; they were read so."]
    assert tables == {"": [Row(2, {"ref": "a", "name": "Alpha"})]}


def test_csv_with_a_byte_order_mark_or_in_cp1252_is_read_and_said():
    row = Row(2, {"ref": "a", "name": "“Café” £5"})
    assert read(csv_file(HEADS, ("a", "“Café” £5"), encoding="utf-8-sig"), "x.csv") == ([BOM_NOTE], {"": [row]})
    assert read(csv_file(HEADS, ("a", "“Café” £5"), encoding="cp1252"), "x.csv") == ([CP1252_NOTE], {"": [row]})


def test_csv_rows_with_other_than_the_headers_cells_say_so():
    _, tables = read(csv_file(HEADS, ("a",), ("b", "Beta", "surplus")), "x.csv")
    assert [row.problem for row in tables[""]] == [
        "The row has 1 cells and the first row names 2 columns.",
        "The row has 3 cells and the first row names 2 columns.",
    ]


def test_csv_with_a_formula_keeps_it_from_being_a_value():
    _, tables = read(csv_file(HEADS, ("a", "=1+1"), ("b", "'=1+1"), ("c", "'tis")), "x.csv")
    first, second, third = (row.cells["name"] for row in tables[""])
    assert isinstance(first, Unreadable)
    assert (second, third) == ("=1+1", "'tis")


@pytest.mark.parametrize(
    ("file", "name", "told"),
    [
        (io.BytesIO(), "x.csv", "The file is empty."),
        (csv_file(HEADS, ("a", "Alpha"), encoding="utf-16"), "x.csv", "The file is in UTF-16"),
        (csv_file(HEADS, ("a", "Alpha"), encoding="utf-16-le"), "x.csv", "The file is in UTF-16"),
        (text_file("ref,name\na,b\0c\n"), "x.csv", "The file holds NUL bytes"),
        (text_file('ref,name\na,"never closed\nb,Beta\n'), "x.csv", "In row 2 a quotation mark is opened"),
        (text_file('ref,name\na,"b"c\n'), "x.csv", "In row 2 a quotation mark is opened and not closed"),
        (io.BytesIO(b"ref,name\na,\x81\x8d\n"), "x.csv", "The file is neither in UTF-8 nor in Windows-1252"),
        (csv_file(("ref", "name", "Name"), ("a", "b", "c")), "x.csv", "The column “name” stands in the first row more"),
        (csv_file(("ref", "", "name"), ("a", "b", "c")), "x.csv", "Column 2 has no name in the first row"),
        (text_file("\n\n"), "x.csv", "The first row holds no column names"),
        (csv_file([f"c{number}" for number in range(10_000)]), "x.csv", "A table has at most 100 columns"),
        (csv_file(HEADS), "x.xlsx", "The name of the file ends in .xlsx, but it holds a text of rows (CSV)"),
        (csv_file(HEADS), "x.doc", "The name of the file ends in “.doc”"),
        (xlsx_file(a=[HEADS]), "x.csv", "The name of the file ends in .csv, but it holds an Excel workbook"),
        (json_file([]), "x.csv", "The name of the file ends in .csv, but it holds JSON"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0 old"), "x.xls", "The file is an old Excel workbook (.xls)"),
        (io.BytesIO(b"%PDF-1.7"), "x.csv", "The file is a PDF"),
        (text_file("<html><table>"), "x.csv", "The file is a web page or XML"),
        (io.BytesIO(b"PK\x03\x04 broken"), "x.xlsx", "The file cannot be read as an Excel workbook"),
        (json_file({"programmes": {}}), "x.json", "The file is no JSON that the register reads"),
        (text_file('[{"ref": "a"}, '), "x.json", "The trouble is in object 2"),
        (text_file("[" * 5000), "x.json", "The trouble is in object 1"),
        (json_file([{f"c{number}": 1 for number in range(101)}]), "x.json", "A table has at most 100 columns"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_sentence(file, name, told):
    assert refusal(file, name).startswith(told) or told in refusal(file, name)


def test_a_file_of_a_gigabyte_is_refused_unread():
    file = Long(1 << 30)
    assert refusal(file, "x.csv").startswith("The file has 1 GB; the register reads files of up to 64 MB.")
    assert file.reads == 0


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    tracemalloc.start()
    assert "would unpack to 300 MB" in refusal(zip_bomb(), "x.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_a_workbook_with_a_document_type_is_refused():
    file = with_parts(xlsx_file(a=[HEADS]), xl__workbook=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert refusal(file, "x.xlsx").startswith("The workbook declares a document type")


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_ROWS", 3)
    rows = [HEADS, *((str(number), "x") for number in range(4))]
    for file, name in ((csv_file(*rows), "x.csv"), (xlsx_file(a=rows), "x.xlsx")):
        assert refusal(file, name).startswith("A table has at most 3 rows")
    assert refusal(json_file([{"ref": "x"}] * 5), "x.json").startswith("A table has at most 3 rows")


def test_a_long_line_is_refused(monkeypatch):
    monkeypatch.setattr("lifesci.imports.files.nature.LONGEST_LINE", 100)
    assert refusal(csv_file(HEADS, ("a", "x" * 200)), "x.csv").startswith("A line of the file has more than 100")


def test_workbook_of_two_sheets_gives_typed_cells_by_sheet():
    day = datetime(2026, 3, 4)  # noqa: DTZ001 - workbooks know no zones
    file = xlsx_file(
        organisations=[HEADS, ("a", "_x0041_"), (None, None), ("b", None)],
        programme_figures=[("key", "value"), ("c", 1.5), ("d", day), ("e", True)],
        columns=[("for people",)],
    )
    assert read(file, "x.xlsx") == (
        [],
        {
            "organisations": [Row(2, {"ref": "a", "name": "A"}), Row(4, {"ref": "b", "name": None})],
            "programme-figures": [
                Row(2, {"key": "c", "value": 1.5}),
                Row(3, {"key": "d", "value": day}),
                Row(4, {"key": "e", "value": True}),
            ],
        },
    )


def test_workbook_cells_that_are_no_values_say_why():
    book = Workbook()
    page = book.active
    page.append(["ref", "a", "b", "c"])
    page.append(["x", "=SUM(A1:A2)", "#REF!", 0.51])
    page["D2"].number_format = numbers.FORMAT_PERCENTAGE
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    (row,) = read(file, "x.xlsx")[1]["Sheet"]
    assert [row.cells[name].reason.split(".")[0] for name in "abc"] == [
        "The cell holds a formula",
        "The cell holds an error of the spreadsheet",
        "The cell is formatted as per cent",
    ]
    assert row.cells["c"].shown == "51%"


def test_workbook_with_shared_texts_reads_them_from_disk():
    strings = b"".join(b"<si><t>text %d</t></si>" % number for number in range(9000))
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (n + 1, n + 1, n) for n in range(9000))
    file = with_parts(
        xlsx_file(a=[("x",)]),
        xl__sharedStrings=b"<sst %s>%s</sst>" % (space, strings),
        xl__worksheets__sheet1=b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (space, rows),
    )
    (found,) = read(file, "x.xlsx")[1].values()
    assert (len(found), found[0].cells, found[-1].cells) == (8999, {"text_0": "text 1"}, {"text_0": "text 8999"})


def test_json_of_lists_by_name_gives_rows_by_table():
    content = {"organisations": [{"ref": "a", "sectors": ["x"], "n": None}], "programmes": []}
    assert read(json_file(content), "x.json") == (
        [],
        {"organisations": [Row(1, {"ref": "a", "sectors": ["x"], "n": None})], "programmes": []},
    )


def test_json_numbers_stay_as_they_were_written_and_repeated_names_are_a_problem():
    written = '[{"a": 1e309, "b": NaN, "c": 0.10}, {"a": 1, "a": 2}]'
    _, tables = read(text_file(written), "x.json")
    first, second = tables[""]
    assert (first.cells["a"], first.cells["c"]) == ("1e309", "0.10")
    assert first.cells["b"] == Unreadable("NaN", "NaN is no number.")
    assert second.problem == "The object names “a” more than once."
    assert open_tables(text_file(written), "x.json").headers == {"": ["a", "b", "c"]}


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_memory_does_not_grow_with_the_file(name):
    def peak(count):
        text = "ref,name\n" + "a,some text of a row\n" * count
        content = json_file([{"ref": "a", "name": "some text"}] * count) if name == "x.json" else text_file(text)
        tracemalloc.start()
        for _ in open_tables(content, name).rows(""):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(20_000) < peak(4_000) * 1.5


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.json", "x.xlsx"]))
def test_any_bytes_are_read_or_refused(data, name):
    with contextlib.suppress(BadFile):
        read(io.BytesIO(data), name)
