"""What a table of records is to a file: its columns, each documented, with the same plain values out as in."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from django.db import models
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.resources import Diff, ModelResource

from lifesci.editions.canonical import canonical
from lifesci.imports.cells import ChoiceCell, DayCell, FlagCell, NumberCell, Plain, TextCell, WholeCell
from lifesci.imports.relations import JOIN, ReferenceCell, ReferencesCell

VERSION = "version"
DIGEST = 16
CHUNK = 1_000


class Column(Field):
    """One column of a table; `about` is what the templates and the guide say of it."""

    def __init__(self, field, cell):
        super().__init__(attribute=field.name, column_name=field.name, widget=cell)
        self.model_field, self.cell = field, cell

    @property
    def about(self) -> str:
        """What it holds and how it is written."""
        told = str(self.model_field.help_text).strip().rstrip(".") or capfirst(self.model_field.verbose_name)
        return f"{told}. {self.cell.about}"

    @property
    def is_several(self) -> bool:
        """Does it hold a list of keys?"""
        return isinstance(self.cell, ReferencesCell)

    @property
    def is_reference(self) -> bool:
        """Does it point to one other row?"""
        return isinstance(self.cell, ReferenceCell)

    @property
    def is_about_itself(self) -> bool:
        """Does it point to rows of its own table?"""
        return (self.is_reference or self.is_several) and self.cell.model is self.model_field.model


class VersionColumn(Field):
    """The hash of a row as it was exported; read back to notice edits made since."""

    about = "Written by exports. Leave it as it is: it shows whether the row was edited after the file was made."

    def __init__(self, resource):
        super().__init__(column_name=VERSION, readonly=True)
        self.resource = resource

    def export(self, instance, **options):
        """The version of a row that is at hand."""
        return self.resource.version(self.resource.plain(instance))


class QuietDiff(Diff):
    """No HTML of the library's: its differences carry inline styles, which the content policy refuses."""

    def as_html(self):
        """The new values."""
        return [str(value) for value in self.right]


