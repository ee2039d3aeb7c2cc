"""The `corrections` application."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """Registers lifesci.corrections, and what the desk shows of it beside a record."""

    name = "lifesci.corrections"
    label = "corrections"
    verbose_name = "Corrections"

    def ready(self):
        """Stand beside the records and on the front page, and act on what providers confirm."""
        from lifesci.corrections.beside import beside, thanks
        from lifesci.corrections.confirming import WITNESSES
        from lifesci.corrections.queue import CORRECTIONS
        from lifesci.corrections.renewing import renew
        from lifesci.editions.desk.beside import NOTES, PANELS
        from lifesci.review.queues import register

        PANELS.append(beside)
        NOTES.append(thanks)
        WITNESSES.append(renew)
        register(CORRECTIONS)
