"""The register-wide trail at the desk: every Edit and every event, read, filtered and exported, never changed."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe

from lifesci.editions.desk.log import LogAdmin
from lifesci.editions.desk.moments import moment_of, rows, tell
from lifesci.editions.desk.timeline import csv_answer
from lifesci.trace.events import record_event
from lifesci.trace.family import label_of, record_model, records
from lifesci.trace.models import Event
from lifesci.trace.telling import changes_of


class KindFilter(admin.SimpleListFilter):
    """What sort of record was edited."""

    title = "kind of record"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        """Every kind of record whose changes are kept."""
        return sorted((label_of(model), model._meta.verbose_name) for model in records())

    def queryset(self, request, queryset):
        """The Edits of that kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class TrailAdmin(LogAdmin):
    """A list that can be taken along as a file."""

    change_list_template = "admin/desk/trail.html"
    list_per_page = 100
    show_full_result_count = False
    ordering = ["-id"]
    date_hierarchy = "at"

    def get_urls(self):
        """The file before the catch-all of the admin."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_csv"
        view = self.admin_site.admin_view(require_safe(self.file_view))
        return [path("list.csv", view, name=name), *super().get_urls()]

    def file_view(self, request):
        """The list as it is filtered, whole."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_changelist_instance(request).get_queryset(request)
        record_event(Event.Kind.EXPORT, title=str(self.opts.verbose_name_plural), details=f"{found.count()} rows.")
        return csv_answer(self.table(found), f"{self.opts.model_name}s.csv")

    def table(self, found):
        """The rows of the file."""
        raise NotImplementedError


class EditAdmin(TrailAdmin):
    """What was changed in every record."""

    list_display = ["title", "kind_in_words", "at", "by_name", "act", "reference"]
    list_filter = ["act", KindFilter, "at"]
    search_fields = ["title", "by_name", "reference"]
    search_help_text = "Searches titles, user names and references."
    fields = ["title", "kind_in_words", "at", "by_name", "act", "reference", "what_changed"]
    readonly_fields = fields

    @admin.display(description="Kind", ordering="kind")
    def kind_in_words(self, edit):
        """What sort of record it was."""
        try:
            return record_model(edit.kind)._meta.verbose_name
        except LookupError:
            return edit.kind

    @admin.display(description="What was changed")
    def what_changed(self, edit):
        """Field by field, old and new."""
        return render_to_string("admin/desk/field_changes.html", {"changes": changes_of([edit])[edit.pk]})

    def table(self, found):
        """A row for each field that changed."""
        batches = _batches(found.order_by("-id").iterator(chunk_size=200), 200)
        return rows(moment for batch in batches for moment in tell([moment_of(edit) for edit in batch]))


class EventAdmin(TrailAdmin):
    """What was done besides: log-ins, exports, rights."""

    list_display = ["kind", "title", "at", "by_name", "details"]
    list_filter = ["kind", "at"]
    search_fields = ["title", "by_name", "details"]
    search_help_text = "Searches what it was done to, user names and details."
    fields = ["kind", "title", "at", "by_name", "details"]

    def table(self, found):
        """A row for each event."""
        yield ("when", "who", "what", "to", "details")
        for event in found.order_by("-id").iterator(chunk_size=1000):
            yield (
                event.at.isoformat(timespec="seconds"),
                event.by_name,
                event.get_kind_display(),
                event.title,
                event.details,
            )


def _batches(rows_of, size):
    batch = []
    for row in rows_of:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
