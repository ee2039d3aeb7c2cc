"""The `operations` application."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Registers lifesci.operations under the label `operations`."""

    name = "lifesci.operations"
    label = "operations"
