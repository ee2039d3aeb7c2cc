"""The admin of what was written once: read at the desk, never changed there."""

from django.contrib import admin


class LogAdmin(admin.ModelAdmin):
    """What was written once: read here, never changed."""

    actions = None
    view_on_site = False

    def has_add_permission(self, request):
        """Only acts write here."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nothing here is ever changed."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nothing here is ever deleted."""
        return False
