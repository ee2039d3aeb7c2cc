"""What a list holds, in words: "14 programmes for primary pupils in Northern Ireland". Pure."""

from collections.abc import Mapping, Sequence

from lifesci.words import gettext, gettext_noop, ngettext

# So many of each kind, and none.
COUNTS = {
    "programme": lambda count: ngettext("{count} programme", "{count} programmes", count),
    "organisation": lambda count: ngettext("{count} organisation", "{count} organisations", count),
    "brief": lambda count: ngettext("{count} page of context", "{count} pages of context", count),
    "source": lambda count: ngettext("{count} source", "{count} sources", count),
}
NONE = {
    "programme": gettext_noop("no programmes"),
    "organisation": gettext_noop("no organisations"),
    "brief": gettext_noop("no pages of context"),
    "source": gettext_noop("no sources"),
}
# How each filter is said, in the order in which a heading says them.
SAYINGS = {
    "type": gettext_noop("of the type {}"),
    "kind": gettext_noop("of the kind {}"),
    "status": gettext_noop("with the status {}"),
    "audience": gettext_noop("for {}"),
    "age": gettext_noop("for age {}"),
    "region": gettext_noop("in {}"),
    "sector": gettext_noop("in {}"),
    "organisation": gettext_noop("with {}"),
    "theme": gettext_noop("with outcomes on {}"),
    "delivery": gettext_noop("delivered {}"),
    "access": gettext_noop("with the access feature {}"),
    "started": "{}",
    "checked": gettext_noop("with the {}"),
    "evidence": gettext_noop("with {}"),
}
# The regions that are no place to be in.
ACROSS = {"uk-wide": gettext_noop("across the UK"), "outside-uk": gettext_noop("outside the UK")}
PROPER = {"region", "organisation", "age"}  # labels that are names keep their capitals


def heading(kind: str, count: int, chosen: Mapping[str, Sequence[tuple[str, str]]], q: str = "") -> str:
    """The count and what was asked for, as one phrase. `chosen` maps names of filters to the (code, label) chosen."""
    words = [counted(kind, count)]
    for name, saying in SAYINGS.items():
        if chosen.get(name):
            words.append(where(chosen[name]) if name == "region" else said(name, saying, chosen[name]))
    if q:
        words.append(gettext("matching “{words}”").format(words=q))
    return " ".join(words)


def said(name: str, saying: str, chosen: Sequence[tuple[str, str]]) -> str:
    """The values chosen of one filter, as a heading says them."""
    return gettext(saying).format(either([in_a_sentence(name, label) for _, label in chosen]))


def where(chosen: Sequence[tuple[str, str]]) -> str:
    """The regions chosen: "in Wales or across the UK"."""
    inside = [label for code, label in chosen if code not in ACROSS]
    within = [gettext(SAYINGS["region"]).format(either(inside))] if inside else []
    return either(within + [gettext(ACROSS[code]) for code, _ in chosen if code in ACROSS])


def counted(kind: str, count: int) -> str:
    """So many records of a kind."""
    return COUNTS[kind](count).format(count=f"{count:,}") if count else gettext(NONE[kind])


def in_a_sentence(name: str, label: str) -> str:
    """A label as it stands inside a sentence: small at first, unless it is a name or opens with an abbreviation."""
    if name in PROPER or not label.partition(" ")[0][1:].islower():
        return label
    return label[0].lower() + label[1:]


def either(labels: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    if len(labels) < 2:
        return "".join(labels)
    return gettext("{others} or {last}").format(others=", ".join(labels[:-1]), last=labels[-1])
