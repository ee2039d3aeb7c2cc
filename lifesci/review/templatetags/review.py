"""What the desk's front page asks for: the queues with what waits longest, and the newest changes to the register."""

from dataclasses import dataclass

from django import template

from lifesci.editions.issue import PATHS
from lifesci.editions.models import Change, Entry
from lifesci.review.queues import Queue, queues

register = template.Library()
SHOWN = 5
NEWEST = 10


@dataclass(frozen=True)
class Shown:
    """One queue on the front page."""

    queue: Queue
    count: int
    items: list


@register.simple_tag
def work_list(user) -> list[Shown]:
    """Every queue that the user may see, with its count and its first items."""
    found = []
    for queue in queues():
        if (line := queue.line(user)) is not None:
            count = line.count
            found.append(Shown(queue, count, list(line[:SHOWN]) if count else []))
    return found


@register.simple_tag
def newest_changes() -> list[tuple[Change, str, str]]:
    """The newest lines of the change log, each with the title its record has, or its ref where it has none now, and its
    public page, if it has one. Two queries."""
    newest = list(Change.objects.order_by("-sequence")[:NEWEST])
    named = Entry.objects.filter(ref__in={each.ref for each in newest}).order_by()
    titles = {(kind, ref): title for kind, ref, title in named.values_list("kind", "ref", "title")}
    return [
        (
            each,
            titles.get((each.kind, each.ref), each.ref),
            f"/{PATHS[each.kind]}/{each.ref}/" if each.kind in PATHS else "",
        )
        for each in newest
    ]
