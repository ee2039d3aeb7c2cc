"""What a publisher may comment on: the fields of a record's form, and each of its children."""

from collections.abc import Iterator

from django import forms
from django.contrib.admin.utils import flatten
from django.utils.text import capfirst

from lifesci.editions.desk.choosing import Lines

PRIVATE = {"editor_note", "review_on"}
ROWS = 3


def commentable(model_admin, record) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (code, label) to choose from: the form's fields as it groups them, then the children by kind."""
    groups = [("", [("", "The whole record")])]
    groups += [(title, list(_fields(record, options))) for title, options in model_admin.fieldsets]
    groups += [_children(inline, record) for inline in model_admin.inlines]
    return [(title, choices) for title, choices in groups if choices]


def _fields(record, options) -> Iterator[tuple[str, str]]:
    labels = {field.name: field.verbose_name for field in (*record._meta.fields, *record._meta.many_to_many)}
    for name in flatten(options["fields"]):
        if name in labels and name not in PRIVATE:
            yield name, capfirst(labels[name])


def _children(inline, record) -> tuple[str, list[tuple[str, str]]]:
    relation = next(
        each
        for each in record._meta.related_objects
        if each.related_model is inline.model and inline.fk_name in (None, each.field.name)
    )
    name = relation.get_accessor_name()
    title = capfirst(inline.verbose_name_plural or inline.model._meta.verbose_name_plural)
    noun = capfirst(inline.verbose_name or inline.model._meta.verbose_name)
    return title, [(f"{name}/{row.pk}", f"{noun}: {row}") for row in getattr(record, name).all()]


def anchor_of(field: str) -> str:
    """Where in the record's form a comment on a field leads."""
    name, _, child = field.partition("/")
    return f"#{name}-group" if child else f"#id_{name}" if name else "#content"


class ReturnForm(forms.Form):
    """What should be mended: of the whole record, and of fields or children of it."""

    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=Lines(attrs={"rows": 3}),
        label="What should be mended",
        help_text="The editor reads this. It is never published.",
    )
    sent = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, choices=(), **options):
        super().__init__(*args, **options)
        self.labels = {code: label for _, group in choices for code, label in group}
        for number in range(1, ROWS + 1):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                required=False, choices=choices, label=f"Comment {number} is about"
            )
            self.fields[f"text_{number}"] = forms.CharField(
                required=False, max_length=1000, widget=Lines(attrs={"rows": 2}), label=f"Comment {number}"
            )

    @property
    def comments(self) -> list[tuple[str, str, str]]:
        """(field, label, text) of each row that says something."""
        rows = [(self.cleaned_data[f"field_{n}"], self.cleaned_data[f"text_{n}"]) for n in range(1, ROWS + 1)]
        return [(code, self.labels[code] if code else "", text) for code, text in rows if text.strip()]

    @property
    def rows(self) -> list[tuple]:
        """(field to choose, text) of each comment, bound."""
        return [(self[f"field_{n}"], self[f"text_{n}"]) for n in range(1, ROWS + 1)]


class SendForm(forms.Form):
    """What the publisher should know, what the page had shown, and which comments were dealt with."""

    note = forms.CharField(
        max_length=1000,
        widget=Lines(attrs={"rows": 3}),
        label="Note to the publisher",
        help_text="What is new and what to look at. It is never published.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    done = forms.TypedMultipleChoiceField(
        required=False, coerce=int, widget=forms.CheckboxSelectMultiple, label="Comments that are dealt with"
    )

    def __init__(self, *args, comments=(), **options):
        super().__init__(*args, **options)
        self.fields["done"].choices = [(each.pk, str(each)) for each in comments]
        if not comments:
            del self.fields["done"]
