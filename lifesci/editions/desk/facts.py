"""Inlines for what hangs on a record: facts with their citations, and short rows whose every input says what it is."""

from functools import cached_property

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.text import Truncator

from lifesci.editions.desk.chip import evidence
from lifesci.editions.desk.choosing import Choosing, ChoosingForm, Lines, inner
from lifesci.editions.desk.sentences import FigureForm
from lifesci.editions.pieces import wording
from lifesci.evidence.qualifiers import NotAFigure

CITATION = (
    "Where it was read",
    {"fields": [("source", "as_given_in"), ("section", "paragraph", "page"), "stated_as", ("basis", "evidence")]},
)
HOUSEKEEPING = ("Order and review", {"fields": [("order", "review_on")], "classes": ["collapse"]})
WORDS = 30  # of a long statement, on one line
CITED = ("source", "as_given_in")
TEXTED = (*CITED, "cites")
SHORT_TEXT = {models.TextField: {"widget": Lines(attrs={"rows": 3, "cols": 60})}}


class RowForm(ChoosingForm):
    """A form whose inputs carry their own names, for tables where no label stands beside them."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            inner(field.widget).attrs.setdefault("aria-label", field.label)


class RowFormSet(BaseInlineFormSet):
    """Names the checkbox that deletes a row."""

    def add_fields(self, form, index):
        """As usual, with a name for the checkbox."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            what = str(form.instance) if form.instance.pk else self.model._meta.verbose_name
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {what}"


class Joining(Choosing):
    """For inlines: `joined` names the rows that each form shows, read with them, held texts apart."""

    joined = ()

    def get_extra(self, request, obj=None, **options):
        """No empty row, except for those who asked for one because no script adds it for them."""
        return 1 if request.GET.get("rows") == "1" else self.extra

    def get_queryset(self, request):
        """With what the forms show."""
        rows = super().get_queryset(request)
        if not self.joined:
            return rows
        return rows.select_related(*self.joined).defer(*(f"{name}__text" for name in self.joined if name in TEXTED))


class RowInline(Joining, admin.TabularInline):
    """Short rows in a table."""

    form = RowForm
    formset = RowFormSet
    extra = 0
    formfield_overrides = SHORT_TEXT


class FamilyFormSet(RowFormSet):
    """Facts that may point to figures of their own record, or of one it is part of; the choices are read once."""

    up = ""
    figure_fields = ()

    def add_fields(self, form, index):
        """As usual, with the family's figures to choose from."""
        super().add_fields(form, index)
        for name in self.figure_fields:
            if name in form.fields:
                form.fields[name].queryset = self.family
                form.fields[name].widget.choices = self.choices

    @cached_property
    def family(self):
        """Figures of the record, of the records it is part of, and those that are chosen already."""
        model = self.instance.figures.model
        owner = self.instance.figures.field.name
        chosen = {getattr(row, f"{name}_id") for row in self.get_queryset() for name in self.figure_fields} - {None}
        mine = Q(**{f"{owner}__in": self._line()}) if self.instance.pk else Q(pk__in=[])
        return (
            model.objects.filter(mine | Q(pk__in=chosen))
            .select_related("measure", owner)
            .order_by(owner, "order", "id")
        )

    @cached_property
    def choices(self):
        """(pk, words) of the family, after the empty choice."""
        owner = self.instance.figures.field.name
        return [("", "---------"), *((row.pk, f"{getattr(row, owner)}: {row}") for row in self.family)]

    def _line(self):
        line, seen = [self.instance.pk], self.instance
        while self.up and (above := getattr(seen, self.up)) and above.pk not in line:
            line.append(above.pk)
            seen = above
        return line


class FactInline(Joining, admin.StackedInline):
    """Facts of a record, each with where it was read; every row folds into its sentence."""

    template = "admin/desk/facts.html"
    form = ChoosingForm
    formset = FamilyFormSet
    extra = 0
    autocomplete_fields = ["source", "as_given_in"]
    readonly_fields = ["evidence"]
    formfield_overrides = SHORT_TEXT
    joined = CITED
    up = ""
    figure_fields = ()

    def get_formset(self, request, obj=None, **options):
        """A formset that knows the family of the record."""
        formset = super().get_formset(request, obj, **options)
        formset.up, formset.figure_fields = self.up, self.figure_fields
        return formset

    def told(self, fact) -> str:
        """What a row folds into: the fact in its own words."""
        return Truncator(getattr(fact, "statement", "") or str(fact)).words(WORDS)

    @admin.display(description="Evidence check")
    def evidence(self, fact):
        """What the last check of the words found."""
        return evidence(fact.check_result).html()


class FigureInline(FactInline):
    """Figures of a record."""

    form = FigureForm
    autocomplete_fields = ["measure", "geography", "source", "as_given_in"]
    joined = (*CITED, "measure", "geography", "counted_in__measure")
    figure_fields = ("counted_in",)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "sentence",
                    "sentence_read",
                    ("key", "measure"),
                    ("qualifier", "value", "value_high"),
                    "missing_reason",
                ]
            },
        ),
        ("When", {"fields": [("period_kind", "period_start", "period_end")]}),
        ("Who and where", {"fields": ["population", ("geography", "counted_in"), "note"]}),
        CITATION,
        ("Where sources differ", {"fields": ["chosen_because"], "classes": ["collapse"]}),
        HOUSEKEEPING,
    ]

    def told(self, fact):
        """The figure in the register's words, or why there are none."""
        try:
            words = str(wording(fact))
        except NotAFigure as problem:
            return f"{fact.key}: {problem}"
        return f"{words} ({fact.population})" if fact.population else words
