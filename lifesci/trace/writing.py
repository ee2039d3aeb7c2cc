"""Writing the trail: history rows, one or many at a time, and the Edit of each record they belong to."""

from collections.abc import Collection, Sequence

from django.apps import apps
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from lifesci.trace.acting import Acting, current_act
from lifesci.trace.family import history_of, label_of, record_of, records_of_rows, titles

BATCH = 500


def keep(rows: Sequence, history_type: str) -> int:
    """Keep rows of one model that were written past `save()`: created "+", changed "~" or deleted "-".

    Call it after the rows and their many-to-many rows are written. Changed rows that say nothing new are passed over.
    Returns how many rows were kept; a handful of queries for each 500.
    """
    count = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        relations = {} if history_type == "-" else relations_of(batch)
        if history_type == "~":
            before = newest_rows(type(batch[0]), [row.pk for row in batch])
            batch = [row for row in batch if _is_news(before.get(row.pk), row, relations[row.pk])]
        write(batch, history_type, relations)
        count += len(batch)
    return count


def keep_first(models_of_rows: Collection[type]) -> int:
    """Keep the present state of every row that has no history yet, as the start of its trail."""
    count = 0
    for model in models_of_rows:
        known = history_of(model)._base_manager.values("id")
        left_out = [field.name for field in model._meta.fields if field not in history_of(model).tracked_fields]
        count += keep(list(model._base_manager.defer(*left_out).exclude(pk__in=known).order_by("pk")), "+")
    return count


@transaction.atomic
def write(rows: Sequence, history_type: str, relations: dict[int, dict]) -> None:
    """Insert the history rows of working rows of one model, under the act that is under way."""
    if not rows:
        return
    act, history, now = current_act(), history_of(type(rows[0])), timezone.now()
    record_keys = records_of_rows(rows)
    edits = edits_of(act, rows, record_keys)
    user = act.person
    history._base_manager.bulk_create(
        history(
            **values_of(history, row),
            history_date=now,
            history_type=history_type,
            history_user=user,
            history_change_reason=act.act.value,
            history_edit_id=edits[record_keys[row.pk]],
            history_relations=relations.get(row.pk, {}),
        )
        for row in rows
        if row.pk in record_keys
    )


def restate(before, instance, relations: dict) -> None:
    """Keep an instance's new many-to-many keys: in its newest row where this act wrote that, else in another."""
    edits = current_act().edits
    if before is not None and before.history_edit_id in edits.values():
        type(before)._base_manager.filter(pk=before.pk).update(history_relations=relations)
    else:
        write([instance], "~", {instance.pk: relations})


def edits_of(act: Acting, rows: Sequence, record_keys: dict[int, int]) -> dict[int, int]:
    """The Edit of this act for every record concerned, by the record's key; those that are wanting are made."""
    edit_model, record = apps.get_model("trace.Edit"), record_of(type(rows[0]))
    label, keys = label_of(record), set(record_keys.values())
    known = {key: act.edits[label, key] for key in keys if (label, key) in act.edits}
    # What was rolled back to a savepoint is known to the act and no longer there.
    there = set(edit_model.objects.filter(pk__in=known.values()).values_list("pk", flat=True)) if known else set()
    found = {key: edit for key, edit in known.items() if edit in there}
    if wanting := sorted(keys - found.keys()):
        named = {row.pk: str(row) for row in rows} if type(rows[0]) is record else titles(record, wanting)
        made = edit_model.objects.bulk_create(_edit(edit_model, act, label, key, named) for key in wanting)
        found |= {edit.record: edit.pk for edit in made}
        act.edits.update({(label, edit.record): edit.pk for edit in made})
    return found


def newest_rows(model: type, keys: Collection[int]) -> dict[int, models.Model]:
    """The newest history row of each of these rows, by key; one query."""
    history = history_of(model)._base_manager
    newest = history.filter(id__in=keys).values("id").annotate(newest=Max("history_id")).values("newest")
    return {row.id: row for row in history.filter(history_id__in=newest)}


def relations_of(rows: Sequence, names: Collection[str] | None = None) -> dict[int, dict[str, list[int]]]:
    """The keys of the many-to-many rows of rows of one model, by row and field; a query a field."""
    found = {row.pk: {} for row in rows}
    for field in type(rows[0])._meta.many_to_many:
        if names is not None and field.name not in names:
            continue
        for relations in found.values():
            relations[field.name] = []
        mine, other = field.m2m_column_name(), field.m2m_reverse_name()
        through = field.remote_field.through._base_manager.filter(**{f"{mine}__in": found})
        for key, related in through.values_list(mine, other).order_by(other):
            found[key][field.name].append(related)
    return found


def values_of(history: type, row) -> dict:
    """What a history row keeps of a working row."""
    return {field.attname: getattr(row, field.attname) for field in history.tracked_fields}


def changed(before, row) -> bool:
    """Does the row say anything that its newest history row does not?"""
    return before.history_type == "-" or any(
        field.to_python(getattr(row, field.attname)) != getattr(before, field.attname)
        for field in type(before).tracked_fields
    )


def _is_news(before, row, relations) -> bool:
    return before is None or changed(before, row) or before.history_relations != relations


def _edit(model, act, label, key, named):
    person = act.person
    return model(
        kind=label,
        record=key,
        title=named.get(key, f"{label} {key}")[:300],
        act=act.act,
        reference=act.reference[:200],
        by=person,
        by_name=person.get_username() if person else "",
    )
