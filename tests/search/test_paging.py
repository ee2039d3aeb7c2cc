"""Page links: the ends, the neighbours, and a gap only where something is left out."""

import pytest

from lifesci.search.paging import Paging, paging


def shown(links):
    """The row of links as text: numbers, the page shown in brackets, gaps as dots."""
    return " ".join(
        str(step.number) if step.address else f"[{step.number}]" if step.number else "…" for step in links.steps
    )


@pytest.mark.parametrize(
    ("page", "pages", "row"),
    [
        (1, 2, "[1] 2"),
        (1, 3, "[1] 2 3"),
        (1, 9, "[1] 2 3 … 9"),
        (4, 9, "1 2 3 [4] 5 6 … 9"),
        (5, 9, "1 2 3 4 [5] 6 7 8 9"),
        (6, 11, "1 … 4 5 [6] 7 8 … 11"),
        (9, 9, "1 … 7 8 [9]"),
    ],
)
def test_paging_of_many_pages_shows_ends_and_neighbours(page, pages, row):
    assert shown(paging(page, pages, lambda number: f"?page={number}")) == row


def test_paging_of_one_page_shows_nothing():
    assert paging(1, 1, str) == Paging(steps=[], previous="", next="")


@pytest.mark.parametrize(("page", "previous", "following"), [(1, "", "2"), (2, "1", "3"), (3, "2", "")])
def test_paging_leads_to_the_page_before_and_after(page, previous, following):
    links = paging(page, 3, str)
    assert (links.previous, links.next) == (previous, following)
