"""References of many rows looked up together: in the register, and among the rows that the same file brings."""

from lifesci.imports.cells import nearest
from lifesci.imports.models import Outcome, ProposedRow
from lifesci.imports.register import table_of
from lifesci.imports.relations import unknown
from lifesci.imports.resource import Column, RegisterResource
from lifesci.vocabularies.models import Measure, Term

TO_COME = -1  # the key of a row that the same file makes; no row has it
FEW = (Term, Measure)


class References:
    """What the references of one chunk of rows lead to, by column and key."""

    def __init__(self, resource: RegisterResource, rows: list[dict], proposal=None):
        self.resource, self.proposal = resource, proposal
        self.found = {
            name: self._found(column, keys)
            for name, column in resource.columns.items()
            if (keys := _keys(column, name, rows))
        }

    def problems(self, name: str, value, kept=()) -> list[list]:
        """Why a reference cannot be taken. `kept` are keys that the row has already: these may be of retired words."""
        column = self.resource.columns[name]
        keys = value if column.is_several else [value] if value else []
        return [[name, key, why] for key in keys if (why := self._why(column, name, key, kept))]

    def point(self, instance, name: str, value) -> None:
        """Point an instance to the row of a key."""
        row = self.found[name].get(value) if value else None
        setattr(instance, self.resource.columns[name].attribute, row)

    def pks(self, name: str, keys: list[str]) -> list[int]:
        """The rows of a list of keys, by their database keys."""
        return [self.found[name][key].pk for key in keys]

    def _why(self, column: Column, name: str, key: str, kept) -> str:
        cell, row = column.cell, self.found[name].get(key)
        if not cell.may_come_from(key):
            return f"“{key}” is no {cell.what}."
        if row is None and column.is_about_itself and self.proposal is not None:
            return ""  # it may stand further down in the file: settled when the whole table is read
        if row is None:
            hint = nearest(key, self._codes(cell)) if cell.model in FEW else ""
            return unknown(cell, key) + hint
        if getattr(row, "retired_on", None) and key not in kept:
            return f"“{key}” is retired and can no longer be chosen."
        return ""

    def _codes(self, cell) -> list[str]:
        rows = cell.model._default_manager.filter(retired_on__isnull=True)
        if cell.model is Term and cell.schemes:
            rows = rows.filter(scheme__in=cell.schemes)
        return ["/".join(line) for line in rows.order_by().values_list(*cell.path)]

    def _found(self, column: Column, keys: set[str]) -> dict:
        cell = column.cell
        found = cell.found(sorted(keys))
        target = table_of(cell.model)
        missing = keys - found.keys()
        if missing and self.proposal is not None and target is not None:
            full = {key: _as_table_key(cell, key) for key in missing}
            coming = ProposedRow.objects.filter(
                proposal=self.proposal, table=target.table, key__in=set(full.values()), base=""
            ).exclude(outcome=Outcome.INVALID)
            known = set(coming.values_list("key", flat=True))
            found |= {key: cell.model(pk=TO_COME) for key in missing if full[key] in known}
        return found


def _as_table_key(cell, key: str) -> str:
    """The key as the table of terms has it, where the cell leaves the vocabulary out."""
    return f"{cell.schemes[0]}/{key}" if cell.model is Term and len(cell.path) == 1 else key


def _keys(column: Column, name: str, rows: list[dict]) -> set[str]:
    if column.is_several:
        return {key for row in rows for key in row.get(name) or ()}
    return {row[name] for row in rows if row.get(name)} if column.is_reference else set()
