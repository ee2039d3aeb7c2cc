"""Taking what a provider says of its own facts: each still holds, or another value is proposed with its source."""

from collections.abc import Callable

from django.db import transaction

from lifesci.corrections.models import Confirmation, Correction, ProviderLink
from lifesci.corrections.reporting import Subject

# Rooms of the desk that act on a confirmation: each is called with it, inside the transaction that keeps it.
WITNESSES: list[Callable[[Confirmation], None]] = []


def confirm(link: ProviderLink, subject: Subject) -> Confirmation:
    """Keep that a fact still holds as it is published; the same said twice by one link is kept once."""
    with transaction.atomic():
        confirmation, is_new = Confirmation.objects.get_or_create(
            link=link,
            kind=subject.document["kind"],
            ref=subject.document["ref"],
            fact=subject.fact.anchor,
            edition=subject.edition,
            defaults={"said": subject.fact.words},
        )
        for witness in WITNESSES if is_new else ():
            witness(confirmation)
    return confirmation


def propose(link: ProviderLink, subject: Subject, *, right: str, where: str) -> Correction:
    """Keep what a provider would have the fact say, and its source, as a correction for a curator."""
    same = {
        "link": link,
        "kind": subject.document["kind"],
        "ref": subject.document["ref"],
        "fact": subject.fact.anchor,
        "edition": subject.edition,
        "right": right,
        "where": where,
    }
    with transaction.atomic():
        known = Correction.objects.waiting().filter(**same).first()
        return known or Correction.objects.create(
            **same, said=subject.fact.words, wrong="The provider gives another value."
        )
