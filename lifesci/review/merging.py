"""Merging a duplicate into the record that stays: what moves where, foretold and then done as one act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.text import capfirst

from lifesci.editions.canonical import sha256
from lifesci.editions.merge import merge_published
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.withdraw import NoReason
from lifesci.people.demand import demand_act
from lifesci.review.steps import hold, witness
from lifesci.trace.acting import Act, acting
from lifesci.trace.family import family, kept_models, owner_field


class CannotMerge(Exception):
    """The two cannot be merged as they stand; `problems` says why."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Move:
    """One row that changes hands: what it is and what becomes of it, in words, and the doing of it."""

    what: str
    becomes: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Plan:
    """Everything that merging would do, and what stands against it."""

    children: list[Move]
    references: list[Move]
    published: list[str]
    problems: list[str]
    ending: str

    @property
    def fingerprint(self) -> str:
        """Tells whether it is still the plan that somebody looked at."""
        moves = [(move.what, move.becomes) for move in (*self.children, *self.references)]
        return sha256(repr((moves, self.published, self.problems, self.ending)))


def plan(duplicate, successor, *, with_children: bool = True) -> Plan:
    """What merging the duplicate into the successor would do; nothing is written."""
    kind = duplicate._meta.model_name
    was_published = Edition.objects.filter(kind=kind, ref=duplicate.ref).exists()
    naming = Entry.objects.filter(terms__scheme=kind, terms__code=duplicate.ref)
    return Plan(
        children=[*_names(duplicate, successor), *(_children(duplicate, successor) if with_children else ())],
        references=[*_foreign_keys(duplicate, successor), *_relations(duplicate, successor)],
        published=[str(entry) for entry in naming.exclude(kind=kind, ref=duplicate.ref).order_by("sort_title", "ref")],
        problems=_problems(duplicate, successor, was_published),
        ending=_ending(duplicate, successor, was_published),
    )


def merge(duplicate, successor, *, by, reason: str, seen: str, with_children: bool = True) -> Change | None:
    """Do it, in one transaction; returns the tombstone, None where the duplicate was never published and is deleted.

    `seen` is the fingerprint of the plan that was looked at. Raises PermissionDenied, NoReason, CannotMerge, and
    UnknownSuccessor; then nothing was written.
    """
    demand_act(by, "merge", duplicate)
    if not reason.strip():
        raise NoReason("Say why the records are merged.")
    with (
        transaction.atomic(),
        acting(Act.MERGE, by=by, reference=f"{duplicate.ref} into {successor.ref}: {reason}"[:200]),
    ):
        for record in sorted((duplicate, successor), key=lambda each: each.pk):
            hold(record)
        found = plan(duplicate, successor, with_children=with_children)
        if found.problems:
            raise CannotMerge(found.problems)
        if found.fingerprint != seen:
            raise CannotMerge(["One of the records changed after this page was shown. Nothing was merged: look again."])
        for move in (*found.children, *found.references):
            move.do()
        kind = duplicate._meta.model_name
        change = merge_published(kind, duplicate.ref, successor.ref, by=by, reason=reason)
        if change is None:
            duplicate.delete()
        else:
            witness(duplicate, action=Change.Action.MERGED, number=change.number, by=by, words=change.reason)
        type(successor)._default_manager.get(pk=successor.pk).save(update_fields=["updated_at"])
    return change


def _problems(duplicate, successor, was_published) -> list[str]:
    if duplicate.pk == successor.pk:
        return ["A record cannot be merged into itself."]
    found = []
    kind = duplicate._meta.model_name
    if was_published and not Entry.objects.filter(kind=kind, ref=successor.ref).exists():
        found.append(f"“{successor}” is not published, so nothing could lead to it. Publish it first.")
    for field in duplicate._meta.fields:
        if field.related_model is type(duplicate):
            found += _between(duplicate, successor, field.name)
    return found


def _between(duplicate, successor, name) -> list[str]:
    """A record that hangs on the duplicate and that the successor hangs on would hang on itself."""
    above, seen = getattr(successor, name), set()
    if above is None or above.pk == duplicate.pk:
        return []
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        if getattr(above, f"{name}_id") == duplicate.pk:
            return [f"“{above}” stands between the two: its “{name.replace('_', ' ')}” has to be mended first."]
        above = getattr(above, name)
    return []


