"""Every table leaves in every format and comes back as the same plain values; the library sees the same."""

import pytest
from django.core.exceptions import PermissionDenied

from lifesci.imports.exporting import export, guide, template
from lifesci.imports.files.tables import open_tables
from lifesci.imports.files.writing import CannotHold
from lifesci.imports.register import UnknownTable, table, tables
from lifesci.imports.resource import VERSION
from lifesci.vocabularies.models import Term
from organisations.models import Organisation
from programmes.models import Programme, ProgrammeFigure
from tests import factories as make
from tests.golden.examples import full_register

pytestmark = pytest.mark.django_db
NASTY = "=cmd|'x'!A1"
TEXTS = [
    NASTY,
    "'=already",
    "+44",
    "@home",
    "-5",
    "'tis",
    " space ",
    "two\nlines",
    "tab\there",
    'quo"te',
    "_x0041_",
    "é;ü",
]


@pytest.fixture
def register(db):
    """The full register, and programmes with every text that a format might spoil."""
    full_register()
    for number, text in enumerate(TEXTS):
        make.ProgrammeFactory(ref=f"nasty-{number}", title=text, description=text)
    make.ProgrammeFactory(ref="child", parent=Programme.objects.get(ref="nasty-0"))
    make.ProgrammeFigureFactory(value="12.5", counted_in=make.ProgrammeFigureFactory())


def read_back(file, name):
    """(plain values, version) of each row of a file, by table."""
    found = {}
    opened = open_tables(file, name)
    for each in opened.headers:
        resource = table(each) if each else table("programmes")
        found[resource.table] = [
            (
                {
                    column: resource.columns[column].cell.read(cell)
                    for column, cell in row.cells.items()
                    if column != VERSION
                },
                row.cells[VERSION],
            )
            for row in opened.rows(each)
        ]
    return found


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_every_table_comes_back_from_a_file_as_it_went_out(register, form):
    querysets = [resource.model.objects.all() for resource in tables().values()]
    found = read_back(export(querysets, form, by=None), f"x.{form}")
    assert list(found) == list(tables())
    for name, resource in tables().items():
        rows = [plain for _, plain in resource.rows(resource.model.objects.all())]
        expected = [(plain, resource.version(plain)) for plain in rows]
        assert rows
        assert sorted(found[name], key=str) == sorted(expected, key=str)


def test_a_table_comes_back_from_csv_as_it_went_out(register):
    found = read_back(export([Programme.objects.all()], "csv", by=None), "x.csv")
    rows = [plain for _, plain in table("programmes").rows(Programme.objects.all())]
    assert sorted((plain for plain, _ in found["programmes"]), key=str) == sorted(rows, key=str)


def test_cells_that_a_spreadsheet_would_run_are_escaped(register):
    text = export([Programme.objects.filter(title=NASTY)], "csv", by=None).read().decode()
    assert NASTY in text
    assert f",{NASTY}" not in text
    assert f",'{NASTY}" in text


def test_a_filtered_list_leaves_alone(register):
    found = read_back(export([Programme.objects.filter(ref="child")], "json", by=None), "x.json")
    assert [plain["ref"] for plain, _ in found["programmes"]] == ["child"]


def test_the_library_exports_the_same_values_as_the_chunks(register):
    for resource in tables().values():
        rows = resource.model.objects.order_by("pk")
        told = [plain for chunk in resource.chunks(rows) for _, plain in chunk]
        assert [resource.plain(row) for row in rows] == told
        dataset = resource.export(rows)
        assert dataset.headers == resource.headers
        assert list(dataset["version"]) == [resource.version(plain) for plain in told]


def test_the_library_imports_through_the_models_rules(register):
    resource = type(table("organisations"))()
    dataset = resource.export(Organisation.objects.filter(ref=Organisation.objects.first().ref))
    same = resource.import_data(dataset, dry_run=True)
    assert (same.totals["skip"], same.has_errors(), same.has_validation_errors()) == (1, False, False)
    spoiled = dataset.dict[0] | {"name": "", "sectors": ["no-such-term"]}
    dataset.dict = [spoiled]
    assert resource.import_data(dataset, dry_run=True).has_validation_errors()


def test_exporting_takes_the_same_queries_for_one_row_and_for_thirty(django_assert_num_queries):
    resource = table("programmes")
    make.ProgrammeFactory()
    for _ in range(2):
        with django_assert_num_queries(13):
            export([Programme.objects.all()], "json", by=None)
        for _ in range(29):
            make.ProgrammeFactory()
    assert len(resource.columns) == 30


def test_exporting_needs_the_right_to_see(register):
    with pytest.raises(PermissionDenied, match="You may not see programmes"):
        export([Programme.objects.all()], "csv", by=make.UserFactory())


def test_csv_holds_one_table(register):
    with pytest.raises(CannotHold, match="Choose XLSX or JSON"):
        export([Programme.objects.all(), Organisation.objects.all()], "csv", by=None)


def test_a_workbook_refuses_a_text_that_a_cell_cannot_hold():
    make.ProgrammeFactory(description="x" * 32_768)
    with pytest.raises(CannotHold, match="Choose JSON"):
        export([Programme.objects.all()], "xlsx", by=None)
    assert export([Programme.objects.all()], "json", by=None).read()


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_templates_hold_the_columns_of_a_table(form):
    opened = open_tables(template([table("outcomes")], form), f"x.{form}")
    (headers,) = opened.headers.values()
    assert headers == (list(table("outcomes").columns) if form != "json" else [])


def test_every_column_of_every_table_is_documented():
    lines = list(guide(tables().values()))
    assert len(lines) == sum(len(resource.headers) for resource in tables().values()) > 150
    assert [line for line in lines if len(line[3]) < 10 or line[3].startswith("EDTF. EDTF")] == []
    told = {(name, column): (needed, about) for name, column, needed, about in lines}
    assert told["programme-figures", "value"] == (
        "no",
        "Value. A number in digits, such as 16500 or 12.5; empty where there is none.",
    )
    assert (
        told["programmes", "audiences"][1]
        == "Audiences. The codes of any number of audience terms, with “;” between them."
    )
    assert told["organisations", "type"][0] == "for a new row"
    assert told["terms", "scheme"][0] == "always"


def test_tables_are_found_however_their_words_are_joined():
    assert table("Programme figures") is table("programme-figures")
    assert table("programme_figures").model is ProgrammeFigure
    with pytest.raises(UnknownTable, match="Did you mean “programmes”"):
        table("programs")


def test_a_term_of_several_vocabularies_is_named_with_its_own():
    make.TermFactory(scheme="region", code="wales")
    cell = table("programme-figures").columns["geography"].cell
    assert cell.value_of("region/wales") == Term.objects.get(code="wales")
