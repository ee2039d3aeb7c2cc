"""Imports at the curators' desk; holds no rules, calls the acts."""

from django.contrib import admin
from django.urls import path

from lifesci.imports.acts.rights import may_import
from lifesci.imports.desk.plan_page import PlanPage
from lifesci.imports.desk.sending import Sending
from lifesci.imports.desk.taking_out import TakingOut
from lifesci.imports.models import FieldLock, Proposal


@admin.register(Proposal)
class ProposalAdmin(Sending, PlanPage, TakingOut, admin.ModelAdmin):
    """Files that were sent, and the plans made of them."""

    list_display = ["__str__", "stage", "made_by", "made_at", "approved_by", "applied_by"]
    list_filter = ["stage"]
    list_select_related = ["made_by", "approved_by", "applied_by"]
    search_fields = ["file_name"]
    list_per_page = 50
    actions = None
    view_on_site = False

    def get_urls(self):
        """The pages of a plan beside the usual ones."""
        guard = self.admin_site.admin_view
        return [
            path("template/<str:name>.<str:form>", guard(self.template_view), name="imports_template"),
            path("export/<str:label>/<str:form>/", guard(self.export_view), name="imports_export"),
            path("<int:object_id>/act/", guard(self.act_view), name="imports_act"),
            path("<int:object_id>/rows/<int:row_id>/", guard(self.row_view), name="imports_row"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request):
        """Whoever may bring rows into one table may send a file."""
        return bool(may_import(request.user))

    def has_change_permission(self, request, obj=None):
        """A proposal is acted on, not edited."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What was imported stays on record."""
        return False


@admin.register(FieldLock)
class FieldLockAdmin(admin.ModelAdmin):
    """Fields that imports leave alone."""

    list_display = ["__str__", "why", "by", "at"]
    list_filter = ["table"]
    list_select_related = ["by"]
    search_fields = ["key", "field", "why"]
    actions = None
    fields = ["table", "key", "field", "why"]

    def has_change_permission(self, request, obj=None):
        """A lock is set or lifted."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Whoever sets a lock is named by it."""
        obj.by = request.user
        super().save_model(request, obj, form, change)
