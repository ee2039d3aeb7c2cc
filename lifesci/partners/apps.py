"""The `partners` application."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Registers lifesci.partners under the label `partners`."""

    name = "lifesci.partners"
    label = "partners"
    verbose_name = "Partners"
