"""The `organisations` application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers the application."""

    name = "organisations"
