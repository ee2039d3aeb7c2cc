"""The `review` application."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Registers lifesci.review under the label `review`."""

    name = "lifesci.review"
    label = "review"

    def ready(self):
        """Be told of every act that publishes or withdraws, whoever calls it."""
        from lifesci.editions.publish import WITNESSES
        from lifesci.review.steps import witness

        WITNESSES.append(witness)
