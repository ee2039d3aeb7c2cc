"""The public pages of organisations, fed by Editions alone."""

from django.shortcuts import render

from lifesci.editions.history import current_page, edition_page
from lifesci.editions.mentions import mentions
from lifesci.editions.reading import sources_of
from lifesci.search.listing import listed

KIND = "organisation"


def organisation_list(request):
    """Organisations found by words and filters, all of it in the address."""
    return listed(request, KIND, "organisations/list.html")


def organisation_detail(request, ref):
    """The current Edition of one organisation."""
    return draw(request, *current_page(KIND, ref))


def organisation_edition(request, ref, number):
    """One numbered Edition of an organisation, for ever."""
    return draw(request, *edition_page(KIND, ref, number))


def draw(request, document, history):
    """The page of one organisation from a document and its history."""
    naming = mentions(KIND, document["ref"])
    programmes = naming.by_kind.get("programme", [])
    organisations = naming.by_kind.get("organisation", [])
    context = {
        "document": document,
        "history": history,
        "sources": sources_of(document),
        "place": "organisations",
        "led": [item for item in programmes if _leads(document, item)],
        "joined": [item for item in programmes if not _leads(document, item)],
        "naming": naming,
        "briefs": naming.by_kind.get("brief", []),
        "parts": [item for item in organisations if _is_part(document, item)],
        "others": [item for item in organisations if not _is_part(document, item)],
    }
    return render(request, "organisations/detail.html", context)


def _leads(document, item) -> bool:
    return bool(item["lead"]) and item["lead"]["ref"] == document["ref"]


def _is_part(document, item) -> bool:
    return bool(item["part_of"]) and item["part_of"]["ref"] == document["ref"]


organisation_list.reads_parameters = True
