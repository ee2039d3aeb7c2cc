"""The bulk files of a register: what is in each, told twice alike, hashed, and safe in a spreadsheet."""

import csv
import hashlib
import json
import zipfile

import pytest

from lifesci.downloads.building import MEDIA
from lifesci.editions.models import Edition, Entry
from lifesci.tables.escaping import unescape
from lifesci.tables.registry import ALL, TABLES
from tests.downloads.conftest import NASTY

COUNTS = {"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}


def lines(folder, name: str) -> list[dict]:
    """The rows of a CSV file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_list_of_files_holds_name_rows_bytes_and_hash_of_each(files, folder):
    names = {made.name for made in files.files}
    expected = {f"{table.name}.csv" for table in ALL} | {f"{table.name}.csv-metadata.json" for table in ALL}
    expected |= {f"{name}.ndjson" for name in COUNTS.values()}
    expected |= {"register.zip", "register.xlsx", "datapackage.json", "csv-metadata.json", "catalog.jsonld"}
    assert names == expected | {"SHA256SUMS"}
    assert {path.name for path in folder.iterdir()} == names | {"manifest.json"}
    for made in files.files:
        content = (folder / made.name).read_bytes()
        assert (made.bytes, made.sha256) == (len(content), hashlib.sha256(content).hexdigest()), made.name
        if made.name.endswith(".csv"):
            assert made.rows == len(lines(folder, made.name))


def test_sha256sums_names_every_other_file_as_sha256sum_reads_it(files, folder):
    told = (folder / "SHA256SUMS").read_text()
    assert told == "".join(f"{made.sha256}  {made.name}\n" for made in files.files if made.name != "SHA256SUMS")


def test_csv_is_utf_8_without_a_mark_by_rfc_4180(folder):
    content = (folder / "programmes.csv").read_bytes()
    assert content.startswith(b"ref,edition,title,summary,")
    assert content.endswith(b"\r\n")
    assert b"Zo\xc3\xab" in content
    head = content.decode().partition("\r\n")[0].split(",")
    assert head == list(TABLES["programmes"].names)


def test_every_published_record_is_in_its_table_and_no_other(folder, standing):
    for kind, plural in COUNTS.items():
        refs = sorted(Entry.objects.filter(kind=kind).values_list("ref", flat=True))
        assert [row["ref"] for row in lines(folder, f"{plural}.csv")] == refs
    assert len(refs) == Entry.objects.filter(kind="source").count() > 0


def test_ndjson_is_the_text_of_each_current_edition(folder, standing):
    for kind, plural in COUNTS.items():
        texts = (folder / f"{plural}.ndjson").read_text().splitlines()
        keys = Entry.objects.filter(kind=kind).values("edition")
        assert sorted(texts) == sorted(Edition.objects.filter(pk__in=keys).values_list("text", flat=True))
        assert [json.loads(text)["ref"] for text in texts] == sorted(json.loads(text)["ref"] for text in texts)


def test_no_cell_of_text_can_be_run_and_each_comes_back_as_it_was(folder):
    rows = [row for row in lines(folder, "programmes.csv") if row["ref"].startswith("nasty-")]
    assert [unescape(row["title"]) for row in rows] == NASTY
    for name in ("programmes.csv", "tombstones.csv"):
        for row in lines(folder, name):
            cells = {column: cell for column, cell in row.items() if TABLES[name[:-4]].by_name[column].is_text}
            assert not [cell for cell in cells.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_numbers_are_not_escaped(folder):
    (place,) = [row for row in lines(folder, "places.csv") if row["ref"] == "w5"]
    assert (place["latitude"], place["longitude"], place["region_gss_code"]) == ("54.60000", "-5.91694", "N92000002")


def test_a_withdrawn_record_is_a_tombstone_and_nothing_else(folder):
    (row,) = lines(folder, "tombstones.csv")
    assert {name: row[name] for name in ("kind", "ref", "action", "reason", "successor", "edition")} == {
        "kind": "programme",
        "ref": "closed",
        "action": "withdrawn",
        "reason": "'=It has closed.",
        "successor": "nasty-00",
        "edition": "1",
    }
    assert row["happened_at"].endswith("Z")
    assert "closed" not in [row["ref"] for row in lines(folder, "programmes.csv")]


def test_terms_hold_measures_as_a_scheme_of_their_own(folder):
    rows = {(row["scheme"], row["code"]): row for row in lines(folder, "terms.csv")}
    measure = rows["measure", "turnover"]
    assert (measure["counts"], measure["unit"], rows["region", "northern-ireland"]["notation"]) == (
        "money",
        "GBP",
        "N92000002",
    )


def test_nothing_of_the_desk_is_in_any_file(folder):
    for path in folder.glob("*.[cn]*"):
        assert "For curators only." not in path.read_text(), path.name


def test_the_archive_holds_the_package_with_every_table_as_it_is(files, folder):
    with zipfile.ZipFile(folder / "register.zip") as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        expected = {made.name for made in files.files if made.name.endswith((".csv", ".csv-metadata.json"))}
        assert names == expected | {"datapackage.json", "csv-metadata.json"}
        assert {name: archive.read(name) for name in names} == {name: (folder / name).read_bytes() for name in names}


def test_the_catalogue_lists_every_file_with_its_address_size_and_hash(files, folder):
    found = json.loads((folder / "catalog.jsonld").read_text())
    catalogue, dataset = found["@graph"]
    assert catalogue["dcat:dataset"] == {"@id": dataset["@id"]} == {"@id": "./"}
    assert dataset["@type"] == ["dcat:Dataset", "schema:Dataset"]
    assert (dataset["dcat:version"], dataset["dct:issued"]["@value"]) == (str(files.version), files.created)
    listed = {each["dcat:downloadURL"]["@id"]: each for each in dataset["dcat:distribution"]}
    assert set(listed) == {made.name for made in files.files} - {"catalog.jsonld", "SHA256SUMS"}
    for name, each in listed.items():
        made = files.by_name[name]
        assert each["dcat:byteSize"]["@value"] == str(made.bytes)
        assert each["spdx:checksum"]["spdx:checksumValue"] == each["schema:sha256"] == made.sha256
        assert each["schema:encodingFormat"] in MEDIA.values()


@pytest.mark.parametrize("table", ALL, ids=[table.name for table in ALL])
def test_required_columns_are_never_empty_and_keys_are_unique(folder, table):
    rows = lines(folder, f"{table.name}.csv")
    assert rows
    required = [column.name for column in table.columns if column.is_required]
    assert [row for row in rows if not all(row[name] for name in required)] == []
    assert len({tuple(row[name] for name in table.key) for row in rows}) == len(rows)