def _ending(duplicate, successor, was_published) -> str:
    if was_published:
        return (
            f"The public address of “{duplicate}” will lead to “{successor}” for good, and its Editions stay citable. "
            "What moved is in the draft of the record that stays: publish it when it is ready."
        )
    return f"“{duplicate}” was never published and will be deleted."


def _names(duplicate, successor) -> Iterator[Move]:
    """The name of a body becomes another name of the body that stays."""
    names = getattr(successor, "aliases", None)
    if names is None or str(duplicate) in {str(successor), *map(str, names.all())}:
        return
    word = f"Name “{duplicate}”"
    yield Move(word, "becomes another name", lambda: names.create(name=str(duplicate), note="Name of a merged record"))


def _children(duplicate, successor) -> Iterator[Move]:
    model = type(duplicate)
    for child in family(model)[1:]:
        field = child._meta.get_field(owner_field(child))
        if field.related_model is model:
            rows = child._default_manager
            taken = (
                set(rows.filter(**{field.name: successor}).values_list("key", flat=True)) if _keyed(child) else set()
            )
            for row in rows.filter(**{field.name: duplicate}).order_by("pk"):
                yield _child(row, field, successor, taken)


def _child(row, field, successor, taken) -> Move:
    what = f"{capfirst(row._meta.verbose_name)} “{row}”"
    if _keyed(type(row)):
        key = _free(row.key, taken)
        taken.add(key)
        becomes = f"moves, now called “{key}”" if key != row.key else "moves"
        return Move(what, becomes, lambda: _set(row, **{field.name: successor, "key": key}))
    if _collides(row, field, successor):
        return Move(what, "is dropped: the record that stays has it already", row.delete)
    return Move(what, "moves", lambda: _set(row, **{field.name: successor}))


def _foreign_keys(duplicate, successor) -> Iterator[Move]:
    """Rows elsewhere that point to the duplicate."""
    model = type(duplicate)
    for other in kept_models():
        owner = owner_field(other)
        for field in other._meta.fields:
            if field.related_model is model and field.name != owner:
                rows = other._default_manager.filter(**{field.name: duplicate}).order_by("pk")
                rows = rows.select_related(owner) if owner else rows
                for row in rows:
                    yield _reference(row, field, owner, successor)


def _reference(row, field, owner, successor) -> Move:
    holder = getattr(row, owner) if owner else row
    what = f"“{holder}”: {field.verbose_name if holder is row else row._meta.verbose_name}"
    if holder == successor or row == successor:
        if owner:
            return Move(what, "is dropped: a record does not point to itself", row.delete)
        return Move(what, "is emptied: a record does not point to itself", lambda: _set(row, **{field.name: None}))
    if _collides(row, field, successor):
        return Move(what, "is dropped: the same is recorded of the record that stays", row.delete)
    return Move(what, f"points to “{successor}”", lambda: _set(row, **{field.name: successor}))


def _relations(duplicate, successor) -> Iterator[Move]:
    """Rows elsewhere that list the duplicate among others."""
    for other in kept_models():
        for field in other._meta.many_to_many:
            if field.related_model is type(duplicate):
                for row in other._default_manager.filter(**{field.name: duplicate}).order_by("pk"):
                    if row != duplicate:
                        yield _listing(row, field, duplicate, successor)


def _listing(row, field, duplicate, successor) -> Move:
    rows = getattr(row, field.name)
    what = f"“{row}”: {field.verbose_name}"
    if row == successor:
        return Move(what, "is dropped: a record does not point to itself", lambda: rows.remove(duplicate))
    return Move(what, f"lists “{successor}”", lambda: (rows.add(successor), rows.remove(duplicate)))


def _set(row, **values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _keyed(model: type[models.Model]) -> bool:
    return any(field.name == "key" for field in model._meta.fields)


def _free(key: str, taken: set[str]) -> str:
    """The key, or the first like it that is not taken."""
    number, free = 2, key
    while free in taken:
        free, number = f"{key[:60]}-{number}", number + 1
    return free


def _collides(row, field, successor) -> bool:
    """Would the row, pointing to the successor, say what another row says already?"""
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields:
            same = {name: getattr(row, name) for name in constraint.fields if name != field.name}
            if type(row)._default_manager.filter(**same, **{field.name: successor}).exclude(pk=row.pk).exists():
                return True
    return False
