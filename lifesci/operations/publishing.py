"""Publishing all that is new or changed in the register, in the order that records name each other; for commands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lifesci.context import document as brief_document
from lifesci.context.models import Brief, BriefFigure
from lifesci.context.publish import publish_brief
from lifesci.editions import sources
from lifesci.editions.issue import Unchanged, parents_told_once
from lifesci.editions.models import Edition
from lifesci.editions.readiness import NotReady
from lifesci.editions.schema import Invalid
from lifesci.editions.sources import publish_source
from lifesci.editions.state import state_of
from lifesci.editions.together import companions
from lifesci.evidence.models import Source, SourceReference
from lifesci.words import gettext
from organisations import document as organisation_document
from organisations.models import Affiliation, Organisation, OrganisationFigure
from organisations.publish import publish_organisation
from programmes import document as programme_document
from programmes.models import Programme, ProgrammeFigure
from programmes.publish import publish_programme

# Kinds from the most named to the most naming, and in each kind the (row, row it names) pairs of primary keys.
ACTS = {
    Source: (publish_source, sources.document),
    Organisation: (publish_organisation, organisation_document.document),
    Brief: (publish_brief, brief_document.document),
    Programme: (publish_programme, programme_document.document),
}
NAMING = {
    Source: [(SourceReference, "source", "cites")],
    Organisation: [
        (Organisation, "pk", "part_of"),
        (Affiliation, "organisation", "other"),
        (OrganisationFigure, "organisation", "counted_in__organisation"),
    ],
    Brief: [
        (Brief.related.through, "from_brief", "to_brief"),
        (BriefFigure, "brief", "counted_in__brief"),
    ],
    Programme: [
        (Programme, "pk", "parent"),
        (ProgrammeFigure, "programme", "counted_in__programme"),
    ],
}


@dataclass
class Outcome:
    """What became of each record: Editions issued, how many needed none, and why the others were refused."""

    issued: list[Edition] = field(default_factory=list)
    unchanged: int = 0
    withdrawn: int = 0
    refused: dict[str, list[str]] = field(default_factory=dict)
    done: set[tuple[str, str]] = field(default_factory=set)

    def __str__(self) -> str:
        told = [f"{len(self.issued)} published", f"{self.unchanged} unchanged"]
        told += [f"{self.withdrawn} withdrawn and left so"] if self.withdrawn else []
        told += [f"{len(self.refused)} not ready"] if self.refused else []
        return ", ".join(told) + "."


def publish_register(*, by, note: str = "", report: Callable[[str], None] = lambda line: None) -> Outcome:
    """Publish every record that has no Edition or differs from it; each in a transaction of its own.

    What a record names is published before it; records that name each other are published as one act. A withdrawn
    record stays withdrawn. A record that is not ready is reported with every problem, and the others go on. A second
    call publishes nothing. Raises PermissionDenied.
    """
    outcome = Outcome()
    with parents_told_once(by=by, note=gettext("Its strands were published.")):
        for model in ACTS:
            for record in _in_order(model):
                _publish_one(record, by, note, outcome, report)
    report(str(outcome))
    return outcome


def _publish_one(record, by, note, outcome, report) -> None:
    kind = record._meta.model_name
    if (kind, record.ref) in outcome.done:
        return
    if state_of(kind, record.ref).withdrawn:
        outcome.withdrawn += 1
        return
    try:
        published = _published(record, by, note)
    except Unchanged:
        outcome.unchanged += 1
    except (NotReady, Invalid) as refusal:
        outcome.refused[f"{kind} {record.ref}"] = refusal.problems
        report(f"Not published: {kind} {record.ref}. {' '.join(refusal.problems)}")
    else:
        for each, edition in published:
            outcome.done.add((kind, edition.ref))
            outcome.issued.append(edition)
            report(f"Published {edition}: {each}")


def _published(record, by, note) -> list[tuple]:
    """(record, its Edition) of what was published: the record, and with it those it cannot be published without."""
    publish, document = ACTS[type(record)]
    try:
        return [(record, publish(record, by=by, note=note))]
    except NotReady:
        kind = record._meta.model_name
        beside = companions(type(record)._default_manager.whole().get(pk=record.pk), document)
        if not beside or any(state_of(kind, each.ref).withdrawn for each in beside):
            raise
        first = publish(record, by=by, note=note, beside=beside)
        return [(record, first), *((each, Edition.objects.of(kind, each.ref).first()) for each in beside)]


def _in_order(model) -> Iterator:
    """Records by ref, each after those of its kind that it names; in a circle somebody has to be first."""
    needs = defaultdict(list)
    for table, naming, named in NAMING[model]:
        pairs = table._default_manager.filter(**{f"{named}__isnull": False}).order_by(named)
        for row, other in pairs.values_list(naming, named):
            needs[row].append(other)
    rows = {row.pk: row for row in model._default_manager.order_by("ref").only("ref", _title(model))}
    return (rows[key] for key in _depth_first(rows, needs))


def _title(model) -> str:
    return "name" if model is Organisation else "title"


def _depth_first(keys: Iterable[int], needs: dict[int, list[int]]) -> list[int]:
    """The keys, each after those it needs, without recursion: chains may be long."""
    done, entered = {}, set()
    for first in keys:
        stack = [first]
        while stack:
            key = stack[-1]
            waiting = [] if key in entered else [need for need in needs[key] if need not in entered]
            entered.add(key)
            if waiting:
                stack.extend(waiting)
            else:
                done.setdefault(stack.pop())
    return list(done)
