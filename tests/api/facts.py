"""One figure and one outcome of a document, taken from the golden programme, for tests of the API."""

import json
from pathlib import Path

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "programme.json").read_text())


def figure(value=900):
    """A cumulative number of students, read in the annex."""
    return {**GOLDEN["figures"][0], "value": value, "counted_in": ""}


def outcome():
    """An outcome of the theme confidence, read in the annex."""
    return {**GOLDEN["outcomes"][0], "figure": ""}
