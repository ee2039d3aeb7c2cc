"""The lists of the desk as files: what a list shows, filtered as it is."""

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from lifesci.imports.exporting import export
from lifesci.imports.files.writing import FORMATS, CannotHold
from lifesci.imports.register import table_of, tables
from lifesci.trace.events import record_event
from lifesci.trace.models import Event


class TakingOut:
    """For the admin of proposals: exporting any list."""

    def export_view(self, request, label, form):
        """The rows that a list shows with these filters; in a workbook and in JSON with what hangs on them."""
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError) as problem:
            raise Http404 from problem
        resource, shown = table_of(model), self.admin_site._registry.get(model)
        if resource is None or shown is None or form not in FORMATS:
            raise Http404
        if not request.user.has_perm(resource.view_permission) or not shown.has_view_permission(request):
            raise PermissionDenied
        rows = shown.get_changelist_instance(request).get_queryset(request)
        try:
            file = export(_with_children(resource, rows, form), form, by=request.user)
        except CannotHold as refused:
            messages.error(request, str(refused))
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(name)}?{request.GET.urlencode()}")
        name = f"{resource.table}-{timezone.localdate():%Y-%m-%d}.{form}"
        record_event(Event.Kind.EXPORT, by=request.user, title=name, details=request.GET.urlencode())
        return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[form])


def _with_children(resource, rows, form):
    """The rows, and for a format of several tables those that hang on them."""
    mine = resource.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    if form == "csv":
        return [mine]
    children = [each for each in tables().values() if each.owner is resource.model]
    return [mine, *(each.model._default_manager.filter(**{f"{each.key[0]}__in": mine}) for each in children)]
