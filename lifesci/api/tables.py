"""The flat tables: which there are, what their columns mean, and all their rows."""

from array import array
from collections.abc import Callable, Iterable, Iterator

from lifesci.api import fields
from lifesci.api.describe_tables import table_list, table_rows
from lifesci.api.exporting import FORMAT, Export, ExportedView, ShortList
from lifesci.api.listing import address, dumped
from lifesci.api.parameters import read
from lifesci.api.past import AS_OF, is_past, register_asked, told
from lifesci.downloads.building import as_described
from lifesci.downloads.cells import plain
from lifesci.downloads.csvw import file_name
from lifesci.downloads.rows.parts import Row
from lifesci.downloads.rows.tabling import MAKERS
from lifesci.downloads.snapshot import current_editions, documents, gss_codes
from lifesci.downloads.words import place_rows, search_rows, term_rows, tombstone_rows
from lifesci.failure import SHOWN, Refused, not_found
from lifesci.search.parameters import BadParameter, nearest
from lifesci.search.past import PastRegister
from lifesci.search.register import Register
from lifesci.tables.column import Table
from lifesci.tables.lists import FLAT_TABLES
from lifesci.tables.registry import ALL, TABLES

SMALL: dict[str, Callable[[int], Iterable[Row]]] = {
    "places": lambda version: place_rows(),
    "terms": lambda version: term_rows(),
    "searches": lambda version: search_rows(),
    "tombstones": tombstone_rows,
}
OF_TODAY = ("places", "terms", "searches")  # what is no record has no earlier moments


class TableList(ShortList):
    """The flat tables there are."""

    operation = table_list
    table = FLAT_TABLES

    def lines(self, request):
        """Name, meaning, key, address and columns of each table, as the field registry has them."""
        return [described(request, table) for table in ALL]

    @staticmethod
    def flat(line):
        """The same as a row, with the names of the columns alone."""
        return {**line, "columns": [column["name"] for column in line["columns"]]}


class TableRows(ExportedView):
    """All rows of one table: it has no pages."""

    operation = table_rows

    @staticmethod
    def parameters():
        """The parameters of every table; each knows its own columns alone."""
        names = dict.fromkeys(name for table in ALL for name in table.names)
        return (AS_OF, FORMAT, *fields.parameters(lambda: tuple(names)))

    def get(self, request, name):
        """The rows as a file. Raises Refused for another name."""
        if name not in TABLES:
            near = nearest(name, tuple(TABLES))
            hint = f" Did you mean “{near}”?" if near else ""
            raise Refused(not_found(f"There is no table “{name[:SHOWN]}”.{hint} Tables: {', '.join(TABLES)}."))
        return super().get(request, name=name)

    def form(self, request) -> str:
        """The format of the file, JSON unless another is asked for."""
        return super().form(request) or "json"

    def export(self, request, form: str, name) -> Export:
        """All rows of it. Raises BadParameter for a moment of words."""
        table = TABLES[name]
        asked = read(request.GET, (AS_OF, FORMAT, *fields.parameters(lambda: table.names)))
        if asked["as_of"] and name in OF_TODAY:
            raise BadParameter(
                AS_OF.name, f"“{name}” are those of today alone, since words have no Editions: leave “as_of” out."
            )
        register = register_asked(request.GET, request.register_version)
        part = fields.chosen(request.GET, lambda: table.names)
        return exported(table, request.register_version, register, form, part)


def exported(table: Table, version: int, register: Register | None, form: str, part: fields.Chosen) -> Export:
    """A table at a version of the register, or at the moment of `register` where one is asked for. Rows that nobody
    counted yet are read once more to be counted."""
    past = register if is_past(register) else None
    held, rows = None if past else as_described(version), reader(table, version, past)
    count = held.by_name[file_name(table)].rows if held else sum(1 for _ in rows())
    return Export(
        name=table.name,
        table=table,
        version=past.version if past else version,
        count=count,
        rows=rows,
        texts=lambda: (dumped(plain(table, row)) for row in rows()),
        part=part,
        applied=told(register),
        lying=held.path(file_name(table)) if held and form == "csv" and not part else None,
    )


def reader(table: Table, version: int, past: PastRegister | None) -> Callable[[], Iterable[Row]]:
    """What reads the rows that a table has, or had in a moment, as often as it is called."""
    if table.name in SMALL:
        rows = list(SMALL[table.name](past.version if past else version))
        return lambda: rows
    kinds, make = MAKERS[table.name]
    keys, gss = [edition_keys(kind, past) for kind in kinds], gss_codes()

    def read_rows() -> Iterator[Row]:
        for each in keys:
            for document in documents(each, gss):
                yield from make(document.body, document.published)

    return read_rows


def edition_keys(kind: str, past: PastRegister | None) -> array:
    """The keys of the Editions of a kind that are current, or were in a moment, in the order of their refs."""
    return past.edition_keys(past.shelves[kind].orders["ref"].ids) if past else current_editions(kind)


def described(request, table: Table) -> dict:
    """A table as the list of tables has it."""
    columns = [
        {
            **{name: getattr(column, name) for name in ("name", "type", "meaning", "unit", "refers", "is_required")},
            "vocabulary": column.scheme,
            "codes": column.codes,
        }
        for column in table.columns
    ]
    named = {name: getattr(table, name) for name in ("name", "title", "meaning", "key")}
    return {**named, "url": address(request, f"/api/v1/tables/{table.name}/"), "columns": columns}
