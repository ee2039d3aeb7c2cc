"""Settling a table once its rows are judged: rows that refer to each other, to what never comes or in circles."""

from lifesci.imports.models import Outcome, ProposedRow
from lifesci.imports.relations import unknown
from lifesci.imports.resource import CHUNK, RegisterResource

LONGEST_CHAIN = 30
CIRCLE = "The row would be part of itself, by way of “{key}”."


def settle(resource: RegisterResource, proposal) -> None:
    """Rows whose references inside the table lead nowhere, or back to themselves, are invalid."""
    columns = [name for name, column in resource.columns.items() if column.is_about_itself]
    again = bool(columns)
    while again:
        again = False
        for chunk in _leaning(resource, proposal):
            again = _settled(resource, proposal, chunk, columns) or again


def _leaning(resource, proposal):
    after = 0
    rows = ProposedRow.objects.filter(proposal=proposal, table=resource.table, leans=True).exclude(
        outcome=Outcome.INVALID
    )
    while chunk := list(rows.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        yield chunk
        after = chunk[-1].pk


def _settled(resource, proposal, chunk, columns) -> bool:
    wrong = []
    for name in columns:
        column = resource.columns[name]
        asked = {row.pk: _keys(column, row.changes[name][1]) for row in chunk if name in row.changes}
        missing = _missing(resource, proposal, {key for keys in asked.values() for key in keys})
        circles = {} if column.is_several else _circles(resource, proposal, chunk, name)
        for row in chunk:
            bad = [key for key in asked.get(row.pk, ()) if key in missing]
            row.problems += [[name, key, unknown(column.cell, key)] for key in bad]
            if not bad and row.pk in circles:
                row.problems.append([name, row.changes[name][1], CIRCLE.format(key=circles[row.pk])])
    for row in chunk:
        if row.problems:
            row.outcome = Outcome.INVALID
            wrong.append(row)
    ProposedRow.objects.bulk_update(wrong, ["problems", "outcome"], batch_size=200)
    return bool(wrong)


def _keys(column, value) -> list[str]:
    return value if column.is_several else [value] if value else []


def _missing(resource, proposal, keys: set[str]) -> set[str]:
    known = resource.existing(keys).keys()
    coming = ProposedRow.objects.filter(proposal=proposal, table=resource.table, key__in=keys - known, base="")
    return keys - known - set(coming.exclude(outcome=Outcome.INVALID).values_list("key", flat=True))


def _circles(resource, proposal, chunk, name: str) -> dict[int, str]:
    """Rows that stand above themselves, by what they meet on the way; all chains are climbed a step at a time."""
    at = {row.pk: row.changes[name][1] for row in chunk if name in row.changes and row.changes[name][1]}
    start = {row.pk: row.key for row in chunk}
    found = {}
    for _ in range(LONGEST_CHAIN):
        found |= {pk: key for pk, key in at.items() if key == start[pk]}
        at = {pk: key for pk, key in at.items() if pk not in found}
        if not at:
            break
        above = _above(resource, proposal, set(at.values()), name)
        at = {pk: above[key] for pk, key in at.items() if above.get(key)}
    return found | at


def _above(resource, proposal, keys: set[str], name: str) -> dict[str, str]:
    now = {key: plain[name] for key, (_, plain) in resource.existing(keys).items()}
    rows = ProposedRow.objects.filter(proposal=proposal, table=resource.table, key__in=keys)
    for key, changes in rows.exclude(outcome=Outcome.INVALID).values_list("key", "changes"):
        if name in changes:
            now[key] = changes[name][1]
    return now
