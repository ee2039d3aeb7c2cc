"""The admin of a record that goes through review: its pages send, publish or return, and preview; holds no rules."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.desk.moments import Moment
from lifesci.editions.desk.publishing import sentences
from lifesci.editions.desk.record_admin import RecordAdmin
from lifesci.editions.issue import Unchanged
from lifesci.review.commenting import ReturnForm, SendForm, anchor_of, commentable
from lifesci.review.comparison import compare
from lifesci.review.merging_admin import Merging
from lifesci.review.models import Step
from lifesci.review.preview import preview
from lifesci.review.restoring_admin import RestoringPage
from lifesci.review.several_admin import SeveralActions
from lifesci.review.states import states
from lifesci.review.steps import (
    EditedMeanwhile,
    NothingSaid,
    NotInReview,
    give_back,
    review_of,
    send,
    steps_of,
    take_back,
)

REVIEWING = (Step.Action.SENT, Step.Action.RETURNED, Step.Action.TAKEN_BACK)
REFUSALS = (EditedMeanwhile, NothingSaid, NotInReview, Unchanged)


class ReviewedAdmin(SeveralActions, Merging, RestoringPage, RecordAdmin):
    """A record that an editor sends for review, and a publisher publishes or returns."""

    def get_urls(self):
        """The pages of the review before the catch-all of the admin."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/send/", view(self.send_view), name=f"{name}_send"),
            path("<path:object_id>/merge/", view(self.merge_view), name=f"{name}_merge"),
            path("<path:object_id>/restore/", view(self.restore_view), name=f"{name}_restore"),
            path("<path:object_id>/preview/", view(self.preview_view), name=f"{name}_preview"),
            *super().get_urls(),
        ]

    def standings_of(self, records):
        """The chip of each record by ref."""
        return states(self.acts, self.model, records)

    def moments(self, record):
        """With the steps of its reviews, and who withdrew or merged it; that it was stands in the change log."""
        steps = list(Step.objects.of(self.acts.kind, record.pk).prefetch_related("comments"))
        known, ended = super().moments(record), {(step.action, step.number): step.by_name for step in steps}
        for moment in known:
            if moment.change and not moment.by:
                moment.by = ended.get((moment.change.action, moment.change.number), "")
        told = [
            Moment(
                step.at,
                step.by_name,
                step.get_action_display(),
                " ".join([step.note, *_said(step)]).strip(),
                str(record),
            )
            for step in steps
            if step.action in REVIEWING
        ]
        return [*known, *told]

    def moved_totals(self, document) -> list:
        """The totals that publishing this document would move; a kind whose figures enter totals says so."""
        return []

    @property
    def send_view(self):
        """The page that sends for review, or takes back."""
        return csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(self._send_page))

    @property
    def preview_view(self):
        """The page as the public would see it."""
        return require_safe(self._preview_page)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with where its review stands, what was commented and the ways to the pages of the review."""
        if change and obj:
            review = review_of(self.acts.kind, obj.pk)
            context.update(
                review=review,
                comments=[(each, anchor_of(each.field)) for each in review.comments],
                send_url=self.address("send", obj) if self.has_change_permission(request, obj) else "",
                preview_url=self.address("preview", obj),
                restore_url=self.address("restore", obj) if self.was_published(obj) else "",
                merge_url=self.address("merge", obj) if self.may(request, "merge") else "",
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _preview_page(self, request, object_id):
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        draft = draft_of(self.acts, self.model, record.pk)
        return preview(request, draft, back=self.address("change", record))

    def _send_page(self, request, object_id):
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        review, problems = review_of(self.acts.kind, record.pk), []
        form = SendForm(request.POST, comments=review.comments) if request.method == "POST" else None
        if form:
            problems = self._send_or_take_back(request, record, form)
            if not problems:
                return HttpResponseRedirect(self.address("change", record))
        draft = draft_of(self.acts, self.model, record.pk)
        said = {"note": form["note"].value() or "", "done": form.data.getlist("done")} if form else {}
        fresh = SendForm(initial={**said, "seen": draft.fingerprint}, comments=review.comments)
        told = {"form": fresh, "problems": problems, "may": self.has_change_permission(request, record)}
        return self._page(request, draft, "send", **self._told(draft), **told)

    def _send_or_take_back(self, request, record, form):
        """Do what was asked for, or say in sentences why not."""
        if taken := request.POST.get("take_back"):
            act, words = (lambda: take_back(record, by=request.user, sent=_number(taken))), "Taken back from review."
        elif not form.is_valid():
            return [f"{form.fields[name].label}: {said}" for name, all_ in form.errors.items() for said in all_]
        else:
            said = form.cleaned_data
            act = lambda: send(self.acts, record, by=request.user, **{"done": (), **said})  # noqa: E731
            words = "Sent for review."
        try:
            act()
        except REFUSALS as refusal:
            return sentences(refusal)
        self.log_change(request, record, words)
        messages.success(request, f"{record}: {words[0].lower()}{words[1:]}")
        return []

    def _publish_page(self, request, object_id):
        """As everywhere; a record that waits can also be returned from here."""
        if request.method != "POST" or request.POST.get("act") != "return":
            return super()._publish_page(request, object_id)
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        draft = draft_of(self.acts, self.model, record.pk)
        form = ReturnForm(request.POST, choices=commentable(self, draft.record))
        problems = self._give_back(request, record, form)
        if not problems:
            return HttpResponseRedirect(self.address("change", record))
        return self._preview_to_publish(request, draft, problems=problems, return_form=form)

    def _give_back(self, request, record, form):
        if not form.is_valid():
            return [f"{name}: {said}" for name, faults in form.errors.items() for said in faults]
        said = form.cleaned_data
        try:
            give_back(record, by=request.user, note=said["note"], sent=said["sent"], comments=form.comments)
        except REFUSALS as refusal:
            return sentences(refusal)
        self.log_change(request, record, "Returned to its editor.")
        messages.success(request, f"{record} is returned, with what should be mended.")
        return []

    def _page(self, request, draft, verb, **context):
        """Pages of publishing show the review as well."""
        if verb == "publish":
            context = {**self._told(draft), **context}
            if context["review"].is_open and "return_form" not in context:
                choices, sent = commentable(self, draft.record), context["review"].last.pk
                context["return_form"] = ReturnForm(choices=choices, initial={"sent": sent})
        return super()._page(request, draft, verb, **context)

    def _told(self, draft) -> dict:
        """What pages of a review say of a draft."""
        review = review_of(self.acts.kind, draft.record.pk)
        return {
            "review": review,
            "steps": steps_of(self.acts.kind, draft.record.pk),
            "has_changed": review.has_changed(draft),
            "comparison": compare(draft.published, draft.told),
            "moved": self.moved_totals(draft.numbered),
            "preview_url": self.address("preview", draft.record),
        }


def _said(step) -> list[str]:
    return [f"{comment.label}: {comment.text}" for comment in step.comments.all() if comment.label]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
