"""The catalogue: made from Editions, and rebuilt from them at any time."""

import json
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max

from lifesci.editions.canonical import canonical, fold
from lifesci.editions.card import figure_row, item, outcome_row, search_text, terms
from lifesci.editions.log import hold_log
from lifesci.editions.models import Change, Edition, Entry, EntryFigure, EntryOutcome, EntryTerm, EntryText, Kind


def shelve(edition, document, sequence) -> Entry:
    """Put a record's new current Edition into the catalogue in place of the one before."""
    entry, _ = Entry.objects.update_or_create(
        kind=edition.kind, ref=edition.ref, defaults=card(edition, document, sequence)
    )
    for children in (entry.terms, entry.figures, entry.outcomes):
        children.all().delete()
    EntryTerm.objects.bulk_create(EntryTerm(entry=entry, scheme=scheme, code=code) for scheme, code in terms(document))
    EntryFigure.objects.bulk_create(figures(entry, document))
    EntryOutcome.objects.bulk_create(outcomes(entry, document))
    EntryText.objects.update_or_create(entry=entry, defaults={"kind": entry.kind, **search_text(document)})
    return entry


def unshelve(kind, ref) -> None:
    """Take a withdrawn record out of the catalogue."""
    Entry.objects.filter(kind=kind, ref=ref).delete()


def rebuild_catalogue(report=lambda line: None) -> int:
    """Make the whole catalogue anew from Editions and the change log, in one transaction; returns how many records."""
    with transaction.atomic():
        hold_log()
        Entry.objects.all().delete()
        newest = (
            Change.objects.filter(kind__in=Kind.values)
            .order_by()
            .values("kind", "ref")
            .annotate(newest=Max("sequence"))
        )
        last = Change.objects.filter(sequence__in=newest.values("newest")).order_by("sequence")
        count = 0
        for change in last.filter(action=Change.Action.ISSUED).iterator():
            edition = Edition.objects.get(kind=change.kind, ref=change.ref, number=change.number)
            shelve(edition, json.loads(edition.text), change.sequence)
            count += 1
            report(f"{edition}")
    return count


def card(edition, document, sequence) -> dict:
    """What the Entry of a record's current Edition says, besides its kind and ref. No query."""
    issued_on = edition.issued_at.date()
    return {
        "edition": edition,
        "number": edition.number,
        "sha256": edition.sha256,
        "sequence": sequence,
        "title": document["title"],
        "sort_title": fold(document["title"]),
        "summary": document.get("summary", ""),
        "issued_on": issued_on,
        "item": canonical(item(document, issued_on.isoformat(), edition.sha256)),
    }


def figures(entry, document) -> Iterator[EntryFigure]:
    """The document's figures as unsaved rows of its Entry. No query."""
    for order, figure in enumerate(document.get("figures", [])):
        row = figure_row(document, figure)
        yield EntryFigure(
            entry=entry,
            identifier=row["id"],
            key=figure["key"],
            order=order,
            measure=figure["measure"]["code"],
            counts=figure["measure"]["counts"],
            qualifier=figure["qualifier"],
            value=figure["value"],
            value_high=figure["value_high"],
            missing_reason=figure["missing_reason"],
            period_kind=figure["period"]["kind"],
            geography=figure["geography"]["code"] if figure["geography"] else "",
            counted_in=figure["counted_in"],
            source=figure["citation"]["source"],
            paragraph=figure["citation"]["paragraph"],
            row=canonical(row),
        )


def outcomes(entry, document) -> Iterator[EntryOutcome]:
    """The document's outcomes as unsaved rows of its Entry. No query."""
    for order, outcome in enumerate(document.get("outcomes", [])):
        row = outcome_row(document, outcome)
        yield EntryOutcome(
            entry=entry,
            identifier=row["id"],
            order=order,
            theme=outcome["theme"]["code"],
            basis=outcome["citation"]["basis"]["code"],
            source=outcome["citation"]["source"],
            paragraph=outcome["citation"]["paragraph"],
            row=canonical(row),
        )
