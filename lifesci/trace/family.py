"""Which rows belong to which record: every kept model registers here with the field that leads to its owner."""

from collections.abc import Collection

from django.apps import apps

_OWNERS: dict[type, str] = {}
TITLES = ("title", "name", "label")


def register(model: type, owner: str) -> None:
    """Note a kept model. `owner` names the foreign key to the row it hangs on; a record has none."""
    _OWNERS[model] = owner


def kept_models() -> list[type]:
    """Every model whose changes are kept, records and children."""
    return list(_OWNERS)


def records() -> list[type]:
    """The kept models that stand by themselves."""
    return [model for model, owner in _OWNERS.items() if not owner]


def label_of(model: type) -> str:
    """How Edits name a model: programmes.programme."""
    return model._meta.label_lower


def record_model(label: str) -> type:
    """The model of that label."""
    return apps.get_model(label)


def owner_field(model: type) -> str:
    """The name of the foreign key to the owner, empty for a record."""
    return _OWNERS[model]


def owner_of(model: type) -> type | None:
    """The model that a child hangs on, None for a record."""
    return model._meta.get_field(_OWNERS[model]).related_model if _OWNERS[model] else None


def record_of(model: type) -> type:
    """The record that a kept model belongs to in the end."""
    owner = owner_of(model)
    return record_of(owner) if owner else model


def family(record: type) -> list[type]:
    """The record's model and those of its children and grandchildren, owners first."""
    members, waiting = [], [record]
    while waiting:
        members.append(waiting.pop(0))
        waiting += [child for child in _OWNERS if owner_of(child) is members[-1]]
    return members


def history_of(model: type) -> type:
    """The model of the rows that keep a model's changes."""
    return getattr(model, model._meta.simple_history_manager_attribute).model


def record_keys(model: type, keys: Collection[int]) -> dict[int, int]:
    """The key of the record that each row of a model belongs to, also where the row is gone; a query a storey."""
    if not _OWNERS[model]:
        return {key: key for key in keys}
    column = f"{_OWNERS[model]}_id"
    above = dict(model._base_manager.filter(pk__in=keys).values_list("pk", column))
    if gone := set(keys) - above.keys():
        above |= dict(history_of(model)._base_manager.filter(id__in=gone).values_list("id", column))
    return _lifted(owner_of(model), above)


def records_of_rows(rows: Collection) -> dict[int, int]:
    """The key of the record that each of these rows of one model belongs to, by the key of the row."""
    model = type(rows[0])
    if not _OWNERS[model]:
        return {row.pk: row.pk for row in rows}
    return _lifted(owner_of(model), {row.pk: getattr(row, f"{_OWNERS[model]}_id") for row in rows})


def titles(record: type, keys: Collection[int]) -> dict[int, str]:
    """What people call these records, without reading them whole."""
    names = {field.name for field in record._meta.fields}
    title = next((name for name in TITLES if name in names), None)
    rows = record._base_manager.filter(pk__in=keys)
    return dict(rows.values_list("pk", title)) if title else {row.pk: str(row) for row in rows}


def _lifted(owner: type, above: dict[int, int]) -> dict[int, int]:
    lifted = record_keys(owner, set(above.values()))
    return {key: lifted[up] for key, up in above.items() if up in lifted}
