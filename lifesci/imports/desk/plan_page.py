"""The page of a plan: how far it is, what every row would become, and the acts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from lifesci.imports.acts.apply import NotNow, approve, begin_applying
from lifesci.imports.acts.decide import decide
from lifesci.imports.acts.propose import plan_again
from lifesci.imports.acts.rights import APPLY, APPROVE, may_import
from lifesci.imports.acts.undo import begin_undoing
from lifesci.imports.files.writing import shown
from lifesci.imports.models import Outcome, Proposal, ProposedRow, Stage
from lifesci.imports.progress import ask_to_stop, begin_anew, progress_of
from lifesci.imports.tasks import begin

ROWS = 50


class PlanPage:
    """For the admin of proposals: one plan and what can be done with it."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The plan."""
        proposal = self.proposal(request, object_id)
        chosen = request.GET.get("outcome", "")
        rows = proposal.rows.filter(outcome=chosen) if chosen in Outcome.values else proposal.rows.all()
        page = Paginator(rows.order_by("pk"), ROWS).get_page(request.GET.get("page"))
        for row in page:
            row.lines = lines_of(row)
        counts = proposal.counts
        context = {
            **self.admin_site.each_context(request),
            "title": str(proposal),
            "opts": self.opts,
            "proposal": proposal,
            "chosen": chosen if chosen in Outcome.values else "",
            "counts": [(code, label, counts.get(code, 0)) for code, label in Outcome.choices if counts.get(code)],
            "count": sum(counts.values()),
            "undecided": proposal.rows.undecided().count(),
            "is_idle": proposal.may_be_applied and not proposal.rows.to_see_to().exists(),
            "rows": page,
            "progress": progress_of(proposal.pk) if proposal.is_at_work else None,
            "acts": self.acts(request.user, proposal),
        }
        return TemplateResponse(request, "admin/imports/plan.html", context)

    def acts(self, user, proposal: Proposal) -> list[tuple[str, str]]:
        """(verb, words) of what this person may do now."""
        stage, found = proposal.stage, []
        if proposal.is_at_work:
            progress = progress_of(proposal.pk)
            is_dead = progress is None or not progress.is_alive
            found = [("cancel", "Cancel"), *([("resume", "Take it up again")] if is_dead else [])]
            return found if may_import(user) else []
        asks = proposal.may_be_applied and proposal.rows.to_see_to().exists()
        if asks and stage == Stage.PLANNED and user.has_perm(APPROVE) and proposal.made_by_id != user.pk:
            found.append(("approve", "Approve this plan"))
        if asks and user.has_perm(APPLY):
            found.append(("apply", "Apply: make drafts"))
        if stage == Stage.APPLIED and user.has_perm(APPLY):
            found.append(("undo", "Undo the whole import"))
        if stage != Stage.APPLIED and may_import(user):
            found.append(("again", "Make the plan again"))
        return found

    def act_view(self, request, object_id):
        """Do one thing to a plan, and go back to it."""
        proposal = self.proposal(request, object_id)
        verb = request.POST.get("verb", "")
        back = HttpResponseRedirect(reverse("admin:imports_proposal_change", args=[proposal.pk]))
        if request.method != "POST":
            return back
        if verb not in DOING:
            raise Http404
        if verb in ("cancel", "resume") and not may_import(request.user):
            raise PermissionDenied
        try:
            DOING[verb](proposal, request.user)
        except NotNow as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, SAID[verb])
        return back

    def row_view(self, request, object_id, row_id):
        """One row that asks for a decision: both versions side by side."""
        proposal = self.proposal(request, object_id)
        row = get_object_or_404(ProposedRow.objects.select_related("proposal"), pk=row_id, proposal=proposal)
        back = reverse("admin:imports_proposal_change", args=[proposal.pk]) + f"?outcome={row.outcome}"
        if request.method == "POST":
            try:
                decide(row, by=request.user, columns=request.POST.getlist("take"))
            except NotNow as refused:
                messages.error(request, str(refused))
            else:
                anew = " The plan waits for approval again." if proposal.stage == Stage.APPROVED else ""
                messages.success(request, f"Row {row.number}, {row.key}: {row.get_decision_display().lower()}.{anew}")
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Decide about {row.key}",
            "opts": self.opts,
            "proposal": proposal,
            "row": row,
            "lines": lines_of(row),
            "back": back,
        }
        return TemplateResponse(request, "admin/imports/row.html", context)

    def proposal(self, request, object_id) -> Proposal:
        """The proposal, for somebody who may see it."""
        proposal = get_object_or_404(Proposal.objects.select_related("made_by", "approved_by"), pk=object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        return proposal


def lines_of(row: ProposedRow) -> list[dict]:
    """What the page says of a row, column by column, in words."""
    new = row.is_new
    found = [
        {"column": name, "old": shown(old), "new": shown(value), "is_new": new}
        for name, (old, value) in row.changes.items()
    ]
    found += [
        {"column": name, "old": shown(old), "new": shown(value), "why": why}
        for name, (old, value, why) in row.kept_out.items()
    ]
    wrong = {name for name, _, _ in row.problems}
    found = [line for line in found if line["column"] not in wrong]
    return found + [{"column": name, "new": value, "problem": why} for name, value, why in row.problems]


def _apply(proposal, user):
    begin_applying(proposal, by=user)
    begin(proposal)


def _undo(proposal, user):
    begin_undoing(proposal, by=user)
    begin(proposal)


def _again(proposal, user):
    plan_again(proposal, by=user)
    begin(proposal)


def _resume(proposal, user):
    begin_anew(proposal.pk)
    begin(proposal)


def _cancel(proposal, user):
    """Whoever works at it hears the wish; where nobody does any more, somebody has to begin to give it back."""
    progress = progress_of(proposal.pk)
    ask_to_stop(proposal.pk)
    if progress is None or not progress.is_alive:
        begin(proposal)


DOING = {
    "approve": lambda proposal, user: approve(proposal, by=user),
    "apply": _apply,
    "undo": _undo,
    "again": _again,
    "resume": _resume,
    "cancel": _cancel,
}
SAID = {
    "approve": "The plan is approved. It can be applied now.",
    "apply": "The plan is being applied.",
    "undo": "The import is being undone.",
    "again": "The plan is being made again.",
    "resume": "The work is taken up again.",
    "cancel": "The work was asked to stop.",
}
