"""Tables of the register as files, and the empty files that show which columns there are."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.core.exceptions import PermissionDenied

from lifesci.imports.files.writing import Sheet, write
from lifesci.imports.register import table_of
from lifesci.imports.resource import VERSION, RegisterResource

SPOOL = 1024 * 1024
GUIDE = ["table", "column", "needed", "what it holds"]


def export(querysets: Iterable, form: str, *, by) -> BinaryIO:
    """A temporary file with the rows of QuerySets, a table for each. Raises PermissionDenied and CannotHold.

    `by` is checked for the right to see each table; None is the system.
    """
    pairs = [(table_of(queryset.model), queryset) for queryset in querysets]
    for resource, _ in pairs:
        if by is not None and not by.has_perm(resource.view_permission):
            raise PermissionDenied(f"You may not see {resource.title.lower()}.")
    file = tempfile.SpooledTemporaryFile(SPOOL)  # noqa: SIM115 - closed by whoever sends it
    write((Sheet(each.table, each.headers, versioned(each, rows)) for each, rows in pairs), form, file)
    file.seek(0)
    return file


def versioned(resource: RegisterResource, queryset) -> Iterator[dict]:
    """The plain values of rows with their versions, a chunk at a time."""
    for chunk in resource.chunks(queryset):
        for _, plain in chunk:
            yield {**plain, VERSION: resource.version(plain)}


def template(resources: Iterable[RegisterResource], form: str) -> BinaryIO:
    """A temporary file with the columns of tables and no rows; a workbook also explains them."""
    resources = list(resources)
    file = tempfile.SpooledTemporaryFile(SPOOL)  # noqa: SIM115 - closed by whoever sends it
    sheets = [Sheet(each.table, list(each.columns), ()) for each in resources]
    if form == "xlsx":
        sheets.append(Sheet("columns", GUIDE, [dict(zip(GUIDE, line, strict=True)) for line in guide(resources)]))
    write(sheets, form, file)
    file.seek(0)
    return file


def guide(resources: Iterable[RegisterResource]) -> Iterator[tuple[str, str, str, str]]:
    """(table, column, whether it is needed, what it holds) of every column."""
    for resource in resources:
        for name in resource.headers:
            yield resource.table, name, _needed(resource, name), resource.about(name)


def _needed(resource: RegisterResource, name: str) -> str:
    if name in resource.key:
        return "always"
    column = resource.columns.get(name)
    if column is None or column.is_several:
        return "no"
    field = column.model_field
    return "for a new row" if not field.blank and not field.has_default() else "no"
