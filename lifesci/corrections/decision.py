"""The page on which a curator decides on one correction: what is said, what stands, and the forms of both answers."""

from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect

from lifesci.corrections.deciding import (
    DECIDE,
    ChangedMeanwhile,
    Decided,
    NoReason,
    accept,
    forget_sender,
    reject,
    values_of,
)
from lifesci.corrections.facts import facts_of
from lifesci.corrections.models import Correction
from lifesci.corrections.working import fact_of, record_of, words_now
from lifesci.editions.desk.choosing import ChoosingForm, Lines
from lifesci.editions.desk.dates import date_field
from lifesci.editions.desk.record_admin import owner_address
from lifesci.editions.desk.sentences import fields_of, in_words, measures_in_use, read_with
from lifesci.editions.models import Edition
from lifesci.editions.reading import Gone, Unknown, current
from lifesci.evidence.models import Figure
from lifesci.evidence.sentences import NotRead
from lifesci.failure import HOMES

FIELDS = (
    *("measure", "qualifier", "value", "value_high", "missing_reason", "period_kind", "period_start", "period_end"),
    *("population", "source", "section", "paragraph", "page", "stated_as", "basis"),
)
REFUSALS = (Decided, NoReason, ChangedMeanwhile)
SUBJECT = "Your report {} to the life sciences skills and outreach register"
ANSWERS = {
    Correction.State.ACCEPTED: "Thank you for your report. It was accepted; {}",
    Correction.State.REJECTED: "Thank you for your report. It was not taken over, for this reason: {}",
}


class RejectForm(forms.Form):
    """Why a correction is rejected."""

    reason = forms.CharField(
        label="Why it is rejected",
        help_text="Kept with the correction, and part of the answer where the sender asked for one.",
        max_length=1000,
        required=False,
        widget=Lines(attrs={"rows": 3}),
    )


class Decision:
    """One correction before a curator, and what may be done with it."""

    def __init__(self, request, correction: Correction):
        self.request, self.correction = request, correction
        self.record = record_of(correction.kind, correction.ref)
        self.fact = fact_of(self.record, correction.fact)
        self.may = request.user.has_perm(DECIDE) and correction.is_waiting
        self.problems: list[str] = []
        self.reading = ""

    @property
    def figure(self) -> Figure | None:
        """The figure that accepting changes, where the correction speaks of one and the curator may edit its record."""
        return self.fact if isinstance(self.fact, Figure) and self._may_edit else None

    @property
    def _may_edit(self):
        meta = type(self.record)._meta
        return self.request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}")

    def answered(self):
        """Do what the curator chose; the page to go on to, or None where it was refused."""
        verb = self.request.POST.get("verb")
        try:
            return {"accept": self._accept, "reject": self._reject, "forget": self._forget}[verb]()
        except KeyError:
            self.problems = ["Choose what to do with the correction."]
        except REFUSALS as refusal:
            self.problems = [str(refusal)]
        except ValidationError as refusal:
            self.problems = refusal.messages
        return None

    def _accept(self):
        if self.figure is None:
            accept(self.correction, by=self.request.user)
        else:
            self.form = self._form(self.request.POST)
            if not self.form.is_valid():
                faults = self.form.errors.items()
                self.problems = [f"{self._label(name)}{said}" for name, all_ in faults for said in all_]
                return None
            accept(
                self.correction,
                by=self.request.user,
                figure=self.form.instance,
                seen=self.request.POST.get("seen", ""),
            )
        said = "The draft has the new figure" if self.figure else "Make the change below"
        messages.success(self.request, f"{self.correction.number} is accepted. {said}; publish it when it is ready.")
        return HttpResponseRedirect(owner_address(self.record) if self.record else self.request.path)

    def _label(self, name):
        return f"{self.form.fields[name].label}: " if name in self.form.fields else ""

    def _reject(self):
        reject(self.correction, by=self.request.user, reason=self.request.POST.get("reason", "")[:1000])
        messages.success(self.request, f"{self.correction.number} is rejected.")
        return HttpResponseRedirect(self.request.path)

    def _forget(self):
        forget_sender(self.correction, by=self.request.user)
        messages.success(self.request, "The address of the sender is deleted.")
        return HttpResponseRedirect(self.request.path)

    def _form(self, data=None):
        model = type(self.fact)
        dates = {each.name: date_field(each) for each in model._meta.fields if date_field(each)}
        form = forms.modelform_factory(
            model,
            form=ChoosingForm,
            fields=FIELDS,
            field_classes={name: kind for name, kind in dates.items() if name in FIELDS},
            widgets={"population": forms.TextInput, "section": forms.TextInput, "stated_as": forms.TextInput},
        )
        return form(data, instance=self.fact, initial=self._read())

    def _read(self) -> dict:
        """What the sender's words say of the figure, for the fields; nothing where they state no one figure."""
        measures = measures_in_use()
        try:
            reading = read_with(self.correction.right, measures)
        except NotRead:
            return {}
        self.reading = in_words(reading, measures)
        return fields_of(reading, measures)

    def context(self) -> dict:
        """What the page shows."""
        seen = values_of(self.fact) if isinstance(self.fact, Figure) else ""
        draft = words_now(self.correction.fact, self.fact) if self.fact else ""
        form = getattr(self, "form", None) or (self._form() if self.may and self.figure else None)
        return {
            "correction": self.correction,
            "record": self.record,
            "record_url": owner_address(self.record) if self.record else "",
            "published": self._published(),
            "draft": draft,
            "fact": self.fact,
            "may": self.may,
            "may_decide": self.request.user.has_perm(DECIDE),
            "form": form,
            "reading": self.reading,
            "seen": seen,
            "reject_form": RejectForm(self.request.POST or None),
            "problems": self.problems,
            "mail": self._mail(),
        }

    def _published(self) -> str:
        try:
            document, _ = current(self.correction.kind, self.correction.ref)
        except (Gone, Unknown):
            return ""
        fact = facts_of(document).get(self.correction.fact)
        return fact.words if fact else ("" if self.correction.fact else document["title"])

    def _shown(self) -> str:
        """Where the public reads what became of an accepted correction."""
        decided, editions = self.correction.decided_at, Edition.objects.of(self.correction.kind, self.correction.ref)
        edition = editions.filter(issued_at__gt=decided).order_by("number").first() if decided else None
        if edition is None:
            return "the next Edition will show it."
        where = f"/{HOMES[edition.kind]}/{edition.ref}/editions/{edition.number}/"
        return f"Edition {edition.number} shows it: {self.request.build_absolute_uri(where)}"

    def _mail(self) -> str:
        """An address that opens an answer to the sender."""
        if not self.correction.email:
            return ""
        answer = ANSWERS.get(self.correction.state, "").format(self.correction.reason or self._shown())
        subject = SUBJECT.format(self.correction.number)
        return f"mailto:{quote(self.correction.email, safe='@')}?subject={quote(subject)}&body={quote(answer)}"
