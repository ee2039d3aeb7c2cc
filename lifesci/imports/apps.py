"""The `imports` application."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Registers the tables that stand below the records: sources and terms. The other apps register theirs."""

    name = "lifesci.imports"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Imports"

    def ready(self):
        """Make the tables of shared rows known."""
        from lifesci.imports.register import add_tables
        from lifesci.imports.shared import SourceResource, TermResource

        add_tables(TermResource, SourceResource)
