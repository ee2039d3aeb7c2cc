"""Numbered links to the pages of a list. Pure: numbers and a way to write an address in, links out."""

from collections.abc import Callable
from dataclasses import dataclass, field

AROUND = 2  # pages linked on either side of the one shown


@dataclass(frozen=True)
class Step:
    """One place in the row of pages: a link, the page shown (no address), or a gap (no number)."""

    number: int = 0
    address: str = ""


@dataclass(frozen=True)
class Paging:
    """The row of page links; without steps where there is only one page."""

    steps: list[Step] = field(default_factory=list)
    previous: str = ""
    next: str = ""


def paging(page: int, pages: int, address: Callable[[int], str]) -> Paging:
    """Links to the first and last page and those around the one shown, with gaps between."""
    if pages < 2:
        return Paging()
    near = range(page - AROUND, page + AROUND + 1)
    shown = sorted({1, pages, *(number for number in near if 1 <= number <= pages)})
    steps = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number == before + 2:
            steps.append(Step(before + 1, address(before + 1)))
        elif number > before + 1:
            steps.append(Step())
        steps.append(Step(number, "" if number == page else address(number)))
    return Paging(
        steps,
        previous=address(page - 1) if page > 1 else "",
        next=address(page + 1) if page < pages else "",
    )
