"""Which totals of many to show first: those that most figures of the records asked about could enter. Pure.

Of those that as many could enter, the larger comes first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter, itemgetter

from lifesci.totals.adding import Tally
from lifesci.totals.chosen import Chosen
from lifesci.totals.index import Index, is_inside

FEW = 5_000  # records up to which their figures are counted one by one


def foremost(index: Index, chosen: Chosen, places: Iterable[str], most: int) -> list[Tally]:
    """The foremost totals of the chosen entries that add anything, as many as `most`."""
    way = of_few if chosen.count <= FEW else of_many
    return way(index, chosen, frozenset(places), most)


def of_few(index: Index, chosen: Chosen, places: frozenset[str], most: int) -> list[Tally]:
    """The foremost totals, found by counting the figures of each entry."""
    records = filter(None, map(index.by_entry.get, chosen.entries()))  # the index may be of a later version
    figures = (held for record in records for held in record.figures)
    counts = Counter(held.group for held in figures if held.reason is None and is_inside(held.group, places))
    return list(islice(_in_order(index, chosen, counts), most))


def _in_order(index, chosen, counts: Counter) -> Iterator[Tally]:
    for _, groups in groupby(counts.most_common(), key=itemgetter(1)):
        tallies = [index.groups[group].tally(chosen, True) for group, _ in groups]
        yield from sorted(filter(attrgetter("included"), tallies), key=attrgetter("value.value"), reverse=True)


def of_many(index: Index, chosen: Chosen, places: frozenset[str], most: int) -> list[Tally]:
    """The same, found by looking at groups from the widest on, until none that is left could hold more."""
    found: list[tuple[int, Tally]] = []
    for slices in index.widest:
        least = found[-1][0] if len(found) == most else 0
        if slices.most_addable <= least:
            break
        if not is_inside(slices.group, places) or (count := slices.addable(chosen)) <= least:
            continue
        if (tally := slices.tally(chosen, True)).included:
            found = sorted([*found, (count, tally)], key=_rank, reverse=True)[:most]
    return [tally for _, tally in found]


def _rank(each: tuple[int, Tally]):
    count, tally = each
    return count, tally.value.value
