"""The timeline of a record at the desk: everything that happened to it, filtered, paged, or as a file."""

from urllib.parse import urlencode

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from lifesci.editions.desk.moments import Asked, chosen, desk_moments, rows, tell
from lifesci.trace.csv_lines import csv_lines
from lifesci.trace.events import record_event
from lifesci.trace.family import family
from lifesci.trace.models import Event
from lifesci.trace.telling import told_fields

PAGE = 30


class Timelined:
    """For model admins: the timeline in place of Django's history."""

    def get_urls(self):
        """The timeline and its file before the catch-all of the admin."""
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<path:object_id>/timeline/", view(require_safe(self.history_view)), name=f"{name}_timeline"),
            path("<path:object_id>/timeline.csv", view(require_safe(self.timeline_file)), name=f"{name}_timeline_csv"),
            *super().get_urls(),
        ]

    def moments(self, record) -> list:
        """Everything that happened to a record, in no order. Rooms above add what they know."""
        return desk_moments(record)

    def history_view(self, request, object_id, extra_context=None):
        """The page."""
        record = self._viewed(request, object_id)
        if not isinstance(record, self.model):
            return record
        asked = _asked(request)
        everything = self.moments(record)
        page = Paginator(chosen(everything, asked), PAGE).get_page(request.GET.get("page"))
        labels = {str(field.verbose_name) for model in family(self.model) for field in told_fields(model).values()}
        query = urlencode({name: value for name, value in vars(asked).items() if value})
        context = {
            **self.admin_site.each_context(request),
            "title": f"Timeline: {record}",
            "opts": self.opts,
            "original": record,
            "change_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]),
            "page": page,
            "moments": list(tell(list(page))),
            "asked": asked,
            "query": query,
            "people": sorted({moment.by for moment in everything if moment.by}),
            "acts": sorted({moment.what for moment in everything}),
            "fields": sorted(labels),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/timeline.html", context)

    def timeline_file(self, request, object_id):
        """The same as CSV, which no spreadsheet runs."""
        record = self._viewed(request, object_id)
        if not isinstance(record, self.model):
            return record
        moments = list(tell(chosen(self.moments(record), _asked(request))))
        record_event(Event.Kind.EXPORT, record=record, details="Its timeline.")
        name = f"timeline-{getattr(record, 'ref', record.pk)}.csv"
        return csv_answer(rows(moments), name)

    def _viewed(self, request, object_id):
        """The record, or the answer that leads elsewhere."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        model, key = self.traced(record.pk)
        if model is not self.model:
            return HttpResponseRedirect(
                reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_timeline", args=[key])
            )
        return record


def csv_answer(table, name: str) -> StreamingHttpResponse:
    """Rows as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request) -> Asked:
    return Asked(*(request.GET.get(name, "").strip() for name in ("by", "act", "field")))
