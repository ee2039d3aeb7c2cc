"""The pages of the queues of evidence: what fails, lacks evidence, is due, or where sources differ; for curators."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from lifesci.editions.desk.chip import Chip, evidence
from lifesci.editions.desk.record_admin import owner_address
from lifesci.editions.pieces import wording
from lifesci.evidence.holding import PERMISSION
from lifesci.evidence.models import Cited, Figure, Record
from lifesci.evidence.queues import contradictions, facts_due, facts_without_evidence, failing_facts, owner_of

ROWS = 50


@dataclass(frozen=True)
class Queue:
    """One queue of facts: its address, title, what it holds, and the head of the column of days."""

    code: str
    title: str
    about: str
    waits: str

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse("admin:evidence_queue", args=[self.code])


QUEUES = {
    each.code: each
    for each in (
        Queue(
            "failing",
            "Facts that fail the evidence check",
            "The held text of the source does not say what the register says. Those that failed first stand first.",
            "Failed on",
        ),
        Queue(
            "without-evidence",
            "Facts without evidence",
            "Nothing shows yet that a source says this. Facts of the oldest records stand first.",
            "Record begun on",
        ),
        Queue(
            "due",
            "Facts to look up again",
            "A fact is due on the day a curator named, or a year after its last check. The longest due stand first.",
            "Due on",
        ),
        Queue(
            "sources-differ",
            "Where sources differ",
            "Figures of one record for one thing, with different values. They are published as “sources differ” until "
            "one of them is given a reason under “why this one”. Records that were left alone longest stand first.",
            "",
        ),
    )
}


@dataclass(frozen=True)
class Line:
    """One fact on a page, in words, with where its form and its source's words are."""

    fact: Cited
    record: object
    why: str = ""
    since: object = None
    chip: Chip | None = None
    text_address: str = ""

    @property
    def words(self) -> str:
        """What the fact says."""
        told = wording(self.fact) if isinstance(self.fact, Figure) else getattr(self.fact, "statement", "")
        return str(told or self.fact)

    @property
    def kind(self) -> str:
        """What sort of fact it is."""
        return capfirst(self.fact._meta.verbose_name)

    @property
    def record_kind(self) -> str:
        """What sort of record it belongs to."""
        return capfirst(self.record._meta.verbose_name)

    @property
    def address(self) -> str:
        """The form of its record, at the facts of its sort."""
        group = self.fact._meta.get_field(owner_of(type(self.fact))).remote_field.get_accessor_name()
        return f"{owner_address(self.record)}#{group}-group"


class Queueing:
    """For the admin of sources: the pages of the queues, at …/queues/<code>/."""

    def get_urls(self):
        """With the pages of the queues, before the catch-all of the admin."""
        view = self.admin_site.admin_view(self.queue_view)
        return [path("queues/<slug:code>/", view, name="evidence_queue"), *super().get_urls()]

    @property
    def queue_view(self):
        """The page of one queue."""
        return require_safe(self._queue_page)

    def _queue_page(self, request, code):
        kinds = kinds_open_to(request.user)
        if not kinds:
            raise PermissionDenied
        if code not in QUEUES:
            raise Http404("There is no such queue.")
        waiting = waiting_facts(code, kinds)
        page = Paginator(waiting, ROWS).get_page(request.GET.get("p"))
        may_read = request.user.has_perm(PERMISSION)
        context = {
            **self.admin_site.each_context(request),
            "title": QUEUES[code].title,
            "opts": self.opts,
            "queue": QUEUES[code],
            "queues": QUEUES.values(),
            "page": page,
            "groups": [_lines(each, may_read) for each in page],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/queue.html", context)


def kinds_open_to(user) -> list[str]:
    """The kinds of record that somebody may look at."""
    records = [model._meta for model in apps.get_models() if issubclass(model, Record)]
    return [
        each.model_name
        for each in records
        if any(user.has_perm(f"{each.app_label}.{verb}_{each.model_name}") for verb in ("view", "change"))
    ]


def waiting_facts(code, kinds):
    """What stands in one queue, of these kinds of record: `len()` and cuts as in `[:20]`."""
    if code == "sources-differ":
        return contradictions(kinds)
    if code == "due":
        return facts_due(timezone.localdate(), kinds)
    return (failing_facts if code == "failing" else facts_without_evidence)(kinds)


def _lines(waiting, may_read) -> list[Line]:
    """The facts of one place in a queue: one, or the figures that differ."""
    if hasattr(waiting, "contradiction"):
        return [_line(figure, waiting.record, may_read) for figure in waiting.contradiction.figures]
    return [_line(waiting.fact, waiting.record, may_read, why=waiting.why, since=waiting.since)]


def _line(fact, record, may_read, **told) -> Line:
    return Line(fact, record, chip=evidence(fact.check_result), text_address=_text_address(fact, may_read), **told)


def _text_address(fact, may_read) -> str:
    """The place of the held text that a fact was read in, for those who may read it."""
    if not may_read or not fact.source_id or not fact.source.held:
        return ""
    place = f"#page-{fact.page}" if fact.page else f"#paragraph-{fact.paragraph}" if fact.paragraph else ""
    return reverse("admin:evidence_source_text", args=[fact.source_id]) + place
