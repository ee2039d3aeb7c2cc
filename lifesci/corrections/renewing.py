"""What a provider's confirmation does to the working fact: it is not due again for a year. For the desk."""

from django.utils import timezone

from lifesci.corrections.models import Confirmation
from lifesci.corrections.working import fact_of, record_of, words_now


def renew(confirmation: Confirmation) -> None:
    """Mark the working fact as confirmed, unless it says something else by now than what the provider read.

    It stays apart from the evidence check, whose day and finding are those of the check alone.
    """
    fact = fact_of(record_of(confirmation.kind, confirmation.ref), confirmation.fact)
    if fact is None or words_now(confirmation.fact, fact) != confirmation.said:
        return
    type(fact)._default_manager.filter(pk=fact.pk).update(
        confirmed_on=timezone.localdate(), confirmed_by=confirmation.link.organisation
    )