class RegisterResource(ModelResource):
    """Abstract. `table` is its name in files and addresses; `owner` the model whose rights hold for its rows."""

    table = ""
    title = ""
    key = ("ref",)
    owner = None
    joined = ()
    names = ()  # look-ups of the names that a new row might duplicate
    named_by = ""  # the column that holds the name of a row

    class Meta:
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_bulk = False

    def __init__(self, **options):
        super().__init__(**options)
        self.fields[VERSION] = VersionColumn(self)

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        """A column that reads and says plain values."""
        return Column(django_field, cell_for(django_field))

    @classmethod
    def get_diff_class(cls):
        """Differences without markup."""
        return QuietDiff

    @property
    def model(self):
        """The model of its rows."""
        return self._meta.model

    @property
    def permission(self) -> str:
        """What somebody needs to bring rows in."""
        meta = (self.owner or self.model)._meta
        verb = "change" if meta.app_label == "vocabularies" else "import"
        return f"{meta.app_label}.{verb}_{meta.model_name}"

    @property
    def view_permission(self) -> str:
        """What somebody needs to take rows out."""
        meta = (self.owner or self.model)._meta
        return f"{meta.app_label}.view_{meta.model_name}"

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns by name, without the version."""
        return {name: self.fields[name] for name in self._meta.fields}

    @cached_property
    def headers(self) -> list[str]:
        """The names of all columns, in the order of files."""
        return [*self.columns, VERSION]

    def about(self, name: str) -> str:
        """The documentation of a column."""
        return self.fields[name].about

    def key_of(self, plain: dict) -> str:
        """The key of a row, as text."""
        return JOIN.join(str(plain.get(name) or "") for name in self.key)

    def plain(self, instance) -> dict[str, Plain]:
        """The plain values of a row that is at hand."""
        return {name: column.cell.plain_of(column.get_value(instance)) for name, column in self.columns.items()}

    @cached_property
    def blank(self) -> dict[str, Plain]:
        """The plain values of a row that nobody has filled."""
        fresh = self.model()
        values = {}
        for name, column in self.columns.items():
            value = None if column.is_reference or column.is_several else getattr(fresh, name)
            values[name] = column.cell.plain_of(value)
        return values

    def version(self, plain: dict[str, Plain]) -> str:
        """A hash of a row's plain values."""
        return hashlib.sha256(canonical(plain).encode()).hexdigest()[:DIGEST]

    def matching(self, keys: Collection[str]) -> models.QuerySet:
        """The rows of these keys; where a key has parts, perhaps a few others."""
        parts = [key.split(JOIN) for key in keys]
        wanted = {f"{self.lookup(name)}__in": {part[place] for part in parts} for place, name in enumerate(self.key)}
        return self.model._default_manager.filter(**wanted)

    def lookup(self, name: str) -> str:
        """The look-up that gives a part of the key."""
        column = self.columns[name]
        return column.cell.columns()[0] if column.is_reference else name

    def existing(self, keys: Collection[str]) -> dict[str, tuple[int, dict[str, Plain]]]:
        """(pk, plain values) of the rows that are there, by key; one query, and one for each list of keys."""
        if not keys:
            return {}
        found = {self.key_of(plain): (pk, plain) for pk, plain in self.rows(self.matching(keys))}
        return {key: found[key] for key in keys if key in found}

    def rows(self, queryset: models.QuerySet) -> Iterator[tuple[int, dict[str, Plain]]]:
        """(pk, plain values) of rows, without making an instance of any; not for more rows than memory should hold."""
        paths = [self._paths(column) for column in self.columns.values()]
        names = [name for each in paths for name in each]
        lines = list(queryset.order_by().values_list("pk", *names))
        lists = {
            name: self._lists(column, [line[0] for line in lines])
            for name, column in self.columns.items()
            if column.is_several
        }
        for line in lines:
            yield line[0], self._plain(line, paths, lists)

    def chunks(self, queryset: models.QuerySet) -> Iterator[list[tuple[int, dict[str, Plain]]]]:
        """The same for any number of rows, a chunk at a time, in the order of their keys in the database."""
        after = 0
        while chunk := sorted(self.rows(self._next(queryset, after)), key=lambda row: row[0]):
            yield chunk
            after = chunk[-1][0]

    def _next(self, queryset, after: int):
        pks = list(queryset.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        return self.model._default_manager.filter(pk__in=pks)

    def _paths(self, column: Column) -> list[str]:
        if column.is_several:
            return []
        return column.cell.columns() if column.is_reference else [column.attribute]

    def _plain(self, line, paths, lists) -> dict[str, Plain]:
        plain, place = {}, 1
        for (name, column), path in zip(self.columns.items(), paths, strict=True):
            values = line[place : place + len(path)]
            place += len(path)
            if column.is_several:
                plain[name] = lists[name].get(line[0], [])
            elif column.is_reference:
                plain[name] = column.cell.from_columns(values)
            else:
                plain[name] = column.cell.plain_of(values[0])
        return plain

    def _lists(self, column: Column, pks: Iterable[int]) -> dict[int, list[str]]:
        """The lists of keys of one column, by row; one query."""
        field = column.model_field
        mine, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        through = field.remote_field.through._default_manager.filter(**{f"{mine}__in": list(pks)})
        found: dict[int, list[str]] = {}
        for pk, *parts in through.values_list(f"{mine}_id", *(f"{other}__{name}" for name in column.cell.path)):
            found.setdefault(pk, []).append(JOIN.join(map(str, parts)))
        return {pk: sorted(keys) for pk, keys in found.items()}


def cell_for(field) -> TextCell:
    """The kind of cell that a model's field asks for."""
    if field.many_to_many:
        return ReferencesCell(field)
    if field.is_relation:
        return ReferenceCell(field)
    if field.choices:
        return ChoiceCell(field)
    for kind, cell in (
        (models.BooleanField, FlagCell),
        (models.DateField, DayCell),
        (models.DecimalField, NumberCell),
        (models.IntegerField, WholeCell),
    ):
        if isinstance(field, kind):
            return cell(field)
    return TextCell(field)
