"""The tables that files may bring, in the order in which rows may refer to each other. Apps add theirs."""

from rapidfuzz import process

from lifesci.imports.resource import RegisterResource

# What refers to others comes after them.
ORDER = (
    "terms",
    "sources",
    "organisations",
    "organisation-figures",
    "briefs",
    "brief-figures",
    "programmes",
    "programme-figures",
    "outcomes",
)
_TABLES: dict[str, RegisterResource] = {}


class UnknownTable(LookupError):
    """There is no such table; the message names the nearest one."""


def add_tables(*resources: type[RegisterResource]) -> None:
    """Make tables known. Called from AppConfig.ready()."""
    for resource in resources:
        _TABLES[resource.table] = resource()


def tables() -> dict[str, RegisterResource]:
    """Every table by name, in their order."""
    return {name: _TABLES[name] for name in ORDER if name in _TABLES}


def table(name: str) -> RegisterResource:
    """The table of that name, however its words are joined. Raises UnknownTable."""
    wanted = name.strip().casefold().replace(" ", "-").replace("_", "-")
    if wanted in _TABLES:
        return _TABLES[wanted]
    near = process.extractOne(wanted, list(_TABLES), score_cutoff=60)
    hint = f"Did you mean “{near[0]}”?" if near else f"The register has: {', '.join(tables())}."
    raise UnknownTable(f"There is no table “{name[:40]}”. {hint}")


def table_of(model) -> RegisterResource | None:
    """The table whose rows are of a model, if there is one."""
    return next((each for each in _TABLES.values() if each.model is model), None)
