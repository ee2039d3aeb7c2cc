"""Whole lists as files: any list by `format` or `Accept`, all of it at one register version, sent while it is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import QueryDict, StreamingHttpResponse

from lifesci.api import fields
from lifesci.api.accept import preferred
from lifesci.api.fields import Chosen
from lifesci.api.listing import dumped, whole
from lifesci.api.media import CHARSETS, EXPORTS, FOR_SHEETS, FORMATS, JSON, NAMES
from lifesci.api.parameters import Parameter, read
from lifesci.api.past import looking_back
from lifesci.api.view import RegisterView
from lifesci.downloads.rows.parts import Row
from lifesci.downloads.sending import blocks, csv_blocks, json_blocks, ndjson_blocks, workbook_blocks
from lifesci.editions.version import version_moment
from lifesci.search.parameters import BadParameter, one_of
from lifesci.tables.column import Table

OF_PAGES = ("cursor", "page_size", "whole", "wait")
EMPTY = datetime(1970, 1, 1, tzinfo=UTC)  # the moment of a register in which nothing has happened


@dataclass(frozen=True)
class Format(Parameter):
    """What a whole list is given as."""

    def read(self, query: QueryDict) -> str:
        """The name of the format, "" where none is asked for. Raises BadParameter with the nearest right one."""
        return one_of(query, self.name, FORMATS)

    def schema(self) -> dict:
        """Its JSON Schema."""
        return {"type": "string", "enum": list(FORMATS)}


FORMAT = Format(
    "format",
    "The whole list as a file, filtered as the list is: `csv` and `xlsx` are flat tables, `json` and `ndjson` have "
    "whole results. `X-Total-Count` says how many there are, `X-Register-Version` and the name of the file as of which "
    "change. An `Accept` field that prefers one of their media types does the same; else JSON comes in pages.",
)


@dataclass(frozen=True)
class Export:
    """A whole list as of a change, ready to be sent. `rows` are those of its flat table, `texts` what the list holds;
    both are read when they are sent, and say what was so when the list was asked for. `more` are members that the list
    has of its own."""

    name: str
    table: Table
    version: int
    count: int
    rows: Callable[[], Iterable[Row]]
    texts: Callable[[], Iterable[str]]
    part: Chosen = field(default_factory=Chosen)
    applied: dict = field(default_factory=dict)
    more: dict = field(default_factory=dict)
    lying: Path | None = None  # a file that has these very bytes already

    def body(self, form: str) -> Iterator[bytes]:
        """The file, block by block."""
        if self.lying:
            return blocks(self.lying)
        if form == "csv":
            return csv_blocks(self.columns, self.rows())
        if form == "xlsx":
            moment = version_moment(self.version) or EMPTY
            return workbook_blocks(settings.SITE_NAME, self.version, moment, self.columns, self.rows())
        texts = map(self.part.text, self.texts())
        if form == "ndjson":
            return ndjson_blocks(texts)
        head = {"count": self.count, "next": None, "previous": None}  # a list that has one page
        told = {"register_version": self.version, "applied_filters": self.applied | self.part.applied()}
        return json_blocks(head | told | self.more, texts)

    @property
    def columns(self) -> Table:
        """The table with the columns that are asked for."""
        taken = tuple(column for column in self.table.columns if self.part.takes(column.name))
        return replace(self.table, columns=taken)


def of_lines(lines: Sequence[dict], flat: Callable[[dict], Row] = dict, **told) -> Export:
    """The export of a list that is in memory already; `flat` makes of what it holds a row of its table."""
    return Export(count=len(lines), rows=lambda: map(flat, lines), texts=lambda: map(dumped, lines), **told)


class ExportedView(RegisterView):
    """A list that is given by page, and whole in each of the formats.

    A view has `page(request)`, one page as JSON text, and `export(request, form)`, the whole; both are also given what
    its address names.
    """

    offers = EXPORTS

    def dispatch(self, request, *args, **kwargs):
        """Take `format` before `Accept`; then as every view."""
        return self.get(request, **kwargs) if "format" in request.GET else super().dispatch(request, *args, **kwargs)

    def get(self, request, **named):
        """One page, or all of the list as a file."""
        with looking_back():
            form = self.form(request)
            if form:
                return self.sent(request, form, self.export(request, form, **named))
            return self.text(self.page(request, **named))

    @staticmethod
    def media_of(request) -> str:
        """What tells answers to one address apart."""
        return "" if "format" in request.GET else preferred(request.META.get("HTTP_ACCEPT", ""), EXPORTS)

    def form(self, request) -> str:
        """The format of the file that is asked for, "" for a page. Raises BadParameter for what belongs to pages."""
        form = FORMAT.read(request.GET)
        if not form:
            media = preferred(request.META.get("HTTP_ACCEPT", ""), EXPORTS)
            form = "" if media == JSON else NAMES[media]
        if form and (odd := next((name for name in OF_PAGES if name in request.GET), None)):
            raise BadParameter(odd, f"A file holds the whole list, with whole results, at once: leave “{odd}” out.")
        return form

    def part(self, request, form: str, table: Table, members: Callable) -> Chosen:
        """The columns or members asked for. Raises BadParameter."""
        return fields.chosen(request.GET, (lambda: table.names) if form in FOR_SHEETS else members)

    def sent(self, request, form: str, export: Export) -> StreamingHttpResponse:
        """The export as an answer; for HEAD all but its content."""
        place = "inline" if form == "json" else "attachment"
        headers = {
            "Content-Disposition": f'{place}; filename="{export.name}-{export.version}.{form}"',
            "Vary": "Accept",
            "X-Total-Count": str(export.count),
            "X-Register-Version": str(export.version),
        }
        if export.lying:
            headers["Content-Length"] = str(export.lying.stat().st_size)
        body = () if request.method == "HEAD" else export.body(form)
        return StreamingHttpResponse(body, content_type=FORMATS[form] + CHARSETS.get(form, ""), headers=headers)


class ShortList(ExportedView):
    """A list that has one page. A view has `lines(request)`, all that the list holds, whose members are called as the
    columns of its `table`; `flat` makes of one a row of it."""

    table: Table
    flat = staticmethod(dict)

    @classmethod
    def parameters(cls):
        """The parameters of this list."""
        return (*fields.parameters(lambda: cls.table.names), FORMAT)

    def page(self, request, **named) -> str:
        """All of it."""
        part = self.asked(request)
        return whole(request, map(part.of, self.lines(request, **named)), part.applied())

    def export(self, request, form: str, **named) -> Export:
        """The same as a file."""
        told = {"table": self.table, "version": request.register_version, "part": self.asked(request)}
        return of_lines(self.lines(request, **named), self.flat, name=self.table.name, **told)

    def asked(self, request) -> Chosen:
        """The members asked for. Raises BadParameter."""
        read(request.GET, self.parameters())
        return fields.chosen(request.GET, lambda: self.table.names)
