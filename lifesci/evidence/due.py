"""Facts grow old: which of them somebody should look up again. For the desk; nothing of it is published."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from lifesci.evidence.evaluation import facts_of_register
from lifesci.evidence.models import Cited

LIFE = timedelta(days=365)  # how long a checked fact is left alone where a curator named no day


@dataclass(frozen=True)
class Due:
    """One fact, and the day it was due to be looked up again."""

    fact: Cited
    since: date


def due(on: date) -> list[Due]:
    """Every fact to be looked up by that day, the longest due first.

    A fact is due on the day a curator named; where none is named, a year after it was last checked. A fact that was
    never checked and has no day is not due: the evidence check lists it as such.
    """
    is_due = Q(review_on__lte=on) | Q(review_on__isnull=True, checked_on__lte=on - LIFE)
    rows = [fact for facts in facts_of_register() for fact in facts.filter(is_due)]
    found = [Due(fact, fact.review_on or fact.checked_on + LIFE) for fact in rows]
    return sorted(found, key=lambda each: (each.since, each.fact._meta.model_name, each.fact.pk))
