"""Where records stand with the public, for lists: one chip a record, derived in a constant number of queries."""

import json

from lifesci.editions.desk.acts import Acts, differs
from lifesci.editions.desk.chip import Chip
from lifesci.editions.models import Change
from lifesci.editions.state import current_texts

OUT = (Change.Action.WITHDRAWN, Change.Action.MERGED)
DRAFT = Chip("draft", "Never published")
WITHDRAWN = Chip("withdrawn", "Withdrawn")


def standings(acts: Acts, model, records) -> dict[str, Chip]:
    """The standing of each record by ref."""
    refs = [record.ref for record in records]
    log = Change.objects.filter(kind=acts.kind, ref__in=refs).order_by("sequence")
    last = dict(log.values_list("ref", "action"))
    texts = current_texts(acts.kind, refs)
    public = [record.pk for record in records if record.ref in texts]
    bodies = acts.bodies(model.objects.whole().filter(pk__in=public))
    return {ref: _standing(last.get(ref), texts.get(ref), bodies.get(ref)) for ref in refs}


def _standing(action, current, body) -> Chip:
    if current is None:
        return WITHDRAWN if action in OUT else DRAFT
    number, text = current
    if differs(body, json.loads(text)):
        return Chip("changed", f"Changed since Edition {number}")
    return Chip("current", f"Current: Edition {number}")
