"""Withheld numbers beside what is published: what a record's next Edition would let anybody work out. For readiness."""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson
from django.db.models import Q

from lifesci.editions.figures import figures
from lifesci.editions.models import EntryFigure, EntryTerm
from lifesci.evidence.disclosure import worked_out
from lifesci.evidence.parts import Published, told
from lifesci.evidence.small import OF_PEOPLE

PARENT = "parent"


@dataclass(frozen=True)
class GivenAway:
    """One withheld figure that could be worked out, and the figures it may be part of, by their ids."""

    figure: str
    wholes: tuple[str, ...]


def given_away(kind: str, ref: str, parent: str, rows: Iterable) -> list[GivenAway]:
    """The withheld figures that could be worked out once these figures of a record are published.

    What is published of the records around it is read: those it is a strand of, their strands, and those whose figures
    count its own or are counted in them. A record without a figure of people asks for none of it.
    """
    own = [{**figure, "id": f"{kind}/{ref}/{figure['key']}"} for figure in figures(rows, kind)]
    of_people = [figure for figure in own if figure["measure"]["counts"] in OF_PEOPLE]
    if not of_people:
        return []
    known = list(told([Published(ref, parent, tuple(of_people)), *_around(kind, ref, parent, of_people)]))
    found = worked_out(known)
    return sorted((GivenAway(each.identifier, each.wholes) for each in known if each.identifier in found), key=str)


def _around(kind, ref, parent, own) -> list[Published]:
    """The published records whose figures may be parts of these, or have them for parts."""
    parents = _tree(ref, parent) if kind == "programme" else {}
    wider = {figure["counted_in"] for figure in own} - {""}
    near = Q(entry__ref__in=parents) | Q(identifier__in=wider)
    near |= Q(counted_in__in=wider | {figure["id"] for figure in own})
    found = EntryFigure.objects.filter(near, entry__kind=kind, counts__in=OF_PEOPLE).exclude(entry__ref=ref)
    listed: dict[str, list] = {}
    for other, row in found.order_by("entry__ref", "order").values_list("entry__ref", "row"):
        listed.setdefault(other, []).append(orjson.loads(row))
    return [Published(other, parents.get(other, ""), tuple(stated)) for other, stated in listed.items()]


def _tree(ref, parent) -> dict[str, str]:
    """Every published programme that hangs together with one as its strand or the other way, and the ref above each."""
    parents = {ref: parent}
    above = parent
    while above and above not in parents:
        parents[above] = next(iter(_links(entry__ref=above).values()), "")
        above = parents[above]
    below = set(parents)
    while below:
        strands = _links(code__in=below)
        below = strands.keys() - parents.keys()
        parents |= {strand: strands[strand] for strand in below}
    return parents


def _links(**wanted) -> dict[str, str]:
    """Published strands, each with the ref above it."""
    found = EntryTerm.objects.filter(scheme=PARENT, entry__kind="programme", **wanted)
    return dict(found.values_list("entry__ref", "code"))
