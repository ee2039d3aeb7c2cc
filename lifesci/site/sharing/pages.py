"""The address of an Edition's card."""

import json

from django.http import HttpResponse
from django.utils import timezone

from lifesci.editions.reading import edition
from lifesci.failure import Refused, not_found
from lifesci.site.sharing.card import card
from lifesci.site.sharing.png import can_draw, drawn_once
from lifesci.words import gettext


def card_picture(request, kind, ref, number):
    """The card of one numbered Edition as PNG. Raises Unknown, and Refused where no letters can be drawn."""
    if not can_draw():
        raise Refused(not_found(gettext("No cards are drawn on this machine: it has no fonts.")))
    shown = edition(kind, ref, number)
    drawing = card(json.loads(shown.text), timezone.localdate(shown.issued_at))
    return HttpResponse(drawn_once(drawing), content_type="image/png")
