"""The `organisations` application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers the application."""

    name = "organisations"

    def ready(self):
        """Make its tables known to imports and exports."""
        from lifesci.imports.register import add_tables
        from organisations.resources import OrganisationFigureResource, OrganisationResource

        add_tables(OrganisationFigureResource, OrganisationResource)
