"""What the addresses of checkpoints take and answer, in OpenAPI's words."""

from lifesci.api.describe import COUNT, in_path, in_query, list_schema, operation, reference
from lifesci.api.schemas import ADDRESS, KINDS, SHA256, in_part, strict

SEQUENCE = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
MEANING = (
    "SHA-256 over one line for each published record: kind, space, ref, space, SHA-256 of its current Edition, line "
    "feed; the lines in the order of their bytes."
)
CHECKPOINT = {
    "sequence": COUNT,
    "records": {**COUNT, "description": "How many records are published."},
    "counts": strict(dict.fromkeys(KINDS, COUNT), "How many of each kind."),
    "sha256": {**SHA256, "description": MEANING},
    "url": ADDRESS,
}


def checkpoint_list(view) -> dict:
    """The present checkpoint and those that were kept."""
    summary = "What proves a copy whole: the present checkpoint, and one for every thousand changes"
    schema = list_schema("Checkpoint")
    schema["properties"]["current"] = {**reference("Checkpoint"), "description": "Of the register as it stands."}
    schema["required"].append("current")
    parameters = map(in_query, view.parameters())
    return operation("list_checkpoints", summary, schema, tag="changes", parameters=parameters, tables=("checkpoints",))


def checkpoint(view) -> dict:
    """One checkpoint."""
    sequence = in_path("sequence", "Number of a change of which a checkpoint was kept, or the newest.", SEQUENCE)
    summary = "The register at one change, in numbers and one hash"
    return operation(
        "read_checkpoint", summary, reference("Checkpoint"), tag="changes", parameters=[sequence], problems=(404,)
    )


def checkpoint_components() -> dict[str, dict]:
    """The component of a checkpoint."""
    whole = strict(CHECKPOINT, "The register right after one change.")
    return {"Checkpoint": whole, "CheckpointPart": in_part(whole)}
