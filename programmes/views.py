"""The public pages of programmes, fed by Editions alone."""

from django.shortcuts import render

from lifesci.editions.history import current_page, edition_page
from lifesci.editions.reading import sources_of
from lifesci.search.listing import listed
from programmes.totals.answering import below_list

KIND = "programme"


def programme_list(request):
    """Programmes found by words and filters, all of it in the address."""
    return listed(request, KIND, "programmes/list.html", below_list)


def programme_detail(request, ref):
    """The current Edition of one programme."""
    return draw(request, *current_page(KIND, ref))


def programme_edition(request, ref, number):
    """One numbered Edition of a programme, for ever."""
    return draw(request, *edition_page(KIND, ref, number))


def draw(request, document, history):
    """The page of one programme from a document and its history."""
    context = {"document": document, "history": history, "place": "programmes", "sources": sources_of(document)}
    return render(request, "programmes/detail.html", context)


programme_list.reads_parameters = True
