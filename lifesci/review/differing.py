"""Which published records differ from their Editions: compared once for each Edition and Edit, and then remembered."""

import json
from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lifesci.editions.desk.acts import Acts, differs
from lifesci.editions.models import Entry
from lifesci.editions.state import current_texts
from lifesci.evidence.models import Record
from lifesci.evidence.queues import owner_of
from lifesci.review.models import Compared
from lifesci.trace.models import Edit

CHUNK = 250


def settle(acts: Acts, model: type[Record], *, most: int | None = None) -> int:
    """Compare every record of a kind whose comparison no longer holds, at most `most`; returns how many are left."""
    stale = list(_stale(acts.kind, model).values_list("pk", flat=True)[: None if most is None else most + 1])
    now, left = (stale, 0) if most is None else (stale[:most], max(len(stale) - most, 0))
    for start in range(0, len(now), CHUNK):
        _compare(acts, model, now[start : start + CHUNK])
    return left


def differing(kind: str) -> Exists:
    """For a QuerySet of records: does the draft differ from its Edition, as far as it was compared?"""
    return Exists(Compared.objects.filter(kind=kind, record=OuterRef("pk"), differs=True))


def remember_published(record) -> None:
    """The record was published just now, so its draft and its Edition say the same."""
    marked = _marked(record._meta.model_name, type(record)).filter(pk=record.pk).values_list("pk", "sha", "newest")
    _keep(record._meta.model_name, [(*row, False) for row in marked])


def forget_facts(facts: Collection) -> None:
    """The evidence check found something new of facts of one kind: compare their records again."""
    owner = owner_of(type(facts[0]))
    kind = type(facts[0])._meta.get_field(owner).related_model._meta.model_name
    Compared.objects.filter(kind=kind, record__in={getattr(fact, f"{owner}_id") for fact in facts}).delete()


def _marked(kind: str, model) -> QuerySet:
    """Published records with the two marks that a comparison holds for."""
    entry = Entry.objects.filter(kind=kind, ref=OuterRef("ref")).values("sha256")
    edit = Edit.objects.filter(kind=model._meta.label_lower, record=OuterRef("pk")).order_by("-pk").values("pk")
    rows = model._default_manager.order_by().annotate(
        sha=Subquery(entry[:1]), newest=Coalesce(Subquery(edit[:1]), Value(0))
    )
    return rows.filter(sha__isnull=False)


def _stale(kind: str, model) -> QuerySet:
    holds = Compared.objects.filter(kind=kind, record=OuterRef("pk"), sha256=OuterRef("sha"), edit=OuterRef("newest"))
    return _marked(kind, model).filter(~Exists(holds))


def _compare(acts: Acts, model, keys: list[int]) -> None:
    marks = {pk: (ref, sha, newest) for pk, ref, sha, newest in _marked(acts.kind, model)
             .filter(pk__in=keys).values_list("pk", "ref", "sha", "newest")}  # fmt: skip
    bodies = acts.bodies(model.objects.whole().filter(pk__in=keys))
    texts = current_texts(acts.kind, bodies)
    found = {ref: differs(body, json.loads(texts[ref][1])) for ref, body in bodies.items() if ref in texts}
    _keep(acts.kind, [(pk, sha, newest, found[ref]) for pk, (ref, sha, newest) in marks.items() if ref in found])


def _keep(kind: str, rows) -> None:
    Compared.objects.bulk_create(
        [Compared(kind=kind, record=pk, sha256=sha, edit=edit, differs=other) for pk, sha, edit, other in rows],
        update_conflicts=True,
        unique_fields=["kind", "record"],
        update_fields=["sha256", "edit", "differs"],
    )
