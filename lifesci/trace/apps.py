"""The `trace` application."""

from django.apps import AppConfig


class TraceConfig(AppConfig):
    """Registers lifesci.trace under the label `trace`, and listens to what happens to accounts."""

    name = "lifesci.trace"
    label = "trace"
    verbose_name = "Trail"

    def ready(self):
        """Listen."""
        from lifesci.trace.accounts import connect

        connect()
