"""The `api` application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers lifesci.api under the label `api`."""

    name = "lifesci.api"
    label = "api"
