"""What is said of a record where its address is shared. Pure: a document in, a few words out."""

import unicodedata
from typing import NamedTuple

from lifesci.words import gettext

LONGEST = 200  # characters of a description; what shows it cuts it near there
SENTENCE_ENDS = (".", "!", "?", "…")
NO_CHARACTER = {"\ufffe", "\uffff"}  # what XML refuses besides control characters


class Words(NamedTuple):
    """A title, whose it is, and the figure that says most; empty where the Edition has none."""

    title: str
    by: str
    figure: str


def words_of(document: dict) -> Words:
    """The words that a card bears."""
    return Words(plain(document["title"]), plain(_by(document)), capitalised(plain(strongest(document))))


def _by(document) -> str:
    if document["kind"] == "programme":
        return document["lead"]["name"] if document["lead"] else gettext("Lead organisation not stated")
    if document["kind"] == "organisation":
        place = document["place"]
        return document["type"]["label"] + (f", {place['name']}" if place else "")
    if document["kind"] == "brief":
        return document["brief_kind"]["label"]
    return document["publisher"] or document["source_kind"]["label"]


def strongest(document: dict) -> str:
    """The first figure, in the order of its curators, that is stated and that no source contradicts; with its doubt.

    An amount of money says before it what it is: its phrase does not.
    """
    stated = (
        f"{figure['measure']['label']}: {figure['phrase']}"
        if figure["measure"]["counts"] == "money"
        else figure["phrase"]
        for figure in document.get("figures", [])
        if not (figure["missing_reason"] or figure["sources_differ"] or figure["set_aside_for"])
    )
    return next(stated, "")


def description(document: dict) -> str:
    """One or two sentences for people who have not opened the page, with no more than LONGEST characters.

    The figure that says most is there whole or not at all: half of it might say something else.
    """
    if document["kind"] == "source":
        words = gettext("Every published fact drawn from “{title}”, in the order in which it stands there")
        said = words.format(title=plain(document["title"]))
    elif document["kind"] == "organisation":
        said = plain(document["description"].split("\n")[0]) or f"{plain(document['title'])}: {_by(document)}"
    else:
        said = plain(document["summary"]) or plain(document["title"])
    text, figure = sentence(said), capitalised(plain(strongest(document)))
    whole = f"{text} {sentence(figure)}" if figure else text
    return whole if len(whole) <= LONGEST else shortened(text)


def sentence(text: str) -> str:
    """A text with its full stop."""
    return text if text.endswith(SENTENCE_ENDS) else f"{text}."


def shortened(text: str) -> str:
    """A text cut after a word, with an ellipsis, where it is too long."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    return f"{cut.rpartition(' ')[0] or cut[:-1]}…"


def capitalised(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """A text on one line, without characters that XML refuses."""
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    kept = (letter for letter in spaced if unicodedata.category(letter) != "Cc" and letter not in NO_CHARACTER)
    return " ".join("".join(kept).split())
