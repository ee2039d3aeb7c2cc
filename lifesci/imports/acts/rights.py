"""What somebody needs to import, approve and apply; every act asks here first."""

from collections.abc import Iterable

from lifesci.imports.register import table, tables
from lifesci.people.demand import demand

APPROVE = "imports.approve_proposal"
APPLY = "imports.apply_proposal"


def may_import(person) -> list[str]:
    """The names of the tables that somebody may bring rows into."""
    return [name for name, resource in tables().items() if person.has_perm(resource.permission)]


def demand_tables(by, names: Iterable[str]) -> None:
    """Raise PermissionDenied unless `by` may import into every one of these tables."""
    for name in names:
        resource = table(name)
        demand(by, resource.permission, f"import {resource.title.lower()}")
