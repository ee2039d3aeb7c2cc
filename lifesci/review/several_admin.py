"""The actions of a list of records that act on several of them: say what and why, look at the preview, do it."""

import json

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from lifesci.editions.desk.choosing import Lines
from lifesci.review.several import PUBLISH, RETAG, SET_DATE, WITHDRAW, Several, chosen, foretold, performed
from lifesci.vocabularies.models import Term

MOST = 500


class ReasonForm(forms.Form):
    """Why it is done."""

    reason = forms.CharField(
        max_length=500, widget=Lines(attrs={"rows": 3}), help_text="It stands in the trail of each."
    )

    def __init__(self, *args, model, **options):
        super().__init__(*args, **options)
        self.model = model

    @property
    def said(self) -> dict:
        """What was said, as the act takes it."""
        return self.cleaned_data


class PublishingForm(ReasonForm):
    """What is new."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].label = "What is new in these Editions"
        self.fields["reason"].help_text = "Anybody may read it. It stands in the change log."


class WithdrawingForm(ReasonForm):
    """Why the records are withdrawn."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].help_text = "The address of each record will show this to everybody."


class RetaggingForm(ReasonForm):
    """Which term is added or removed."""

    way = forms.ChoiceField(choices=[("add", "Add"), ("remove", "Remove")], label="What to do")
    term = forms.ChoiceField(label="Which term")
    field_order = ["way", "term", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.relations = {f.name: f for f in self.model._meta.many_to_many if f.remote_field.model is Term}
        schemes = {name: each.get_limit_choices_to()["scheme"] for name, each in self.relations.items()}
        words = Term.objects.filter(scheme__in=schemes.values(), retired_on=None).order_by("order", "label")
        self.terms = {
            (name, word.pk): word for word in words for name, scheme in schemes.items() if word.scheme == scheme
        }
        self.fields["term"].choices = [
            (
                relation.verbose_name.capitalize(),
                [(f"{name}/{pk}", word.label) for (field, pk), word in self.terms.items() if field == name],
            )
            for name, relation in self.relations.items()
        ]

    @property
    def said(self):
        """With the field and the term themselves."""
        name, _, key = self.cleaned_data["term"].partition("/")
        return {**self.cleaned_data, "field": name, "term": self.terms[name, int(key)]}


class DatingForm(ReasonForm):
    """When the records are to be looked at again."""

    review_on = forms.DateField(
        required=False,
        label="Look at them again on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave it empty to take the date away.",
    )
    field_order = ["review_on", "reason"]


class SeveralActions:
    """For the admin of a record: its actions on several. Each is a page of three steps on the list's own address."""

    actions = ["publish_several", "withdraw_several", "retag_several", "date_several"]

    def get_actions(self, request):
        """Retagging only where there are terms."""
        actions = super().get_actions(request)
        if not any(field.remote_field.model is Term for field in self.model._meta.many_to_many):
            actions.pop("retag_several", None)
        return actions

    def has_publish_permission(self, request):
        """May these be published?"""
        return self.may(request, "publish")

    def has_withdraw_permission(self, request):
        """May these be withdrawn?"""
        return self.may(request, "withdraw")

    @admin.action(description="Publish", permissions=["publish"])
    def publish_several(self, request, queryset):
        """Publish each that is ready."""
        return self._several(request, queryset, PUBLISH, PublishingForm, "Publish", "publish_several")

    @admin.action(description="Withdraw", permissions=["withdraw"])
    def withdraw_several(self, request, queryset):
        """Withdraw each that is published."""
        return self._several(request, queryset, WITHDRAW, WithdrawingForm, "Withdraw", "withdraw_several")

    @admin.action(description="Add or remove a term", permissions=["change"])
    def retag_several(self, request, queryset):
        """Add a term to each, or remove it."""
        return self._several(request, queryset, RETAG, RetaggingForm, "Add or remove a term", "retag_several")

    @admin.action(description="Set a review date", permissions=["change"])
    def date_several(self, request, queryset):
        """Set the day to look at each again."""
        return self._several(request, queryset, SET_DATE, DatingForm, "Set a review date", "date_several")

    def _several(self, request, queryset, act: Several, form_class, title, code):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            messages.error(request, f"Nothing was done: choose at most {MOST} records at once.")
            return None
        stage = request.POST.get("stage", "")
        form = form_class(request.POST if stage else None, model=self.model)
        context = {"title": title, "code": code, "keys": keys, "form": form, "stage": "form", "count": len(keys)}
        if stage and form.is_valid():
            context |= self._preview_or_do(request, act, keys, form, stage)
        return self._several_page(request, context)

    def _preview_or_do(self, request, act, keys, form, stage):
        found = chosen(self.acts, self.model, keys)
        if stage == "do":
            said = {**form.said, "seen": _seen(request.POST.get("seen", ""))}
            lines = performed(act, self.acts, found, said, by=request.user)
            for line in lines:
                if line.is_done:
                    self.log_change(request, line.record, f"{line.words} {said['reason']}")
            return {"stage": "done", "lines": lines, "done": sum(line.is_done for line in lines)}
        lines = foretold(act, found, form.said)
        seen = json.dumps({str(each.record.pk): each.fingerprint for each in found})
        return {"stage": "preview", "lines": lines, "seen": seen, "done": sum(line.is_done for line in lines)}

    def _several_page(self, request, context):
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = [(line, self.address("change", line.record)) for line in context.pop("lines", ())]
        request.current_app = self.admin_site.name
        told = {"opts": self.opts, "checkbox": ACTION_CHECKBOX_NAME, "lines": lines}
        return TemplateResponse(
            request, "admin/review/several.html", {**self.admin_site.each_context(request), **told, **context}
        )


def _seen(text: str) -> dict:
    """What the preview had shown, by key; nothing where it was tampered with."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
