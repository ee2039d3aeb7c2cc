"""The `trace` application."""

from django.apps import AppConfig


class TraceConfig(AppConfig):
    """Registers lifesci.trace under the label `trace`."""

    name = "lifesci.trace"
    label = "trace"
