"""Pages of the desk that belong to no model: a whole queue, and the search over all records."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from lifesci.review.kinds import kinds_open_to
from lifesci.review.queues import QUEUES, queues

ROWS = 50
FOUND = 20
LONGEST = 200


@require_safe
def queue_page(request, code):
    """Everything that waits in one queue, the longest waiting first."""
    line = QUEUES[code].line(request.user) if code in QUEUES else None
    if line is None:
        raise Http404("There is no such queue.")
    page = Paginator(Counted(line), ROWS).get_page(request.GET.get("p"))
    context = {"title": QUEUES[code].title, "queue": QUEUES[code], "queues": queues(), "page": page}
    return _page(request, "admin/review/queue.html", context)


@require_safe
def find_page(request):
    """Records of every kind by the words that their lists search: titles, references, other names, summaries."""
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()
    kinds = kinds_open_to(request.user) if words else []
    found = [(capfirst(kind.model._meta.verbose_name_plural), *_found(request, kind, words)) for kind in kinds]
    found = [each for each in found if each[1]]
    return _page(request, "admin/review/find.html", {"title": "Find a record", "words": words, "found": found})


def _found(request, kind, words):
    """The first records of one kind that have all the words, each with its chip; and whether there are more."""
    model_admin = admin.site.get_model_admin(kind.model)
    rows, may_repeat = model_admin.get_search_results(request, model_admin.get_queryset(request), words)
    rows = list((rows.distinct() if may_repeat else rows).order_by(kind.title_field, "pk")[: FOUND + 1])
    chips = model_admin.standings_of(rows[:FOUND])
    return [(row, kind.change_address(row.pk), chips[row.ref]) for row in rows[:FOUND]], len(rows) > FOUND


class Counted:
    """A line as a Paginator reads it."""

    def __init__(self, line):
        self.line = line

    def __len__(self):
        return self.line.count

    def __getitem__(self, cut):
        return self.line[cut]


def _page(request, template, context):
    request.current_app = admin.site.name
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})
