"""Taking a reader's report: what the form asks, and the one write that public pages make."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from lifesci.corrections.facts import Fact
from lifesci.corrections.models import Correction
from lifesci.corrections.words import WordsField, words_field
from lifesci.search.parameters import one_value, refuse_unknown

TRAP = "comment"


@dataclass(frozen=True)
class Subject:
    """What a report speaks of: a published record, the number of its current Edition, and one of its facts."""

    document: dict
    edition: int
    fact: Fact


class ReportForm(forms.Form):
    """What is wrong, what is right, where it can be read, and an address for those who want an answer."""

    wrong = words_field(
        gettext_lazy("What is wrong?"),
        "",
        longest=2000,
        rows=4,
        required=gettext_lazy("Say what is wrong, in a few words."),
    )
    right = words_field(
        gettext_lazy("What is right?"),
        gettext_lazy("For a figure, as you would say it: “about 950 students a year since 2021”."),
        longest=2000,
        rows=4,
    )
    where = words_field(
        gettext_lazy("Where can that be read?"),
        gettext_lazy(
            "The address of a page, or a document and its page. Without a source the register cannot change a fact."
        ),
        longest=1000,
        rows=2,
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if you want an answer"),
        help_text=gettext_lazy(
            "Only curators read it. It is never published, and deleted once the report is answered."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("This is not an e-mail address. Write it like name@example.org, or leave it empty.")
        },
    )
    comment = WordsField(
        label=gettext_lazy("Leave this empty"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, *, subject: Subject):
        self.subject = subject
        if data is not None:
            refuse_unknown(data, tuple(self.base_fields))
            data = {name: _once(data, name) for name in self.base_fields}
        super().__init__(data, initial={"edition": subject.edition})
        if not (data and data[TRAP]):
            self.fields[TRAP].widget.attrs["tabindex"] = "-1"

    def clean_comment(self):
        """People do not see this field; what fills it is a program, or a browser that a person can correct."""
        if self.cleaned_data[TRAP]:
            raise ValidationError(gettext_lazy("This field has to stay empty. Empty it and send the report again."))
        return ""

    def clean_edition(self):
        """The Edition that was read is one that exists."""
        if self.cleaned_data["edition"] > self.subject.edition:
            raise ValidationError(gettext_lazy("There is no such Edition. Open this page again from the record."))
        return self.cleaned_data["edition"]


def _once(data, name: str) -> str:
    """The one value of a field; text is judged by its field, so only a repeated one is refused here."""
    given = data.getlist(name)
    return one_value(data, name) if len(given) > 1 else "".join(given)


def receive(subject: Subject, said: dict) -> Correction:
    """Keep a report and return it; the same words about the same fact, still waiting, are one report."""
    same = {
        "kind": subject.document["kind"],
        "ref": subject.document["ref"],
        "fact": subject.fact.anchor,
        **{name: said[name] for name in ("edition", "wrong", "right", "where", "email")},
    }
    with transaction.atomic():
        known = Correction.objects.waiting().filter(**same).first()
        return known or Correction.objects.create(**same, said=subject.fact.words)
