"""Three versions of one form: as it was opened, as it was sent, as it stands now. What differs, and what is chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django import forms
from django.forms.models import InlineForeignKeyField, ModelChoiceField, ModelMultipleChoiceField

from lifesci.editions.desk.choosing import inner
from lifesci.editions.pieces import number
from lifesci.trace.past import value_of

MINE, THEIRS = "mine", "theirs"
CHOICE = "_choose-"
MISSING = object()


@dataclass
class Difference:
    """One thing that the sender and somebody else left different; `theirs_sent` is what a form of theirs would send."""

    name: str
    label: str
    base: str
    mine: str
    theirs: str
    is_changed_by_me: bool
    is_changed_by_them: bool
    theirs_sent: dict[str, list[str]] = field(default_factory=dict)
    chosen: str = ""

    @property
    def choice_name(self) -> str:
        """The name of the radio buttons."""
        return CHOICE + self.name

    @property
    def is_contested(self) -> bool:
        """Did both change it, so that nobody but the sender can say which stands?"""
        return self.is_changed_by_me and self.is_changed_by_them

    def choose(self, said: str) -> None:
        """Take what was said, or what stands to reason where only one of the two changed it."""
        if said in (MINE, THEIRS):
            self.chosen = said
        elif not self.is_contested:
            self.chosen = MINE if self.is_changed_by_me else THEIRS


@dataclass
class Group:
    """The differences of one row: the record itself or one of its children."""

    title: str
    differences: list[Difference]


def differences(form, data, files, base) -> Iterator[Difference]:
    """What differs between the data that was sent and an unbound form of the row as it stands now.

    `base` is the history row of what the sender had opened, None where nothing was kept of it.
    """
    for name, each in own_fields(form):
        sent = each.widget.value_from_datadict(data, files, form.add_prefix(name))
        theirs = form.get_initial_for_field(each, name)
        if not each.has_changed(theirs, sent):
            continue
        opened = MISSING if base is None else value_of(base, name)
        words = Words(each, opened, sent, theirs)
        yield Difference(
            name=form.add_prefix(name),
            label=str(each.label or form[name].label),
            base="not known" if base is None else words(opened),
            mine=words(sent),
            theirs=words(theirs),
            is_changed_by_me=base is None or each.has_changed(opened, sent),
            is_changed_by_them=base is None or plain(opened) != plain(theirs),
            theirs_sent={form.add_prefix(name): as_sent(each, theirs)},
        )


def is_touched(form, data, files, base) -> bool:
    """Did the sender change anything in a row since it was opened?"""
    return base is None or any(
        each.has_changed(value_of(base, name), each.widget.value_from_datadict(data, files, form.add_prefix(name)))
        for name, each in own_fields(form)
    )


def is_changed_by_them(form, base) -> bool:
    """Does the row stand otherwise than it was opened?"""
    return base is None or any(
        plain(value_of(base, name)) != plain(form.get_initial_for_field(each, name)) for name, each in own_fields(form)
    )


def sent_of(form) -> dict[str, list[str]]:
    """What a browser would send of a row that nobody touched."""
    fields = own_fields(form)
    return {form.add_prefix(name): as_sent(each, form.get_initial_for_field(each, name)) for name, each in fields}


def own_fields(form) -> list[tuple[str, forms.Field]]:
    """The fields of a form that say something about its row, with their names."""
    return [
        (name, each)
        for name, each in form.fields.items()
        if name not in ("id", "DELETE") and not each.disabled and not isinstance(each, InlineForeignKeyField)
    ]


def plain(value):
    """A value that can be compared: keys for rows, one sort of nothing, numbers without their padding."""
    if isinstance(value, list | tuple):
        return sorted(getattr(each, "pk", each) for each in value)
    if isinstance(value, Decimal):
        return value.normalize()
    return "" if value is None else value


def as_sent(form_field, value) -> list[str]:
    """What a browser would send of a field that shows this value."""
    widget, value = inner(form_field.widget), form_field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    shown = widget.format_value(value)
    return list(shown) if isinstance(shown, list) else [shown or ""]


class Words:
    """Says the values of one field as people read them; rows that are named are read together."""

    def __init__(self, form_field, *values):
        self.field = form_field
        self.names = {}
        if isinstance(form_field, ModelChoiceField):
            keys = {str(key) for value in values if value is not MISSING for key in self._keys(value)}
            rows = form_field.queryset.model._base_manager.filter(pk__in=[key for key in keys if key.isdecimal()])
            self.names = {str(row.pk): form_field.label_from_instance(row) for row in rows}

    def __call__(self, value) -> str:
        """The value in words."""
        if isinstance(self.field, ModelChoiceField):
            return ", ".join(
                sorted(self.names.get(str(key), f"a row that is gone ({key})") for key in self._keys(value))
            )
        if isinstance(self.field, forms.BooleanField):
            return "yes" if self.field.to_python(value) else "no"
        if isinstance(self.field, forms.ChoiceField):
            return str(dict(self.field.choices).get(value, value or ""))
        if isinstance(value, Decimal):
            value = number(value)
        return "" if value is None else str(value)

    def _keys(self, value) -> list:
        several = value if isinstance(self.field, ModelMultipleChoiceField) else [value]
        return [getattr(each, "pk", each) for each in several or [] if each not in (None, "")]
