"""The parameters of the lists of records, for OpenAPI: read off the FilterSets that the search checks them by."""

from lifesci.api.parameters import CHANGED_SINCE, CURSOR_PARAMETER, PAGE_SIZE_PARAMETER, SLUG, several
from lifesci.search.ask import MOST_REFS, SORTS
from lifesci.search.filters import FILTERS
from lifesci.search.schemes import FACETS, FIXED

WORDS = {"type": "string", "minLength": 1, "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
SORT = "Order of the results; `ref` unless said, with `q` `relevance`. " + " ".join(
    f"`{name}`: {meaning}" for name, meaning in SORTS.items()
)

REFS = (
    "Ref of a record, to read several at once. What is not published, or no longer, is named under "
    "`applied_filters.not_published`."
)


def record_parameters(kind: str) -> list[tuple[str, str, dict]]:
    """(name, description, JSON Schema) of each parameter of a list of records."""
    filters = FILTERS[kind].base_filters
    return [
        *((name, each.extra["help_text"], value(kind, name)) for name, each in filters.items()),
        (CHANGED_SINCE.name, CHANGED_SINCE.description, CHANGED_SINCE.schema()),
        ("ref", REFS, {**several({"type": "string", "pattern": SLUG}), "maxItems": MOST_REFS}),
        ("sort", SORT, {"type": "string", "enum": list(SORTS)}),
        *((each.name, each.description, each.schema()) for each in (CURSOR_PARAMETER, PAGE_SIZE_PARAMETER)),
    ]


def value(kind: str, name: str) -> dict:
    """The JSON Schema of a filter: codes are listed where only a new build of the register can change them."""
    if name not in FACETS[kind]:
        return WORDS
    scheme = FACETS[kind][name].scheme
    return several(
        {"type": "string", "enum": list(FIXED[scheme])} if scheme in FIXED else {"type": "string", "pattern": SLUG}
    )
