"""Puts catalogue rows where publishing would put them, with their change, for tests of the search alone."""

import json

from django.db import transaction
from django.utils import timezone

from lifesci.editions.canonical import fold
from lifesci.editions.models import Change, ChangeNumber, Edition, Entry, EntryTerm, EntryText
from lifesci.vocabularies.models import Term

LABELS = {
    "sector": {"cell-therapy": "Cell and gene therapy", "medtech": "Medical technology"},
    "region": {"scotland": "Scotland", "wales": "Wales", "london": "London"},
    "audience": {"primary": "Primary pupils", "post-16": "Post-16 learners", "teachers": "Teachers"},
    "type": {"outreach": "Outreach", "apprenticeship": "Apprenticeship"},
    "organisation-type": {"charity": "Charity", "company": "Company"},
}


def make_terms():
    """The terms above, in the order in which they stand."""
    Term.objects.bulk_create(
        Term(scheme=scheme, code=code, label=label, order=order)
        for scheme, labels in LABELS.items()
        for order, (code, label) in enumerate(labels.items())
    )


def _log(kind, ref, action, number=None):
    counter, _ = ChangeNumber.objects.get_or_create(pk=1)
    counter.latest += 1
    counter.save()
    now = timezone.now()
    Change.objects.create(sequence=counter.latest, kind=kind, ref=ref, action=action, number=number, happened_at=now)
    return counter.latest


@transaction.atomic
def publish(ref, title, *, kind="programme", terms=(), names="", summary="", body=""):
    """Publish a record, or publish it again; `terms` are (scheme, code). Returns its Entry."""
    number = Edition.objects.filter(kind=kind, ref=ref).count() + 1
    now = timezone.now()
    edition = Edition.objects.create(
        kind=kind, ref=ref, number=number, text="{}", sha256="0" * 64, schema=1, issued_at=now
    )
    entry, _ = Entry.objects.update_or_create(
        kind=kind,
        ref=ref,
        defaults={
            "edition": edition,
            "number": number,
            "sha256": "0" * 64,
            "sequence": _log(kind, ref, "issued", number),
            "title": title,
            "sort_title": fold(title),
            "summary": summary,
            "issued_on": now.date(),
            "item": json.dumps({"ref": ref, "title": title}),
        },
    )
    entry.terms.all().delete()
    EntryTerm.objects.bulk_create(EntryTerm(entry=entry, scheme=scheme, code=code) for scheme, code in set(terms))
    words = {"title": title, "names": names, "summary": summary, "body": body}
    EntryText.objects.update_or_create(entry=entry, defaults={"kind": kind, **words})
    return entry


@transaction.atomic
def withdraw(ref, kind="programme"):
    """Withdraw a record."""
    Entry.objects.filter(kind=kind, ref=ref).delete()
    _log(kind, ref, "withdrawn")


def refs(found) -> list[str]:
    """The refs of the items found, in order."""
    return [json.loads(item)["ref"] for item in found.items]
