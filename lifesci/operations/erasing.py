"""Erasing a named person from the whole register, in one transaction. See decision 0006. For erase_person alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, SlugField, TextField, URLField

from lifesci.editions.erase import editions_naming, erase_from_editions
from lifesci.evidence.evaluation import check_source
from lifesci.evidence.models import Source
from lifesci.trace.acting import Act, acting
from lifesci.trace.events import record_event
from lifesci.trace.family import kept_models
from lifesci.trace.models import Event
from lifesci.trace.redaction import Redaction
from lifesci.trace.writing import relations_of, write
from lifesci.trace.written_once import WrittenOnce, erasing

NOTE = "A person's name was erased from this Edition."
# Reworded by their own act, or made anew from what it reworded.
BY_THEIR_OWN = {"edition", "change", "entry", "entryterm", "entryfigure", "entryoutcome", "entrytext", "erasure"}
OURS = ("lifesci.", "organisations", "programmes")
ADDRESSES = {"ref", "fixed_ref", "url", "website"}


@dataclass
class Erased:
    """Where a person was named: rows by model, Editions in words, and addresses that hold the name and are left."""

    rows: dict[str, int] = field(default_factory=dict)
    editions: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Was the person named nowhere?"""
        return not (self.rows or self.editions)


def find_person(names: list[str]) -> Erased:
    """Where the person is named; nothing is written. Raises NotAName."""
    redaction, found = Redaction(names), Erased()
    for model in models_with_words():
        count = sum(1 for _ in rows_naming(model, redaction, found.addresses))
        if count:
            found.rows[str(model._meta.verbose_name_plural)] = count
    found.editions = [str(edition) for edition, _ in editions_naming(redaction)]
    return found


def erase_person(names: list[str], *, note: str = NOTE, by=None) -> Erased:
    """Erase the person from working rows, their history, held texts, the desk's notes and Editions; all or nothing.

    `note` is public. Raises NotAName.
    """
    redaction, done = Redaction(names), Erased()
    note = redaction.text(note)
    with erasing(), acting(Act.ERASURE, by=by):
        touched = {}
        for model in models_with_words():
            rows = list(rows_naming(model, redaction, done.addresses))
            for key, changes in rows:
                model._base_manager.filter(pk=key).update(**changes)
            if rows:
                done.rows[str(model._meta.verbose_name_plural)] = len(rows)
                touched[model] = [key for key, _ in rows]
        _keep(touched)
        changes = erase_from_editions(redaction, note=note, by=by)
        done.editions = [f"{change.kind} {change.ref}, Edition {change.number}" for change in changes]
        if not done.is_nothing:
            told = f"Reworded: {sum(done.rows.values())} rows, {len(done.editions)} Editions."
            record_event(Event.Kind.ERASURE, by=by, title="A person", details=told)
    return done


def models_with_words() -> list[type[Model]]:
    """Every table of the register that people's words get into, and the admin's own log."""
    return [
        model
        for model in apps.get_models()
        if model._meta.managed
        and (model._meta.app_config.name.startswith(OURS) or model._meta.label == "admin.LogEntry")
        and not (model._meta.app_label == "editions" and model._meta.model_name in BY_THEIR_OWN)
    ]


def words_of(model: type[Model]) -> list[Field]:
    """The fields of a model that a name can stand in."""
    fields = [each for each in model._meta.fields if isinstance(each, CharField | TextField | JSONField)]
    fields = [each for each in fields if not each.choices and each.name != "history_relations"]
    return [each for each in fields if each.name in model.REWORDED] if issubclass(model, WrittenOnce) else fields


def rows_naming(model: type[Model], redaction: Redaction, addresses: list[str]) -> Iterator[tuple[object, dict]]:
    """(key, new values) of each row that names the person. Addresses that do are noted and left."""
    fields = words_of(model)
    if not fields:
        return
    names = [each.name for each in fields]
    for key, *values in list(model._base_manager.values_list("pk", *names).order_by("pk").iterator(chunk_size=1000)):
        changes = {}
        for each, value in zip(fields, values, strict=True):
            if each.name in ADDRESSES or isinstance(each, URLField):
                if value and redaction.is_in_address(value):
                    addresses.append(f"{model._meta.verbose_name} {key}: {value}")
            elif value and (new := _reworded(each, value, redaction)) != value:
                changes[each.name] = new
        if changes:
            yield key, changes


def _reworded(each: Field, value, redaction: Redaction):
    if isinstance(each, JSONField):
        return redaction.value(value)
    new = redaction.key(value) if isinstance(each, SlugField) else redaction.text(value)
    return new[: each.max_length] if each.max_length else new


def _keep(touched: dict[type, list]) -> None:
    """Rows that were reworded are kept once more, so that a form that shows the name is known to be outdated."""
    for model in kept_models():
        rows = list(model._base_manager.filter(pk__in=touched.get(model, [])))
        write(rows, "~", relations_of(rows) if rows else {})
    for source in Source.objects.filter(pk__in=touched.get(Source, [])):
        check_source(source)
