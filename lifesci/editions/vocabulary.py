"""Saving the words of the register: public at once, and in the change log."""

from django.db import transaction

from lifesci.editions.checkpoint import keep_where_due
from lifesci.editions.log import log_change
from lifesci.editions.models import Change
from lifesci.people.demand import demand
from lifesci.vocabularies.models import Measure, Place, Search, Term

KINDS = {Term: "term", Place: "place", Measure: "measure", Search: "search"}


def save_word(word, *, by=None) -> Change:
    """Validate and save a Term, Place, Measure or Search and append the Change, in one transaction.

    Raises ValidationError. `by` is checked for the model's change permission; None is the system.
    """
    demand(by, f"vocabularies.change_{KINDS[type(word)]}", "change the vocabularies")
    word.full_clean()
    with transaction.atomic():
        word.save()
        change = log_change(KINDS[type(word)], "/".join(word.natural_key()), Change.Action.SAVED)
        keep_where_due(change.sequence)
    return change
