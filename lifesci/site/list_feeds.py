"""A feed for every list, filtered or not: the records found, newest change first, and those withdrawn from it."""

from dataclasses import replace

from django.db.models import Exists, OuterRef
from django.shortcuts import render

from lifesci.editions.called import last_documents
from lifesci.editions.card import search_text, terms
from lifesci.editions.models import Change, Entry
from lifesci.search.ask import Ask, parse
from lifesci.search.headings import heading
from lifesci.search.listing import PLACES, address, chosen_labels
from lifesci.search.parameters import refuse_unknown
from lifesci.search.query import read, words_of
from lifesci.search.schemes import FACETS
from lifesci.search.shelf import find
from lifesci.site.changes import FEED_SIZE, lines

WITHDRAWN_LOOKED_AT = 200  # the newest withdrawals of a kind, each read to see whether its list would have held it
GONE = (Change.Action.WITHDRAWN, Change.Action.MERGED)


def list_feed(request, kind):
    """The last change of each record of a list as an Atom feed. It takes the list's filters. Raises BadParameter."""
    ask = asked(kind, request.GET, getattr(request, "register_version", None))
    found = find(replace(ask, page_size=FEED_SIZE), getattr(request, "register_version", None))
    standing = Change.objects.filter(sequence__in=Entry.objects.filter(pk__in=found.entry_ids).values("sequence"))
    newest = sorted([*standing, *withdrawn(ask)], key=lambda change: -change.sequence)[:FEED_SIZE]
    path = f"/{PLACES[kind]}/"
    question = Ask(ask.kind, ask.q, ask.filters)
    context = {
        "title": title_of(ask, found),
        "self_path": address(f"{path}feed.atom", question),
        "page_path": address(path, question),
        "lines": lines(newest),
    }
    return render(request, "site/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


def asked(kind: str, params, version) -> Ask:
    """The question of a list, in the one order a feed has."""
    refuse_unknown(params, ("q", *FACETS[kind]))
    return parse(kind, params, for_page=True, version=version).sorted_by("recent")


def title_of(ask, found) -> str:
    """What the feed follows, as the heading of its list says it, without a count that would rename it each time."""
    values = {name: found.facets[facet.scheme] for name, facet in FACETS[ask.kind].items()}
    return heading(ask.kind, 2, chosen_labels(values), ask.q).removeprefix("2 ")


def withdrawn(ask: Ask) -> list[Change]:
    """The newest withdrawals of records that the list would hold by their last Edition."""
    published = Entry.objects.filter(kind=OuterRef("kind"), ref=OuterRef("ref"))
    gone = Change.objects.filter(~Exists(published), kind=ask.kind, action__in=GONE).order_by("-sequence")
    newest = {(change.kind, change.ref): change for change in reversed(gone[:WITHDRAWN_LOOKED_AT])}
    held = (document for document in last_documents(newest.keys()) if would_hold(ask, document))
    return [newest[document["kind"], document["ref"]] for document in held]


def would_hold(ask: Ask, document: dict) -> bool:
    """Whether a list would hold a record. Words are compared as they are written, not by their stems."""
    carried = terms(document)
    for name, values in ask.filters:
        if not any((FACETS[ask.kind][name].scheme, value) in carried for value in values):
            return False
    query = read(ask.q)
    words = f" {' '.join(words_of(' '.join(search_text(document).values())))} "
    for number, phrase in enumerate(query.phrases, 1):
        is_beginning = query.open_ended and number == len(query.phrases)
        if f" {' '.join(phrase)}{'' if is_beginning else ' '}" not in words:
            return False
    return True


list_feed.reads_parameters = True
