"""The `programmes` application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the application."""

    name = "programmes"
