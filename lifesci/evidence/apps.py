"""The `evidence` application."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers lifesci.evidence under the label `evidence`."""

    name = "lifesci.evidence"
    label = "evidence"
    verbose_name = "Sources"

    def ready(self):
        """Timelines say dates in words."""
        from lifesci.evidence.dates import say_date
        from lifesci.trace.speaking import SPEAKERS

        SPEAKERS.append(say_date)
