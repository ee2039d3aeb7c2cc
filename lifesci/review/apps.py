"""The `review` application."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Registers lifesci.review under the label `review`."""

    name = "lifesci.review"
    label = "review"

    def ready(self):
        """Be told of every act that publishes or withdraws, and of every new finding, whoever calls them."""
        from lifesci.editions.publish import WITNESSES
        from lifesci.evidence.evaluation import WATCHERS
        from lifesci.review import fact_queues, record_queues
        from lifesci.review.differing import forget_facts
        from lifesci.review.proposal_queue import PROPOSALS
        from lifesci.review.queues import register
        from lifesci.review.steps import witness

        WITNESSES.append(witness)
        WATCHERS.append(forget_facts)
        for queue in (*record_queues.OURS, *fact_queues.OURS, PROPOSALS):
            register(queue)
