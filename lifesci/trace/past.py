"""Rows as they once were, read from their history; for comparing, never for publishing."""

from django.db.models import Max

from lifesci.trace.edits import Version
from lifesci.trace.family import history_of


def rows_at(model: type, version: Version, **owner) -> dict[int, object]:
    """The history row that tells what each row of a model was at a version of its record; `owner` says which rows.

    Rows that did not exist, or of which nothing had been kept, are left out. One query.
    """
    history = history_of(model)._base_manager
    then = history.filter(history_edit__lte=version.newest, **owner).values("id").annotate(newest=Max("history_id"))
    found = history.filter(history_id__in=then.values("newest")).exclude(history_type="-")
    return {row.id: row for row in found}


def value_of(row, name: str):
    """What a history row says in a field: a value, the key of a related row, or the keys of several."""
    if name in row.history_relations:
        return row.history_relations[name]
    names = {field.name: field.attname for field in row.tracked_fields}
    return getattr(row, names[name]) if name in names else []
