"""The `context` application."""

from django.apps import AppConfig


class ContextConfig(AppConfig):
    """Registers lifesci.context under the label `context`."""

    name = "lifesci.context"
    label = "context"
    verbose_name = "Briefs"

    def ready(self):
        """Make its tables known to imports and exports."""
        from lifesci.context.resources import BriefFigureResource, BriefResource
        from lifesci.imports.register import add_tables

        add_tables(BriefFigureResource, BriefResource)
