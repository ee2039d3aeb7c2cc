"""Putting an older Edition back into the working rows of its record, children included; each app says what goes where.

What no Edition holds (notes for curators, days to look again, withheld numbers) stays as it is.
"""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError

from lifesci.editions.desk.acts import Acts, draft_of
from lifesci.editions.models import Change
from lifesci.editions.reading import edition
from lifesci.evidence.evaluation import check_facts
from lifesci.evidence.models import Source
from lifesci.people.demand import demand_act
from lifesci.review.steps import EditedMeanwhile, hold
from lifesci.trace.acting import Act, acting
from lifesci.vocabularies.models import Measure, Place, Term


class Restoring:
    """One restoration: the record, the document, and sentences on what could not be put back."""

    def __init__(self, record, document: dict):
        self.record, self.document, self.left_out = record, document, []
        self.made: list[tuple[dict, object]] = []  # what the document says of a row, and the row, of the last relation

    def text(self, *members: str) -> dict[str, str]:
        """Members of the document that are fields of the record, as they are."""
        return {name: self.document.get(name, "") for name in members}

    def term(self, said: dict | None, *schemes: str) -> Term | None:
        """The term of that code in one of these vocabularies."""
        return self._look(Term, said and said["code"], "term", scheme__in=schemes, code=said and said["code"])

    def measure(self, said: dict) -> Measure | None:
        """The measure of that code."""
        return self._look(Measure, said["code"], "measure", code=said["code"])

    def place(self, said: dict | None) -> Place | None:
        """The place of that reference."""
        return self._look(Place, said and said["ref"], "place", ref=said and said["ref"])

    def named(self, model, said: dict | None):
        """The record that a reference names, or the one that it was merged into since."""
        return self.by_ref(model, said["ref"] if said else "")

    def by_ref(self, model, ref: str):
        """The record of that ref, or the one that it was merged into since."""
        kind, seen = model._meta.model_name, set()
        while ref not in seen and (change := _merged(kind, ref)):
            seen.add(ref)
            ref = change.successor
        return self._look(model, ref, kind, ref=ref)

    def _look(self, model, asked, noun, **by):
        if not asked:
            return None
        found = model._default_manager.filter(**by).first()
        if found is None:
            self.left_out.append(f"The {noun} “{asked}” is no longer at the desk and is left out.")
        return found

    def terms(self, name: str) -> None:
        """Set a many-to-many field of terms; the document calls it as the record does."""
        scheme = self.record._meta.get_field(name).get_limit_choices_to()["scheme"]
        found = [self.term(said, scheme) for said in self.document.get(name, [])]
        getattr(self.record, name).set([each for each in found if each])

    def listed(self, name: str, model) -> None:
        """Set a many-to-many field of records."""
        found = [self.named(model, said) for said in self.document.get(name, [])]
        getattr(self.record, name).set([each for each in found if each])

    def read_in(self) -> dict:
        """Where the record as a whole was read."""
        said = self.document.get("read_in") or {"source": "", "paragraph": None}
        return {"read_in": self.by_ref(Source, said["source"]), "read_at": said["paragraph"]}

    def citation(self, said: dict) -> dict:
        """Where a fact was read; the evidence check finds anew what it finds."""
        return {
            "source": self.by_ref(Source, said["source"]),
            "as_given_in": self.by_ref(Source, said["as_given_in"]),
            **{name: said[name] for name in ("section", "paragraph", "page", "stated_as")},
            "basis": said["basis"]["code"],
        }

    def children(self, manager, rows: Iterable[dict], identity: Callable, values: Callable) -> list:
        """Make the rows of one relation those of the document; returns the rows that are no longer wanted.

        `identity` gives the fields that tell a row from its siblings, `values` the others, from what the document says.
        A row whose identity names something that is gone is left out.
        """
        model, owner = manager.model, manager.field.name
        names, held, self.made = None, {}, []
        related = [field.name for field in model._meta.fields if field.many_to_one]
        for said in rows:
            who = identity(said)
            if None in who.values():
                continue
            if names is None:
                names = list(who)
                held = {tuple(getattr(row, name) for name in names): row for row in manager.select_related(*related)}
            row = held.pop(tuple(who.values()), None) or model(**{owner: manager.instance}, **who)
            put(row, **values(said, row))
            self.made.append((said, row))
        if self.made and "order" not in names and any(field.name == "order" for field in model._meta.fields):
            _line_up([row for _, row in self.made])
        return list(held.values()) if names else list(manager.all())

    def drop(self, rows: Iterable) -> None:
        """Delete rows that the Edition does not have; one that others still count stays and is named."""
        for row in rows:
            try:
                row.delete()
            except ProtectedError:
                self.left_out.append(f"“{row}” is not in that Edition, and stays because other records point to it.")


