"""The catalogue: made from Editions, and rebuilt from them at any time."""

import json
from collections.abc import Iterator
from types import MappingProxyType

from django.db import transaction
from django.db.models import Max

from lifesci.editions.canonical import canonical, fold
from lifesci.editions.card import figure_row, item, outcome_row, search_text, terms
from lifesci.editions.entry import NO_PLACE
from lifesci.editions.log import hold_log
from lifesci.editions.models import Change, Edition, Entry, EntryFigure, EntryOutcome, EntryTerm, EntryText, Kind

IDENTIFIED = (EntryFigure, EntryOutcome)


def shelve(edition, document, sequence, ids=MappingProxyType({})) -> Entry:
    """Put a record's new current Edition into the catalogue in place of the one before.

    Figures and outcomes keep their primary keys, so that processes see which of them have changed. `ids` are those that
    rows had, by (model, identifier), where the rows are no longer there.
    """
    entry, _ = Entry.objects.update_or_create(
        kind=edition.kind, ref=edition.ref, defaults=card(edition, document, sequence)
    )
    ids = ids or {(model, key): pk for model in IDENTIFIED for key, pk in _keys(model.objects.filter(entry=entry))}
    for children in (entry.terms, entry.figures, entry.outcomes):
        children.all().delete()
    EntryTerm.objects.bulk_create(EntryTerm(entry=entry, scheme=scheme, code=code) for scheme, code in terms(document))
    EntryFigure.objects.bulk_create(_keeping(ids, figures(entry, document)))
    EntryOutcome.objects.bulk_create(_keeping(ids, outcomes(entry, document)))
    EntryText.objects.update_or_create(entry=entry, defaults={"kind": entry.kind, **search_text(document)})
    return entry


def unshelve(kind, ref) -> None:
    """Take a withdrawn record out of the catalogue."""
    Entry.objects.filter(kind=kind, ref=ref).delete()


def rebuild_catalogue(report=lambda line: None) -> int:
    """Make the whole catalogue anew from Editions and the change log, in one transaction; returns how many records.

    Entries, figures and outcomes keep their primary keys: the register version stays, and with it what processes hold.
    """
    with transaction.atomic():
        hold_log()
        ids = {(model, key): pk for model in IDENTIFIED for key, pk in _keys(model.objects)}
        for model in (EntryTerm, EntryFigure, EntryOutcome, EntryText):
            model.objects.all().delete()
        stale = {(kind, ref): pk for kind, ref, pk in Entry.objects.values_list("kind", "ref", "pk")}
        count = 0
        for change in _current_changes().iterator():
            edition = Edition.objects.get(kind=change.kind, ref=change.ref, number=change.number)
            shelve(edition, json.loads(edition.text), change.sequence, ids)
            stale.pop((change.kind, change.ref), None)
            count += 1
            report(f"{edition}")
        for kind, ref in stale:
            unshelve(kind, ref)
    return count


def _current_changes():
    """The changes that made what is current now, in the order of the log."""
    records = Change.objects.standing().filter(kind__in=Kind.values).order_by().values("kind", "ref")
    newest = records.annotate(newest=Max("sequence")).values("newest")
    return Change.objects.filter(sequence__in=newest, action=Change.Action.ISSUED).order_by("sequence")


def _keys(rows):
    return rows.values_list("identifier", "pk")


def _keeping(ids, rows):
    for row in rows:
        row.pk = ids.get((type(row), row.identifier))
        yield row


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
            **read_at(figure["citation"]),
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
            **read_at(outcome["citation"]),
            row=canonical(row),
        )


def read_at(citation) -> dict:
    """Where a fact was read, as its row says it."""
    place = NO_PLACE if citation["paragraph"] is None else citation["paragraph"]
    return {"source": citation["source"], "behind": citation["as_given_in"], "place": place}
