"""The room of corrections: what readers and providers say is wrong, and what became of it."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """Corrections."""

    name = "lifesci.corrections"
    label = "corrections"
    verbose_name = "Corrections"
