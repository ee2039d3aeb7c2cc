"""A draft as the page that the public would see, for the desk alone: never cached, at no public address."""

from collections.abc import Callable

from django.http import HttpResponse, QueryDict
from django.utils import timezone

from lifesci.editions.desk.acts import Draft
from lifesci.editions.history import API_NAMES, History, Issued, current_page
from lifesci.editions.issue import numbered, strands_of
from lifesci.editions.reading import Gone, Unknown

UNKNOWN_YET = "known once it is published"
# How the public page of each kind is drawn, filled by the room that draws it: (request, document, history) → answer.
PAGES: dict[str, Callable] = {}


def preview(request, draft: Draft, *, back: str) -> HttpResponse:
    """The draft as its public page, under a notice that it is not published; `back` leads to the desk."""
    number = draft.state.number + 1
    document = numbered(draft.told, number)
    if document["kind"] == "programme":
        document["strands"] = strands_of(document["ref"])
    request.preview = {"number": number, "back": back, "title": str(draft.record)}
    request.GET = QueryDict()
    answer = PAGES[draft.acts.kind](request, document, _history(draft, document))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _history(draft: Draft, document: dict) -> History:
    number, today = document["edition"], timezone.localdate()
    try:
        older = current_page(document["kind"], document["ref"])[1]
    except (Gone, Unknown):
        older = None
    api = f"/api/v1/{API_NAMES[document['kind']]}/{document['ref']}/editions/"
    return History(
        number=number,
        issued_on=today,
        sha256=UNKNOWN_YET,
        url=f"{document['url']}editions/{number}/",
        json=f"{api}{number}/",
        list=api,
        current=number,
        editions=[Issued(number, today, "", draft.changes), *(older.editions if older else [])],
        more=older.more if older else 0,
    )
