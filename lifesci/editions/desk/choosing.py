"""Choosing related rows in forms: autocompletes that ask nothing twice, and words in use."""

from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db.models import CharField, Q, TextField, URLField
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField

from lifesci.editions.desk.dates import HINT, DateField, date_field
from lifesci.editions.pieces import number
from lifesci.vocabularies.models import Measure, Term


class KnownSelect(AutocompleteSelect):
    """An autocomplete that shows the chosen row from memory where its form has it at hand."""

    known = None

    def optgroups(self, name, value, attr=None):
        """The chosen option, and the empty one where nothing need be chosen."""
        if self.known is None or [str(self.known.pk)] != [str(each) for each in value]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, self.known.pk, label, {str(self.known.pk)}, len(empty))], 0)]


class SeveralSelect(AutocompleteSelectMultiple):
    """An autocomplete of several rows, each with a way to take it out."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        """Without the mark that empties the whole field: it stands among the list's items and no key reaches it."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class Lines(forms.Textarea):
    """Several lines of text. Browsers end each with two characters; the register keeps one, as files have it."""

    def value_from_datadict(self, data, files, name):
        """What was typed, with plain ends of lines."""
        value = super().value_from_datadict(data, files, name)
        return value and value.replace("\r\n", "\n")


class Sentence(forms.Textarea):
    """One line of text that is too long for one line of a form; ends of lines that slip in are spaces."""

    def value_from_datadict(self, data, files, name):
        """What was typed, on one line."""
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(value.split())


class TermCheckboxes(forms.CheckboxSelectMultiple):
    """Terms of one short vocabulary, all in sight."""


def inner(widget):
    """The widget itself, out of the wrapper that adds links to it."""
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


class ChoosingForm(forms.ModelForm):
    """Offers the terms and measures in use, and those that the row already has; says how dates are written."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField):
                self._offer(name, field)
            elif isinstance(field, forms.DecimalField):
                self._shorten(name)
            elif isinstance(field, DateField):
                hint = field.help_text.partition("EDTF")[2].strip(".:;, ")
                field.help_text = f"{hint[:1].upper()}{hint[1:]}. {HINT}".lstrip(". ")

    def _shorten(self, name):
        """A number without the zeros that its column pads it with."""
        value = self.initial.get(name)
        if isinstance(value, Decimal):
            self.initial[name] = Decimal(number(value))

    def _offer(self, name, field):
        if field.queryset.model in (Term, Measure):
            field.queryset = field.queryset.filter(Q(retired_on__isnull=True) | Q(pk__in=self._chosen(name, field)))
        widget = inner(field.widget)
        if isinstance(widget, KnownSelect) and name in self.instance._state.fields_cache:
            widget.known = getattr(self.instance, name)

    def _chosen(self, name, field):
        if isinstance(field, ModelMultipleChoiceField):
            return getattr(self.instance, name).values("pk") if self.instance.pk else []
        return [getattr(self.instance, f"{name}_id")]


class Choosing:
    """For model admins and inlines: relations by autocomplete, short vocabularies as checkboxes."""

    formfield_overrides = {TextField: {"widget": Lines(attrs={"class": "vLargeTextField"})}}

    def formfield_for_dbfield(self, db_field, request, **options):
        """Words are added in the vocabularies, not by the way; an address without its scheme is a secure one."""
        if isinstance(db_field, CharField) and db_field.name == "summary":
            options.setdefault("widget", Sentence(attrs={"class": "vLargeTextField", "rows": 3}))
        if isinstance(db_field, URLField):
            options["assume_scheme"] = "https"
        if is_date := date_field(db_field):
            options["form_class"] = is_date
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.is_relation and db_field.remote_field.model in (Term, Measure) and field:
            field.widget = inner(field.widget)
        return field

    def formfield_for_foreignkey(self, db_field, request, **options):
        """An autocomplete that remembers."""
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field, request, **options):
        """Checkboxes for terms, an autocomplete for everything else."""
        if db_field.remote_field.model is Term:
            options.setdefault("widget", TermCheckboxes())
            options.setdefault("help_text", db_field.help_text)
        else:
            options.setdefault("widget", SeveralSelect(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **options)
