"""The bulk files open in the readers that others use, with the columns and types they promise."""

import shutil
import subprocess
import warnings
from decimal import Decimal

import pandas
import pytest
from csvw import CSVW, TableGroup
from frictionless import validate
from openpyxl import Workbook, load_workbook

from lifesci.downloads import csvw
from lifesci.downloads.cells import workbook_cell
from lifesci.tables.column import Type
from lifesci.tables.escaping import from_workbook, unescape
from lifesci.tables.registry import ALL, TABLES
from tests.downloads.conftest import NASTY

IDS = [table.name for table in ALL]
PANDAS = {Type.INTEGER: "Int64", Type.DECIMAL: "float64", Type.BOOLEAN: "boolean"}
LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CSV_FILTER = "Text - txt - csv (StarCalc):44,34,76"  # 76: UTF-8
needs_libreoffice = pytest.mark.skipif(
    not LIBREOFFICE, reason="no LibreOffice on this machine (looked for soffice, libreoffice)"
)


@pytest.mark.parametrize("table", ALL, ids=IDS)
def test_a_reader_of_csv_on_the_web_finds_each_table_valid(folder, table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = CSVW(str(folder / csvw.file_name(table)), validate=True)
        assert read.is_valid
    assert [str(warning.message) for warning in read.warnings] == []
    assert read.tables[0].tableSchema.columndict.keys() == set(table.names)


def test_the_keys_between_tables_hold_for_a_reader_of_csv_on_the_web(folder):
    group = TableGroup.from_file(folder / "csv-metadata.json")
    assert len(group.tables) == len(ALL)
    assert [fk for table in group.tables for fk in table.tableSchema.foreignKeys]
    group.check_referential_integrity()


def test_a_reader_of_data_packages_finds_the_whole_valid(folder, files):
    report = validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    assert [(task.name, task.stats["rows"]) for task in report.tasks] == [
        (table.name, files.by_name[f"{table.name}.csv"].rows) for table in ALL
    ]


def test_a_reader_of_data_packages_sees_a_spoiled_file(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    spoiled = copy / "programmes.csv"
    spoiled.write_bytes(spoiled.read_bytes().replace(b"nasty-01,1,", b"nasty-01,one,"))
    assert {kind for kind, _ in validate(str(copy / "datapackage.json")).flatten(["type", "note"])} >= {"type-error"}


@pytest.mark.parametrize("table", ALL, ids=IDS)
def test_pandas_opens_each_table_with_the_types_it_promises(folder, table):
    days = [column.name for column in table.columns if column.type in (Type.DATE, Type.MOMENT)]
    types = {c.name: PANDAS.get(c.type, "string") for c in table.columns if c.name not in days}
    frame = pandas.read_csv(folder / f"{table.name}.csv", dtype=types, parse_dates=days)
    assert list(frame.columns) == list(table.names)
    assert {name: str(frame[name].dtype) for name in types} == {
        name: "str" if kind == "str" else kind for name, kind in types.items()
    }
    for name in days:
        filled = frame[name].dropna()
        assert filled.empty or str(frame[name].dtype).startswith("datetime64")


def test_the_workbook_has_cover_notes_and_a_sheet_a_table(folder, files):
    book = load_workbook(folder / "register.xlsx")
    assert book.sheetnames == ["Cover", "Notes", *(table.title for table in ALL)]
    for table in ALL:
        sheet = book[table.title]
        assert not sheet.merged_cells.ranges
        assert [cell.value for cell in sheet[1]] == list(table.names)
        assert sheet.max_row - 1 == files.by_name[f"{table.name}.csv"].rows
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
    notes = [tuple(row[:2]) for row in book["Notes"].iter_rows(values_only=True)]
    assert set(notes) >= {(table.name, name) for table in ALL for name in table.names}
    cover = dict(row[:2] for row in book["Cover"].iter_rows(values_only=True))
    assert cover["Register version"] == files.version
    assert cover["Cite as"].endswith(f"version {files.version}, {files.created[:10]}.")


def test_no_cell_of_the_workbook_runs_and_texts_come_back(folder):
    book = load_workbook(folder / "register.xlsx")
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type in "fe"] == []
    rows = [dict(zip(TABLES["programmes"].names, row, strict=True)) for row in book["Programmes"].values]
    titles = [unescape(from_workbook(row["title"])) for row in rows if row["ref"].startswith("nasty-")]
    assert titles == NASTY
    figure = dict(zip(*list(book["Figures"].values)[:2], strict=True))
    assert isinstance(figure["edition"], int)
    assert isinstance(figure["is_small"], bool)


def test_the_workbook_and_the_csv_say_the_same(folder):
    book = load_workbook(folder / "register.xlsx")
    for table in ALL:
        frame = pandas.read_csv(folder / f"{table.name}.csv", dtype=str, keep_default_na=False)
        assert [row[0] for row in list(book[table.title].values)[1:]] == [
            int(cell) if table.columns[0].type is Type.INTEGER else cell for cell in frame.iloc[:, 0]
        ]


def test_a_large_whole_number_is_written_with_its_thousands():
    page = Workbook(write_only=True).create_sheet()
    value = next(column for column in TABLES["figures"].columns if column.name == "value")
    large, part = workbook_cell(page, value, "50000000000"), workbook_cell(page, value, "0.5")
    assert (large.value, large.number_format) == (Decimal(50_000_000_000), "#,##0")
    assert part == Decimal("0.5")


def converted(names: list[str], form: str, folder, home):
    """What LibreOffice makes of some files in another form, told of CSV what the page says: commas, quotes, UTF-8."""
    command = [LIBREOFFICE, f"-env:UserInstallation=file://{home / 'profile'}", "--headless"]
    command += (
        ["--convert-to", f"{form}:{CSV_FILTER}"]
        if form == "csv"
        else [f"--infilter={CSV_FILTER}", "--convert-to", form]
    )
    paths = [folder / name for name in names]
    subprocess.run([*command, "--outdir", home, *paths], check=True, capture_output=True, timeout=300)
    return [home / f"{path.stem}.{form}" for path in paths]


@needs_libreoffice
def test_libreoffice_opens_the_workbook_and_reads_its_sheet(folder, tmp_path):
    [read] = converted(["register.xlsx"], "csv", folder, tmp_path)
    assert read.read_text().startswith("Life sciences skills and outreach register")


@needs_libreoffice
def test_libreoffice_reads_the_csv_letter_by_letter_and_runs_nothing_of_it(folder, tmp_path):
    names = [f"{table.name}.csv" for table in ALL]
    for table, path in zip(ALL, converted(names, "xlsx", folder, tmp_path), strict=True):
        [sheet] = load_workbook(path)
        assert [cell.coordinate for row in sheet for cell in row if cell.data_type in "fe"] == []
        assert [cell.value for cell in sheet[1]] == list(table.names)
    sheet = load_workbook(tmp_path / "programmes.xlsx").active
    rows = [dict(zip(TABLES["programmes"].names, row, strict=True)) for row in sheet.values]
    assert [unescape(row["title"]) for row in rows if row["ref"].startswith("nasty-")] == NASTY
