"""What Edits changed, field by field, in words: for timelines, trace lists and their exports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import OuterRef, Subquery

from lifesci.trace.family import TITLES, family, history_of, owner_field, record_model
from lifesci.trace.models import Edit
from lifesci.trace.speaking import said

HIDDEN = {"id", "order"}
NAMED_BY = (*TITLES, "key", "person", "value", "mark")
DONE = {"+": "added", "~": "changed", "-": "deleted"}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; `child` names the row it stands in, empty for the record itself."""

    child: str
    done: str
    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class _Step:
    """A row of a model as an Edit found it and left it; None where it was not there."""

    model: type
    edit: int
    old: object
    new: object


def changes_of(edits: Sequence[Edit]) -> dict[int, list[FieldChange]]:
    """What each Edit changed, by its key. Two queries for each kept model concerned, one for each sort of name."""
    told = {edit.pk: [] for edit in edits}
    models_concerned = dict.fromkeys(model for kind in {edit.kind for edit in edits} for model in _family(kind))
    steps = [step for model in models_concerned for step in _steps(model, list(told))]
    names = Names(steps)
    for step in steps:
        told[step.edit] += _changes(step, names)
    return told


def _family(kind: str) -> list[type]:
    try:
        return family(record_model(kind))
    except LookupError:
        return []  # a model that is no more


def _steps(model: type, edits: list[int]) -> list[_Step]:
    history = history_of(model)._base_manager
    before = history.filter(id=OuterRef("id"), history_edit__lt=OuterRef("history_edit")).order_by("-history_id")
    rows = history.filter(history_edit__in=edits).annotate(before=Subquery(before.values("history_id")[:1]))
    last = {(row.history_edit_id, row.id): row for row in rows.order_by("history_id")}
    first = history.filter(history_id__in={row.before for row in last.values()} - {None})
    earlier = {row.history_id: row for row in first}
    return [_Step(model, edit, _there(earlier.get(row.before)), _there(row)) for (edit, _), row in sorted(last.items())]


def _there(row):
    return None if row is None or row.history_type == "-" else row


def _changes(step: _Step, names: "Names") -> list[FieldChange]:
    if step.old is None and step.new is None:
        return []
    child = names.child(step)
    done = DONE["+" if step.old is None else "-" if step.new is None else "~"]
    found = []
    for name, field in told_fields(step.model).items():
        old, new = (names.words(field, row) if row is not None else "" for row in (step.old, step.new))
        if old != new:
            found.append(FieldChange(child, done, name, str(field.verbose_name), old, new))
    return found


def told_fields(model: type) -> dict[str, models.Field]:
    """The fields of a model that a timeline speaks of, by name."""
    kept = {field.name for field in history_of(model).tracked_fields} - HIDDEN - {owner_field(model)}
    own = [field for field in model._meta.fields if field.name in kept]
    return {field.name: field for field in [*own, *model._meta.many_to_many]}


class Names:
    """What the rows that are named were called; each model is asked once."""

    def __init__(self, steps: Iterable[_Step]):
        wanted = {}
        for step in steps:
            for row in (step.old, step.new):
                for field in told_fields(step.model).values() if row is not None else ():
                    if field.is_relation:
                        wanted.setdefault(field.related_model, set()).update(_keys(field, row))
        self.known = {model: _names(model, keys) for model, keys in wanted.items() if keys}

    def words(self, field, row) -> str:
        """What a row says in a field."""
        if field.is_relation:
            names = self.known.get(field.related_model, {})
            return ", ".join(sorted(names.get(key, f"a row that is gone ({key})") for key in _keys(field, row)))
        value = getattr(row, field.attname)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value or ""))
        return said(field, value) or _plain(value)

    def child(self, step: _Step) -> str:
        """The name of a child; empty for a record."""
        if not owner_field(step.model):
            return ""
        row, fields = step.new or step.old, {field.name: field for field in step.model._meta.fields}
        named = next((self.words(fields[name], row) for name in NAMED_BY if name in fields), "")
        if not named:
            related = (
                field for field in told_fields(step.model).values() if field.is_relation and field.name != "source"
            )
            named = next(filter(None, (self.words(field, row) for field in related)), "")
        return f"{step.model._meta.verbose_name} {named}".strip()


def _keys(field, row) -> list[int]:
    if field.many_to_many:
        return row.history_relations.get(field.name, [])
    return [key for key in [getattr(row, field.attname)] if key is not None]


def _names(model: type, keys: set[int]) -> dict[int, str]:
    column = next((name for name in NAMED_BY if name in {field.name for field in model._meta.fields}), None)
    if column is None:
        return {}
    names = {key: str(value) for key, value in model._base_manager.filter(pk__in=keys).values_list("pk", column)}
    if (gone := keys - names.keys()) and hasattr(model._meta, "simple_history_manager_attribute"):
        rows = history_of(model)._base_manager.filter(id__in=gone).order_by("history_id").values_list("id", column)
        names |= {key: f"{value} (deleted)" for key, value in rows}
    return names


def _plain(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)
