"""Four eyes: where the register asks for them, whoever edited a record last does not publish it."""

from collections.abc import Iterable

from django.conf import settings

from lifesci.trace.edits import last_edits


class SameEyes(Exception):
    """Nobody but its editor has seen a record; `problems` has a sentence for each."""

    def __init__(self, records):
        self.problems = [
            f"You edited “{record}” last, and here another person publishes it. Send it for review."
            for record in records
        ]
        super().__init__(" ".join(self.problems))


def seen_by_nobody_else(by, records: Iterable) -> list:
    """Those of these records of one kind that `by` edited last; none where four eyes are not asked for.

    The system, None, publishes what others edited and edits nothing itself.
    """
    records = list(records)
    if not settings.FOUR_EYES or by is None or not records:
        return []
    edits = last_edits(type(records[0]), [record.pk for record in records])
    return [record for record in records if record.pk in edits and edits[record.pk].by_id == by.pk]


def demand_four_eyes(by, records: Iterable) -> None:
    """Raise SameEyes for the records of one kind that `by` edited last."""
    if own := seen_by_nobody_else(by, records):
        raise SameEyes(own)
