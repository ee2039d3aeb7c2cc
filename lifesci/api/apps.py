"""The `api` application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers lifesci.api under the label `api` and tells drf-spectacular how to describe it."""

    name = "lifesci.api"
    label = "api"

    def ready(self):
        """Complete drf-spectacular's settings; they belong to this application alone."""
        from drf_spectacular.settings import spectacular_settings

        from lifesci.api.openapi import SETTINGS

        spectacular_settings.apply_patches(SETTINGS)
