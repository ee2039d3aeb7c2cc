"""The `evidence` application."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers lifesci.evidence under the label `evidence`."""

    name = "lifesci.evidence"
    label = "evidence"
    verbose_name = "Sources"
