"""The public pages of briefs, the context that programmes stand in, fed by Editions alone."""

from django.shortcuts import render

from lifesci.editions.history import current_page, edition_page
from lifesci.editions.mentions import mentions
from lifesci.editions.reading import sources_of
from lifesci.search.listing import listed

KIND = "brief"


def brief_list(request):
    """Briefs found by words and filters, all of it in the address."""
    return listed(request, KIND, "context/list.html")


def brief_detail(request, ref):
    """The current Edition of one brief."""
    return draw(request, *current_page(KIND, ref))


def brief_edition(request, ref, number):
    """One numbered Edition of a brief, for ever."""
    return draw(request, *edition_page(KIND, ref, number))


def draw(request, document, history):
    """The page of one brief from a document and its history."""
    naming = mentions(KIND, document["ref"])
    context = {
        "document": document,
        "history": history,
        "sources": sources_of(document),
        "place": "context",
        "naming": naming,
        "programmes": naming.by_kind.get("programme", []),
        "briefs": naming.by_kind.get("brief", []),
    }
    return render(request, "context/detail.html", context)


brief_list.reads_parameters = True
