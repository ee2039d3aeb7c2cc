"""The `programmes` application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the application."""

    name = "programmes"

    def ready(self):
        """Make its tables known to imports and exports."""
        from lifesci.imports.register import add_tables
        from programmes.resources import OutcomeResource, ProgrammeFigureResource, ProgrammeResource

        add_tables(OutcomeResource, ProgrammeFigureResource, ProgrammeResource)
