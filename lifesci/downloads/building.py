"""Makes the bulk files of the present register version, once. For the command, the pages and the API."""

import csv
import json
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from lifesci.downloads import csvw, datapackage
from lifesci.downloads.catalogue import catalogue
from lifesci.downloads.cells import csv_line
from lifesci.downloads.keeping import Built, alone_in, built, identity, kept, making, put, sweep
from lifesci.downloads.made import Made
from lifesci.downloads.rows.parts import Row, instant
from lifesci.downloads.rows.tabling import KINDS, tables_of
from lifesci.downloads.snapshot import at_one_version, current_editions, documents, gss_codes
from lifesci.downloads.words import place_rows, search_rows, term_rows, tombstone_rows
from lifesci.downloads.workbook import Book
from lifesci.editions.models import Change, Entry
from lifesci.editions.version import register_version
from lifesci.tables.column import Table
from lifesci.tables.registry import ALL

MEDIA = {
    "-metadata.json": "application/csvm+json",
    ".csv": "text/csv",
    ".ndjson": "application/x-ndjson",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    "SHA256SUMS": "text/plain",
}
PLURALS = {"brief": "briefs", "organisation": "organisations", "programme": "programmes", "source": "sources"}
PACKAGE, WORKBOOK, SUMS, CATALOGUE = "register.zip", "register.xlsx", "SHA256SUMS", "catalog.jsonld"
DESCRIPTOR, GROUP = "datapackage.json", "csv-metadata.json"
BLOCK = 1 << 20


@dataclass(frozen=True)
class State:
    """What is current at one version, but for the documents themselves."""

    keys: dict[str, array] = field(repr=False)
    gss: dict[str, str] = field(repr=False)
    places: list[Row] = field(repr=False)
    terms: list[Row] = field(repr=False)
    searches: list[Row] = field(repr=False)


def build_downloads() -> Built:
    """The files of the present version: made if they are not there, by one process while others wait for it.

    Raises Restless where records are published faster than they can be listed.
    """
    if found := built(register_version()):
        return found
    with alone_in(settings.DOWNLOADS_DIR):
        if found := built(register_version()):
            return found
        with making() as folder:
            done = make(folder)
            put(folder, done)
        sweep()
    return done


def as_described(version: int) -> Built | None:
    """The files of a version, if they have the columns that the code describes now."""
    held = built(version)
    return held if held and held.shape == csvw.shape() else None


def newest_downloads() -> Built | None:
    """The files of the present version, made now where the register is small enough for a reader to wait for them;
    else the newest that the command has made, None where it has made none."""
    version = register_version()
    if found := built(version):
        return found
    if Entry.objects.count() <= settings.DOWNLOADS_AT_ONCE:
        return build_downloads()
    return next((held for held in kept() if held.version < version), None)


def make(folder: Path) -> Built:
    """Write every file of the present version into a folder."""
    version, state = at_one_version(lambda version: state_now())
    happened_at = Change.objects.filter(sequence=version).values_list("happened_at", flat=True).first()
    moment = happened_at or datetime.fromtimestamp(0, UTC)  # nothing has happened in an empty register
    created = instant(moment)
    files = {made.name: made for made in write_tables(folder, version, moment, state)}
    files |= {made.name: made for made in describe(folder, version, created, files)}
    files[PACKAGE] = packed(folder, moment, [*files.values()])
    listed = tuple(files.values())
    graph = catalogue(version, created, listed, MEDIA, settings.SITE_NAME)
    listed += (written(folder / CATALOGUE, graph),)
    sums = "".join(f"{made.sha256}  {made.name}\n" for made in listed)
    (folder / SUMS).write_text(sums)
    return Built(version, identity(version), created, (*listed, finished(folder / SUMS)), csvw.shape())


def state_now() -> State:
    """What is current now, in a few queries."""
    keys = {kind: current_editions(kind) for kind in KINDS}
    return State(keys, gss_codes(), place_rows(), term_rows(), search_rows())


class Lines:
    """A CSV file in the making, with its sheet in the workbook."""

    def __init__(self, folder: Path, table: Table, book: Book):
        self.path, self.rows = folder / csvw.file_name(table), 0
        self.file = self.path.open("w", encoding="utf-8", newline="", buffering=BLOCK)
        self.writer = csv.writer(self.file, lineterminator="\r\n")
        self.writer.writerow(table.names)
        self.line, self.sheet = csv_line(table), book.sheets[table.name]

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows into file and sheet."""
        for row in rows:
            self.writer.writerow(self.line(row))
            self.sheet.append(row)
            self.rows += 1


def write_tables(folder: Path, version: int, moment: datetime, state: State) -> Iterator[Made]:
    """Every table as CSV and as a sheet of the workbook, and the documents of each kind; each document is read once."""
    book = Book(settings.SITE_NAME, version, moment, ALL)
    with ExitStack() as stack:
        stack.callback(book.close)
        lines = {table.name: Lines(folder, table, book) for table in ALL}
        for each in lines.values():
            stack.enter_context(each.file)
        texts = [write_documents(folder, kind, state, lines) for kind in KINDS]
        for name in ("places", "terms", "searches"):
            lines[name].add(getattr(state, name))
        lines["tombstones"].add(tombstone_rows(version))
        with (folder / WORKBOOK).open("wb") as file:
            book.save(file)
    yield from (finished(each.path, each.rows) for each in lines.values())
    yield from texts
    yield finished(folder / WORKBOOK)


def write_documents(folder: Path, kind: str, state: State, lines: dict[str, Lines]) -> Made:
    """The documents of a kind, one a line as they are stored, and their rows in every table."""
    path, count, tables = folder / f"{PLURALS[kind]}.ndjson", 0, tables_of(kind)
    with path.open("w", encoding="utf-8", newline="\n", buffering=BLOCK) as file:
        for document in documents(state.keys[kind], state.gss):
            file.write(f"{document.text}\n")
            count += 1
            for name, rows in tables.items():
                lines[name].add(rows(document.body, document.published))
    return finished(path, count)


def describe(folder: Path, version: int, created: str, files: dict[str, Made]) -> Iterator[Made]:
    """The metadata beside the tables, and of them all."""
    for table in ALL:
        yield written(folder / csvw.metadata_name(table), csvw.metadata(table))
    yield written(folder / GROUP, csvw.group())
    yield written(folder / DESCRIPTOR, datapackage.descriptor(version, created, files))


def packed(folder: Path, moment: datetime, files: list[Made]) -> Made:
    """The tables with their metadata in one archive."""
    path = folder / PACKAGE
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for made in files:
            if made.name.endswith((".csv", ".json")):
                entry = zipfile.ZipInfo(made.name, max(moment, datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                with (folder / made.name).open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                    while block := source.read(BLOCK):
                        target.write(block)
    return finished(path)


def written(path: Path, value: dict) -> Made:
    """A JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return finished(path)


def finished(path: Path, rows: int | None = None) -> Made:
    """A file that is written, with its bytes and hash."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Made(path.name, path.stat().st_size, digest, rows)
