"""The public pages of sources: what each document is, and every published fact that was read in it."""

from django.shortcuts import render

from lifesci.editions.history import current_page, edition_page
from lifesci.editions.mentions import mentions
from lifesci.search.listing import listed
from lifesci.site.source_facts import facts_from

KIND = "source"


def source_list(request):
    """Sources found by words and filters, all of it in the address."""
    return listed(request, KIND, "sources/list.html")


def source_detail(request, ref):
    """The current Edition of one source and the facts drawn from it."""
    return draw(request, *current_page(KIND, ref))


def source_edition(request, ref, number):
    """One numbered Edition of a source, for ever; the facts are those of today."""
    return draw(request, *edition_page(KIND, ref, number))


def draw(request, document, history):
    """The page of one source from a document and its history."""
    context = {
        "document": document,
        "history": history,
        "place": "sources",
        "facts": facts_from(document["ref"], request.GET),
        "naming": mentions(KIND, document["ref"]),
    }
    return render(request, "sources/detail.html", context)


source_list.reads_parameters = source_detail.reads_parameters = source_edition.reads_parameters = True
