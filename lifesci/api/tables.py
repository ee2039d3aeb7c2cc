"""The flat tables: which there are, what their columns mean, and all their rows."""

from collections.abc import Callable, Iterable, Iterator

from lifesci.api import fields
from lifesci.api.describe_tables import table_list, table_rows
from lifesci.api.exporting import FORMAT, Export, ExportedView
from lifesci.api.listing import address, dumped, whole
from lifesci.api.parameters import read
from lifesci.api.view import RegisterView
from lifesci.downloads.building import as_described
from lifesci.downloads.cells import plain
from lifesci.downloads.csvw import file_name
from lifesci.downloads.rows.parts import Row
from lifesci.downloads.rows.tabling import MAKERS
from lifesci.downloads.snapshot import current_editions, documents, gss_codes
from lifesci.downloads.words import place_rows, search_rows, term_rows, tombstone_rows
from lifesci.failure import SHOWN, Refused, not_found
from lifesci.search.parameters import nearest
from lifesci.tables.column import Table
from lifesci.tables.registry import ALL, TABLES

SMALL: dict[str, Callable[[int], Iterable[Row]]] = {
    "places": lambda version: place_rows(),
    "terms": lambda version: term_rows(),
    "searches": lambda version: search_rows(),
    "tombstones": tombstone_rows,
}


class TableList(RegisterView):
    """The flat tables there are."""

    operation = table_list

    def get(self, request):
        """Name, meaning, key, address and columns of each table, as the field registry has them."""
        self.refuse_parameters(request)
        return self.text(whole(request, (described(request, table) for table in ALL)))


class TableRows(ExportedView):
    """All rows of one table: it has no pages."""

    operation = table_rows

    @staticmethod
    def parameters():
        """The parameters of every table; each knows its own columns alone."""
        names = dict.fromkeys(name for table in ALL for name in table.names)
        return (FORMAT, *fields.parameters(lambda: tuple(names)))

    def get(self, request, name):
        """The rows as a file, JSON unless another format is asked for. Raises Refused for another name."""
        if name not in TABLES:
            near = nearest(name, tuple(TABLES))
            hint = f" Did you mean “{near}”?" if near else ""
            raise Refused(not_found(f"There is no table “{name[:SHOWN]}”.{hint} Tables: {', '.join(TABLES)}."))
        table = TABLES[name]
        read(request.GET, (FORMAT, *fields.parameters(lambda: table.names)))
        form, part = self.form(request) or "json", fields.chosen(request.GET, lambda: table.names)
        return self.sent(request, form, exported(table, request.register_version, form, part))


def exported(table: Table, version: int, form: str, part: fields.Chosen) -> Export:
    """A table at a version of the register. Rows that nobody counted yet are read once more to be counted."""
    held, rows = as_described(version), reader(table, version)
    count = held.by_name[file_name(table)].rows if held else sum(1 for _ in rows())
    return Export(
        name=table.name,
        table=table,
        count=count,
        rows=rows,
        texts=lambda: (dumped(plain(table, row)) for row in rows()),
        part=part,
        applied=part.applied(),
        lying=held.path(file_name(table)) if held and form == "csv" and not part else None,
    )


def reader(table: Table, version: int) -> Callable[[], Iterable[Row]]:
    """What reads the rows that a table has now, as often as it is called."""
    if table.name in SMALL:
        rows = list(SMALL[table.name](version))
        return lambda: rows
    kinds, make = MAKERS[table.name]
    keys, gss = [current_editions(kind) for kind in kinds], gss_codes()

    def read_rows() -> Iterator[Row]:
        for each in keys:
            for document in documents(each, gss):
                yield from make(document.body, document.published)

    return read_rows


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
