"""What a list holds, in words: "14 programmes for primary pupils in Northern Ireland". Pure."""

from collections.abc import Mapping, Sequence

NOUNS = {
    "programme": ("programme", "programmes"),
    "organisation": ("organisation", "organisations"),
    "brief": ("page of context", "pages of context"),
    "source": ("source", "sources"),
}
# How each filter is said, in the order in which a heading says them.
SAYINGS = {
    "type": "of the type {}",
    "kind": "of the kind {}",
    "status": "with the status {}",
    "audience": "for {}",
    "age": "for age {}",
    "region": "in {}",
    "sector": "in {}",
    "organisation": "with {}",
    "theme": "with outcomes on {}",
    "delivery": "delivered {}",
    "access": "with the access feature {}",
    "started": "{}",
    "checked": "with the {}",
    "evidence": "with {}",
}
# The regions that are no place to be in.
ACROSS = {"uk-wide": "across the UK", "outside-uk": "outside the UK"}
PROPER = {"region", "organisation", "age"}  # labels that are names keep their capitals


def heading(kind: str, count: int, chosen: Mapping[str, Sequence[tuple[str, str]]], q: str = "") -> str:
    """The count and what was asked for, as one phrase. `chosen` maps names of filters to the (code, label) chosen."""
    one, many = NOUNS[kind]
    words = [f"{count:,} {one if count == 1 else many}" if count else f"no {many}"]
    for name, saying in SAYINGS.items():
        if chosen.get(name):
            words.append(where(chosen[name]) if name == "region" else said(name, saying, chosen[name]))
    if q:
        words.append(f"matching “{q}”")
    return " ".join(words)


def said(name: str, saying: str, chosen: Sequence[tuple[str, str]]) -> str:
    """The values chosen of one filter, as a heading says them."""
    return saying.format(either([in_a_sentence(name, label) for _, label in chosen]))


def where(chosen: Sequence[tuple[str, str]]) -> str:
    """The regions chosen: "in Wales or across the UK"."""
    inside = [label for code, label in chosen if code not in ACROSS]
    within = [SAYINGS["region"].format(either(inside))] if inside else []
    return either(within + [ACROSS[code] for code, _ in chosen if code in ACROSS])


def in_a_sentence(name: str, label: str) -> str:
    """A label as it stands inside a sentence: small at first, unless it is a name or opens with an abbreviation."""
    if name in PROPER or not label.partition(" ")[0][1:].islower():
        return label
    return label[0].lower() + label[1:]


def either(labels: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])} or {labels[-1]}"
