"""The two acts of the desk on one record as pages: publish with a preview, and withdraw with a reason."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.desk.beside import suggested_note
from lifesci.editions.desk.choosing import Lines
from lifesci.editions.four_eyes import SameEyes, seen_by_nobody_else
from lifesci.editions.issue import PATHS, Overtaken, Unchanged
from lifesci.editions.mentions import mentions
from lifesci.editions.models import Entry
from lifesci.editions.readiness import NotReady
from lifesci.editions.schema import Invalid
from lifesci.editions.withdraw import NoReason, NotPublished, UnknownSuccessor

REFUSALS = (SameEyes, NotReady, Unchanged, Overtaken, Invalid)
WITHDRAWAL_REFUSALS = (NoReason, NotPublished, UnknownSuccessor)
EDITED_MEANWHILE = "The record was edited after this page was shown. Nothing was published: read it again below."
SUGGESTED = 500


class PublishForm(forms.Form):
    """What a publisher says, and what the page had shown."""

    note = forms.CharField(
        required=False,
        max_length=500,
        widget=Lines(attrs={"rows": 3}),
        label="What is new in this Edition",
        help_text="One or two sentences that anybody may read. They stand in the change log.",
    )
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a record is withdrawn, and what takes its place."""

    reason = forms.CharField(
        max_length=1000,
        widget=Lines(attrs={"rows": 3}),
        help_text="The address of the record will show this to everybody.",
    )
    successor = forms.CharField(
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "successors", "autocomplete": "off"}),
        help_text="The reference of the published record that takes its place, if there is one.",
    )


class Publishing:
    """For the admin of a record: its two pages, their addresses and who may use them. The class names its `acts`."""

    acts = None

    def get_urls(self):
        """The two pages before the catch-all of the admin."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/publish/", view(self.publish_view), name=f"{name}_publish"),
            path("<path:object_id>/withdraw/", view(self.withdraw_view), name=f"{name}_withdraw"),
            *super().get_urls(),
        ]

    def may(self, request, verb):
        """Has the curator the permission for this verb?"""
        return request.user.has_perm(f"{self.opts.app_label}.{verb}_{self.acts.kind}")

    def address(self, page, record):
        """The address of one of the record's pages in the admin."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])

    def public_address(self, record):
        """The address of the record's public page."""
        return f"/{PATHS[self.acts.kind]}/{record.ref}/"

    @property
    def publish_view(self):
        """The page that previews and publishes."""
        return csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(self._publish_page))

    @property
    def withdraw_view(self):
        """The page that withdraws."""
        return csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(self._withdraw_page))

    def _publish_page(self, request, object_id):
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        draft = draft_of(self.acts, self.model, record.pk)
        form = PublishForm(request.POST) if request.method == "POST" else None
        if form and form.is_valid():
            problems = self._publish(request, draft, form.cleaned_data)
            if not problems:
                return HttpResponseRedirect(self.address("change", record))
        else:
            problems = [f"{name}: {said}" for name, faults in form.errors.items() for said in faults] if form else []
        note = (form["note"].value() or "") if form else self._suggested_note(draft)
        return self._preview_to_publish(request, draft, problems=problems, note=note)

    def _suggested_note(self, draft):
        since = draft.state.edition.issued_at if draft.state.edition else None
        return suggested_note(self.acts.kind, draft.record.ref, since)

    def _preview_to_publish(self, request, draft, *, note="", **told):
        fresh = PublishForm(initial={"note": note, "after": draft.state.number, "seen": draft.seen})
        words = f"Edition {draft.state.number + 1}" if draft.state.number else "the first Edition"
        beside = [(each, self.address("publish", each)) for each in draft.beside]
        told["seen_by_nobody_else"] = seen_by_nobody_else(request.user, [draft.record, *draft.beside])
        told |= {"form": fresh, "figures": draft.figures, "edition_words": words, "beside": beside}
        return self._page(request, draft, "publish", **told)

    def _publish(self, request, draft, said):
        """Publish, or say in sentences why not."""
        if said["seen"] != draft.seen and said["after"] == draft.state.number:
            return [EDITED_MEANWHILE]
        try:
            edition = self.acts.publish(
                draft.record, by=request.user, note=said["note"], after=said["after"], beside=draft.beside
            )
        except REFUSALS as refusal:
            return sentences(refusal)
        self.log_change(request, draft.record, f"Published Edition {edition.number}.")
        for each in draft.beside:
            self.log_change(request, each, f"Published together with {draft.record}.")
        together = f", and in the same act {' and '.join(map(str, draft.beside))}" if draft.beside else ""
        messages.success(request, f"{draft.record} is published as Edition {edition.number}{together}.")
        return []

    def _withdraw_page(self, request, object_id):
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        draft = draft_of(self.acts, self.model, record.pk)
        form = WithdrawForm(request.POST or None)
        problems = []
        if request.method == "POST" and form.is_valid():
            problems = self._withdraw(request, record, form.cleaned_data)
            if not problems:
                return HttpResponseRedirect(self.address("change", record))
        successors = (
            Entry.objects.filter(kind=self.acts.kind).exclude(ref=record.ref).values("ref", "title")[:SUGGESTED]
        )
        told = {"form": form, "problems": problems, "successors": successors}
        return self._page(request, draft, "withdraw", **told, named_by=mentions(self.acts.kind, record.ref))

    def _withdraw(self, request, record, said):
        """Withdraw, or say in sentences why not."""
        try:
            self.acts.withdraw(record, by=request.user, reason=said["reason"], successor=said["successor"])
        except WITHDRAWAL_REFUSALS as refusal:
            return sentences(refusal)
        self.log_change(request, record, "Withdrawn.")
        messages.success(request, f"{record} is withdrawn. Its address shows the reason.")
        return []

    def _record_or_refuse(self, request, object_id):
        record = self.get_object(request, admin.utils.unquote(object_id))
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record

    def _page(self, request, draft, verb, **context):
        context = {
            **self.admin_site.each_context(request),
            "title": f"{verb.capitalize()}: {draft.record}",
            "opts": self.opts,
            "original": draft.record,
            "draft": draft,
            "may": self.may(request, verb),
            "verb": verb,
            "change_url": self.address("change", draft.record),
            "public_url": self.public_address(draft.record) if draft.state.is_published else "",
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/desk/{verb}.html", context)


def sentences(refusal) -> list[str]:
    """What a refusal says, one sentence a problem."""
    return list(getattr(refusal, "problems", None) or [str(refusal)])