def put(row, **values) -> None:
    """Set the values, and save where that changes anything."""
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def _line_up(rows: list) -> None:
    """Give rows that stand in another order than these their places; those that stand rightly are left alone."""
    if sorted(rows, key=lambda row: (row.order, row.pk)) != rows:
        for place, row in enumerate(rows):
            put(row, order=place)


def decimal(value) -> Decimal | None:
    """A number of a document."""
    return None if value is None else Decimal(str(value))


def keyed(said: dict) -> dict:
    """The identity of rows that have a key."""
    return {"key": said["key"]}


def figures(restoring: Restoring, *geographies: str) -> list:
    """Put the figures back; returns those that are no longer wanted. A number that was withheld stays as it stands."""
    manager = restoring.record.figures

    def values(said, row):
        told = {
            "measure": restoring.measure(said["measure"]),
            "period_kind": said["period"]["kind"],
            "period_start": said["period"]["start"],
            "period_end": said["period"]["end"],
            "population": said["population"],
            "geography": restoring.term(said["geography"], *geographies),
            "note": said["note"],
            "chosen_because": said.get("chosen_because", ""),
            **restoring.citation(said["citation"]),
        }
        return told | _number(restoring, said, row, told)

    extra = restoring.children(manager, restoring.document.get("figures", []), keyed, values)
    for said, row in restoring.made:
        put(row, counted_in=_wider(restoring, manager.model, said["counted_in"]))
    return extra


def _number(restoring, said, row, told) -> dict:
    if said.get("is_small"):
        if row.pk is None:
            restoring.left_out.append(f"The number of “{said['key']}” was withheld and has to be read again.")
            return {"value": None, "value_high": None, "qualifier": "exactly", "missing_reason": "withheld"}
        return {"stated_as": row.stated_as}
    ends = {"value": decimal(said["value"]), "value_high": decimal(said["value_high"])}
    return {**ends, "qualifier": said["qualifier"], "missing_reason": said["missing_reason"]}


def _wider(restoring, model, identifier: str):
    if not identifier:
        return None
    _, ref, key = identifier.split("/")
    owner = model.NATURAL[0]
    found = model._default_manager.filter(**{owner: ref, "key": key}).first()
    if found is None:
        restoring.left_out.append(f"The wider figure “{key}” of {ref} is gone, so “counted in” is left empty.")
    return found


def restore(acts: Acts, record, number: int, *, by, seen: str) -> list[str]:
    """Make the draft say what Edition `number` says, and return sentences on what could not be put back.

    `seen` is the fingerprint of the draft that is given up. Raises PermissionDenied, EditedMeanwhile, Unknown; then
    nothing was written.
    """
    demand_act(by, "change", record)
    with transaction.atomic(), acting(Act.RESTORE, by=by, reference=f"Edition {number}"):
        hold(record)
        if draft_of(acts, type(record), record.pk).fingerprint != seen:
            raise EditedMeanwhile
        return _put_back(acts, record, number)


def foretell(acts: Acts, record, number: int) -> tuple[dict, list[str]]:
    """What the draft would say after Edition `number` was restored, and what could not be put back; nothing is kept.

    The act itself is done and undone: only that knows what became of everything the Edition names. Raises Unknown.
    """
    with transaction.atomic(), acting(Act.RESTORE):
        left_out = _put_back(acts, record, number)
        told = draft_of(acts, type(record), record.pk).told
        transaction.set_rollback(True)
    return told, left_out


def _put_back(acts, record, number) -> list[str]:
    document = json.loads(edition(acts.kind, record.ref, number).text)
    fresh = type(record)._default_manager.get(pk=record.pk)
    restoring = Restoring(fresh, document)
    acts.restore(restoring)
    check_facts(fresh)
    return list(dict.fromkeys(restoring.left_out))


def _merged(kind: str, ref: str) -> Change | None:
    last = Change.objects.filter(kind=kind, ref=ref).order_by("-sequence").first() if ref else None
    return last if last and last.action == Change.Action.MERGED and last.successor else None
