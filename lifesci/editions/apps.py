"""The `editions` application."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Registers lifesci.editions under the label `editions`."""

    name = "lifesci.editions"
    label = "editions"
    verbose_name = "Publishing log"
