"""A list as its page shows it: heading in words, facets, tags to remove, sorts, pages, and ways out of nothing.

Called by the public views of programmes, organisations, context and sources.
"""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lifesci.search.ask import Ask, parse
from lifesci.search.headings import heading
from lifesci.search.paging import paging
from lifesci.search.schemes import FACETS
from lifesci.search.shelf import find
from lifesci.words import gettext, gettext_noop

PLACES = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
API_NAMES = {**PLACES, "brief": "briefs"}
SORTS = {"title": gettext_noop("title"), "recent": gettext_noop("newest first")}
FURTHER_SORTS = {
    "relevance": gettext_noop("relevance"),
    "ref": gettext_noop("reference"),
}  # offered with words, or when they are in force
FILES = ("csv", "xlsx", "json")  # formats in which a list is given whole
OPEN_AT_FIRST = ("audience", "region", "type", "kind")
VALUES_SHOWN = 30  # of one facet; the rest are found by their name


def listed(request, kind, template, also=lambda found: {}):
    """The answer to a request for a list page; `also` gives what its template reads besides the list.

    Raises BadParameter.
    """
    params = request.GET
    if params.get("q", "").isspace():
        params = params.copy()
        params["q"] = ""
    version = getattr(request, "register_version", None)
    ask = parse(kind, params, for_page=True, version=version)
    found = find(ask, version)
    return render(request, template, {"list": card(ask, found), "place": PLACES[kind], **also(found)})


def card(ask, found) -> dict:
    """What the template of a list reads."""
    path, bare = f"/{PLACES[ask.kind]}/", Ask(ask.kind, ask.q, ask.filters)
    values = {name: found.facets[facet.scheme] for name, facet in FACETS[ask.kind].items()}
    labels = chosen_labels(values)
    return {
        "path": path,
        "heading": heading(ask.kind, found.count, labels, ask.q),
        "q": ask.q,
        "sort": ask.sort if ask.sort != ask.default_sort else "",
        "page": ask.page,
        "is_filtered": bool(ask.filters or ask.q),
        "canonical": address(path, ask),
        "json": address(f"/api/v1/{API_NAMES[ask.kind]}/", ask, page=None),
        "feed": address(f"{path}feed.atom", bare),
        "calendar": address(f"{path}calendar.ics", bare) if found.selection.dated else "",
        "files": {form: file_of(ask, form) for form in FILES},
        "count": found.count,
        "charts": charts(ask),
        "items": found.items,
        "template": f"{PLACES[ask.kind]}/item.html",
        "facets": kept_part(found, "components/facets.html", lambda: {"facets": facets(ask.kind, values)}),
        "tags": tags(path, ask, labels),
        "sorts": sorts(path, ask),
        "paging": paging(ask.page, found.pages, lambda number: address(path, ask, page=number)),
        "guesses": [{"label": guess, "address": address(path, ask.asking(guess))} for guess in found.guesses],
        "nothing_to_look_for": found.nothing_to_look_for,
        "left_out": found.left_out,
        "lifts": [] if found.count else lifts(path, ask, labels),
    }


def kept_part(found, template: str, context) -> SafeString:
    """A part of a page that is the same on every page of a list, drawn by its template once for a register version."""
    ask, register = found.ask, found.selection.register
    question = (template, ask.kind, ask.q, ask.filters)
    return register.parts.answer(question, lambda: render_to_string(template, context()))


def address(path, ask, **changes) -> str:
    """Where an ask, with these changes, is answered."""
    query = ask.query_string(**changes)
    return f"{path}?{query}" if query else path


def file_of(ask, form: str) -> str:
    """Where all of an ask is given as one file: in its order, or where none was asked for in that of bulk files."""
    sort = "" if ask.order == ask.default_sort else ask.order
    asked = address(f"/api/v1/{API_NAMES[ask.kind]}/", ask, page=None, sort=sort)
    return f"{asked}{'&' if '?' in asked else '?'}format={form}"


def charts(ask) -> str:
    """Where the programmes of a list are drawn; of another list, the programmes of its regions and sectors."""
    if ask.kind == "programme":
        return address("/insights/", Ask(ask.kind, ask.q, ask.filters))
    shared = tuple((name, ask.chosen(name)) for name in ("sector", "region") if ask.chosen(name))
    return address("/insights/", Ask("programme", filters=shared))


def chosen_labels(offered) -> dict[str, list[tuple[str, str]]]:
    """The (code, label) of each chosen value by filter."""
    chosen = {name: [(value.code, value.label) for value in values if value.chosen] for name, values in offered.items()}
    return {name: values for name, values in chosen.items() if values}


def facets(kind, offered) -> list[dict]:
    """The facets with something to choose; of many values the commonest and the chosen are listed."""
    shown = []
    for name, values in offered.items():
        if values:
            kept = commonest(values)
            shown.append(
                {
                    "name": name,
                    "title": gettext(FACETS[kind][name].title),
                    "values": kept,
                    "more": len(values) - len(kept),
                    "is_open": name in OPEN_AT_FIRST or any(value.chosen for value in values),
                }
            )
    return shown


def commonest(values) -> list:
    """At most VALUES_SHOWN values in their own order, the chosen among them."""
    if len(values) <= VALUES_SHOWN:
        return values
    ranked = sorted(values, key=lambda value: (not value.chosen, -value.count))
    kept = {value.code for value in ranked[:VALUES_SHOWN]}
    return [value for value in values if value.code in kept]


def tags(path, ask, labels) -> list[dict]:
    """One removable tag for each thing asked for."""
    return [{"label": label, "address": address(path, wider)} for label, wider in widened(ask, labels)]


def lifts(path, ask, labels) -> list[dict]:
    """For a list of nothing: each thing asked for whose lifting alone finds something, and how much."""
    counted = [(label, wider, find(wider).count) for label, wider in widened(ask, labels)]
    return [
        {"label": label, "address": address(path, wider), "count": count} for label, wider, count in counted if count
    ]


def widened(ask, labels):
    """Each thing asked for, with the ask that leaves it out."""
    if ask.q:
        yield f"“{ask.q}”", ask.without("q")
    for name, values in labels.items():
        for code, label in values:
            words = gettext("Age {age}").format(age=label) if name == "age" else label
            yield words, ask.without(name, code)


def sorts(path, ask) -> list[dict]:
    """The orders to choose from; the one in force has no address."""
    further = [sort for sort in FURTHER_SORTS if sort == ask.sort or (sort == "relevance" and ask.q)]
    offered = {**{sort: FURTHER_SORTS[sort] for sort in further}, **SORTS}
    return [
        {"label": gettext(label), "address": "" if sort == ask.sort else address(path, ask.sorted_by(sort))}
        for sort, label in offered.items()
    ]
