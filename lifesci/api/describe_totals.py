"""What the address of totals takes and answers, in OpenAPI's words."""

from lifesci.api.describe import COUNT, in_query, in_whole_or_part, operation, query_parameter
from lifesci.api.filters import record_parameters
from lifesci.api.schemas import ADDRESS, TEXT, TEXTS, in_part, or_null, strict
from lifesci.totals.adding import Reason
from programmes.totals.asking import BY, FILTERS, NOT_SPLIT

ROWS = "The figures that are added; their rows as CSV, or of an earlier moment a list of figures among which they are."
BY_MEANING = (
    "Totals for each value of a facet instead of for all programmes together. A programme that names several values "
    "is counted under each, so these totals repeat rows and must not be added up."
)
REASONS = "How many figures are left out for each reason: " + "; ".join(
    f"`{reason.value}`: {reason.label}" for reason in Reason
)


def totals(view) -> dict:
    """Totals of programmes."""
    filters = [query_parameter(*each) for each in record_parameters("programme") if each[0] in FILTERS]
    by = query_parameter("by", BY_MEANING, {"type": "string", "enum": [*BY, NOT_SPLIT], "default": NOT_SPLIT})
    return operation(
        "list_totals",
        "What published programmes add up to, with what each total leaves out and why",
        page_schema(),
        tag="facts",
        parameters=[*filters, by, *map(in_query, view.parameters())],
        tables=("totals",),
    )


def page_schema() -> dict:
    """The envelope: that of every list, and how the totals are made. They are counted in files alone."""
    link = or_null(ADDRESS)
    page = strict(
        {
            "next": {**link, "description": "Address of the next page, null on the last."},
            "previous": {**link, "description": "Address of the page before, null on the first."},
            "register_version": {**COUNT, "description": "Newest sequence of the change log."},
            "applied_filters": {"type": "object", "description": "What the register understood of the parameters."},
            "by": {"type": "string", "enum": [*BY, NOT_SPLIT]},
            "notes": {**TEXTS, "description": "How totals are made, and what must not be done with them."},
            "no_grand_total": {**TEXT, "description": "Why there is no grand total of people."},
            "results": {"type": "array", "items": in_whole_or_part("Total")},
        },
        "A page of totals, in the order of their codes.",
    )
    page["properties"]["count"] = {**COUNT, "description": "How many there are; of a file alone."}
    return page


def total_schema() -> dict:
    """One total."""
    return strict(
        {
            "value_of": {**or_null(facet_schema()), "description": "Whose programmes are added up; null for all."},
            "measure": strict({"code": TEXT, "label": TEXT, "counts": TEXT}, "What is counted."),
            "period_kind": TEXT,
            "geography": or_null(strict({"code": TEXT, "label": TEXT}, "The place the figures speak of.")),
            "value": {
                "type": ["integer", "string", "null"],
                "description": "Text where it is not whole; null where nothing can be added, which is not 0.",
            },
            "qualifier": {"type": "string", "enum": ["", "exactly", "at_least", "up_to", "about"]},
            "doubts": strict(
                {"may_be_lower": {"type": "boolean"}, "may_be_higher": {"type": "boolean"}}, "Where the truth may lie."
            ),
            "sentence": {**TEXT, "description": "The total in words."},
            "records": {**COUNT, "description": "How many programmes state what is added."},
            "included": strict({"count": COUNT, "rows": ADDRESS}, ROWS),
            "left_out": strict({"count": COUNT, "reasons": reasons_schema(), "rows": ADDRESS}, "The figures left out."),
            "page": {**ADDRESS, "description": "The page that says how the total came about."},
        },
        "One total.",
    )


def facet_schema() -> dict:
    """A value of the facet that totals are given by."""
    name = {"type": "string", "enum": list(BY)}
    return strict({"name": name, "code": TEXT, "label": TEXT, "programmes": COUNT}, "A value of a facet.")


def reasons_schema() -> dict:
    """Counts by reason; a reason that holds for no figure is not named."""
    counts = {reason.value: {"type": "integer", "minimum": 1} for reason in Reason}
    return {"type": "object", "description": REASONS, "additionalProperties": False, "properties": counts}


def total_components() -> dict[str, dict]:
    """The components of a total."""
    whole = total_schema()
    return {"Total": whole, "TotalPart": in_part(whole)}


MEMBERS = tuple(total_schema()["properties"])
