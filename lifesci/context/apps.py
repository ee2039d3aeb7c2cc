"""The `context` application."""

from django.apps import AppConfig


class ContextConfig(AppConfig):
    """Registers lifesci.context under the label `context`."""

    name = "lifesci.context"
    label = "context"
