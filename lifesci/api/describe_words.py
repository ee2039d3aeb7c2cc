"""What the words of the vocabularies are, in OpenAPI's words: one component for each sort."""

from lifesci.api.schemas import DATE, TEXT, or_null, strict

COUNT = {"type": "integer", "minimum": 0}
TRUTH = {"type": "boolean"}
RETIRED = {**or_null(DATE), "description": "Since when it is used no more; null while it is."}
NAMED = {"code": TEXT, "label": TEXT}
SORTS = ("WordTerm", "WordMeasure", "WordPlace", "WordSearch")


def word_components() -> dict[str, dict]:
    """A term, a measure, a place, a search that found nothing, and what any vocabulary may hold of these."""
    broader = {**TEXT, "description": "Code of the wider term, empty where there is none."}
    term = {**NAMED, "definition": TEXT, "broader": broader, "uri": TEXT, "notation": TEXT}
    measure = {**NAMED, "singular": TEXT, "counts": TEXT, "unit": TEXT, "definition": TEXT}
    region = or_null(strict(NAMED, "A region or nation."))
    degrees = {**TEXT, "description": "In degrees, empty where no source fixes the spot."}
    place = {"ref": TEXT, "name": TEXT, "region": region, "is_venue": TRUTH, "latitude": degrees, "longitude": degrees}
    search = {"region": TEXT, "audience": TEXT, "searched_on": DATE, "note": TEXT, "retired_on": RETIRED}
    kept = {"order": COUNT, "retired_on": RETIRED}
    meanings = ("A term of a vocabulary.", "A measure.", "A place.", "A search that found nothing.")
    members = ({**term, **kept}, {**measure, **kept}, place, search)
    sorts = {name: strict(*each) for name, *each in zip(SORTS, members, meanings, strict=True)}
    either = [{"$ref": f"#/components/schemas/{name}"} for name in SORTS]
    return {**sorts, "Word": {"description": "A word of whichever vocabulary was asked for.", "anyOf": either}}
