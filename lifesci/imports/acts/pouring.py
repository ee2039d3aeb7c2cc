"""Writing many rows of one table with their lists, evidence and trail. For applying and undoing, in a transaction."""

from collections.abc import Mapping

from django.utils import timezone

from lifesci.editions.checkpoint import keep_where_due
from lifesci.editions.log import log_change
from lifesci.editions.models import Change
from lifesci.evidence.evaluation import KEPT, examine_facts
from lifesci.evidence.models import Cited
from lifesci.imports.judging.references import References
from lifesci.imports.resource import Column, RegisterResource
from lifesci.trace.writing import keep
from lifesci.vocabularies.models import Term

BATCH = 500


class Dangling(Exception):
    """A row refers to something that is not there, or no longer; the message says what."""


def create(resource: RegisterResource, rows: list[dict]) -> list:
    """Make rows from plain values; returns them with their keys. Raises Dangling."""
    references = _references(resource, rows)
    made = [_filled(resource, resource.model(), row, references) for row in rows]
    if issubclass(resource.model, Cited):
        examine_facts(made)
    resource.model._default_manager.bulk_create(made, batch_size=BATCH)
    _set_lists(resource, dict(zip((row.pk for row in made), rows, strict=True)), references, fresh=True)
    _leave_a_trail(resource, made, "+")
    return made


def update(resource: RegisterResource, changes: Mapping[int, dict]) -> list:
    """Change rows to plain values, by their database keys. Raises Dangling."""
    if not changes:
        return []
    references = _references(resource, list(changes.values()))
    rows = locked_rows(resource, list(changes))
    for row in rows:
        _filled(resource, row, changes[row.pk], references)
    fields = {name for change in changes.values() for name in change if not resource.columns[name].is_several}
    if issubclass(resource.model, Cited):
        examine_facts(rows)
        fields |= set(KEPT)
    if any(each.name == "updated_at" for each in resource.model._meta.fields):
        fields.add("updated_at")
        for row in rows:
            row.updated_at = timezone.now()
    if fields:
        resource.model._default_manager.bulk_update(rows, sorted(fields), batch_size=BATCH)
    _set_lists(resource, changes, references, fresh=False)
    _leave_a_trail(resource, rows, "~")
    return rows


def remove(resource: RegisterResource, pks: list[int]) -> None:
    """Remove rows that nothing refers to. Terms are retired instead: partners may have stored them."""
    if resource.model is Term:
        update(resource, {pk: {"retired_on": timezone.localdate().isoformat()} for pk in pks})
        return
    keep(locked_rows(resource, pks), "-")
    for column in resource.columns.values():
        if column.is_several:
            _through(column, pks)._raw_delete("default")
    rows = resource.model._default_manager.filter(pk__in=pks)
    rows._raw_delete(rows.db)


def locked_rows(resource: RegisterResource, pks: list[int]) -> list:
    """The rows, kept from other writers until the transaction ends; held texts are left where they are."""
    rows = resource.model._default_manager.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    if any(each.name == "text" for each in resource.model._meta.fields):
        rows = rows.defer("text")
    return list(rows.select_related(*resource.joined) if resource.joined else rows)


def _references(resource: RegisterResource, rows: list[dict]) -> References:
    references = References(resource, rows)
    for row in rows:
        for name, value in row.items():
            column = resource.columns[name]
            if column.is_reference or column.is_several:
                keys = value if column.is_several else [value] if value else []
                for key in keys:
                    if key not in references.found[name]:
                        raise Dangling(f"{resource.title}: there is no {column.cell.what} “{key}” any more.")
    return references


def _filled(resource: RegisterResource, row, values: dict, references: References):
    for name, value in values.items():
        column = resource.columns[name]
        if column.is_reference:
            setattr(row, name, references.found[name][value] if value else None)
        elif not column.is_several:
            setattr(row, column.attribute, column.cell.value_of(value))
    return row


def _set_lists(resource: RegisterResource, rows: Mapping[int, dict], references: References, *, fresh: bool) -> None:
    for name, column in resource.columns.items():
        if not column.is_several:
            continue
        mine = {pk: values[name] for pk, values in rows.items() if name in values}
        if mine and not fresh:
            old = _through(column, list(mine))
            old._raw_delete(old.db)
        field = column.model_field
        through = field.remote_field.through
        own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        pairs = [
            through(**{own: pk, other: related})
            for pk, keys in mine.items()
            for related in (references.pks(name, keys) if keys else ())
        ]
        through._default_manager.bulk_create(pairs, batch_size=BATCH)


def _through(column: Column, pks: list[int]):
    field = column.model_field
    return field.remote_field.through._default_manager.filter(**{f"{field.m2m_field_name()}__in": pks})


def _leave_a_trail(resource: RegisterResource, rows: list, history_type: str) -> None:
    keep(rows, history_type)
    if resource.model is Term:
        for term in rows:
            keep_where_due(log_change("term", "/".join(term.natural_key()), Change.Action.SAVED).sequence)
