"""The figures of a document: what is said of each, what is withheld, and where sources differ. Pure, no query."""

from collections.abc import Iterable

from lifesci.editions.pieces import citation, identifier, number, term, wording
from lifesci.evidence.contradictions import contradictions
from lifesci.evidence.small import FEWEST, OPEN_ABOVE, is_small
from lifesci.evidence.wording import Phrase, phrase

NO_DISPUTE = {"sources_differ": [], "set_aside_for": ""}


def figures(rows: Iterable, kind: str) -> list[dict]:
    """The figures of one record of that kind, in their order."""
    rows = list(rows)
    disputes = _disputes(rows)
    return [_figure(row, kind) | disputes.get(row.key, NO_DISPUTE) for row in rows]


def _figure(row, kind: str) -> dict:
    """One figure. `parts` joined by spaces, empty ones left out, are the phrase."""
    words = _withheld_wording(row) if is_small(row) else wording(row)
    return {
        "key": row.key,
        "measure": {name: getattr(row.measure, name) for name in ("code", "label", "singular", "counts", "unit")},
        **_value(row),
        "phrase": str(words),
        "parts": {name: getattr(words, name) for name in ("lead", "numeral", "unit", "tail")},
        "period": {"kind": row.period_kind, "start": row.period_start, "end": row.period_end},
        "population": row.population,
        "geography": term(row.geography),
        "counted_in": identifier(kind, row.counted_in) if row.counted_in else "",
        "note": row.note,
        "chosen_because": row.chosen_because,
        "citation": citation(row) | ({"stated_as": ""} if is_small(row) else {}),
    }


def _value(row) -> dict:
    """Value and doubt; of a small number of people neither, and no trace of either."""
    if is_small(row):
        qualifier = "exactly" if row.qualifier in OPEN_ABOVE else "less_than"
        return {
            "value": None,
            "value_high": None,
            "qualifier": qualifier,
            "missing_reason": "withheld",
            "is_small": True,
        }
    return {
        "value": number(row.value),
        "value_high": number(row.value_high),
        "qualifier": row.qualifier,
        "missing_reason": row.missing_reason,
        "is_small": False,
    }


def _withheld_wording(row) -> Phrase:
    """The words for a number that is withheld: "fewer than 5 students a year", where that is surely true."""
    if row.qualifier in OPEN_ABOVE:
        return phrase(None, counts=row.measure.counts, missing_reason="withheld")
    return phrase(
        FEWEST,
        counts=row.measure.counts,
        singular=row.measure.singular,
        plural=row.measure.label,
        qualifier="less_than",
        period_kind=row.period_kind,
        period_start=row.period_start,
        period_end=row.period_end,
    )


def _disputes(rows: list) -> dict[str, dict]:
    """For the key of each figure that others contradict: which, and what a curator decided."""
    found = {}
    for contradiction in contradictions(rows):
        for row in contradiction.figures:
            found[row.key] = NO_DISPUTE | _standing(row, contradiction)
    return found


def _standing(row, contradiction) -> dict:
    chosen = contradiction.chosen
    if chosen is None:
        return {"sources_differ": contradiction.others(row)}
    return {} if chosen is row else {"set_aside_for": chosen.key}
