"""A pseudo-language in which every translated letter shows, and what of a page was not translated."""

import re
from html.parser import HTMLParser

from django.utils import translation

from lifesci import words

PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
STRANGE = "ÂƁĈĎÊƑĜĤÎĴĶĹṀŇÔƤɊŘŜŤÛṼŴẊŶŽâƀĉďêƒĝĥîĵķĺṁňôƥɋřŝťûṽŵẋŷž"
GREEK = "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΩΧΥΖαβψδεφγηιξκλμνοπθρστυωωχυζ"
ACCENTED, IN_GREEK = str.maketrans(PLAIN, STRANGE), str.maketrans(PLAIN, GREEK)
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|<[^<>]*>|&\w+;)")  # placeholders and markup inside a message
SPOKEN = ("alt", "aria-label", "placeholder", "title")  # attributes that people hear or read
HEAD = {"description", "og:title", "og:description"}  # what meta elements say to people
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WORD = re.compile(r"[A-Za-z]{2,}")
# Members of documents that hold prose, in whatever language the record was published.
PROSE = {
    *("title", "name", "label", "summary", "description", "statement", "how_known", "person", "position", "text"),
    *("section", "stated_as", "note", "population", "phrase", "frequency", "dates_note", "publisher"),
    *("published_note", "licence", "chosen_because", "singular"),
}
# What has one name in every language: formats, licences, identifiers and addresses, and what a reader typed.
NAMES = re.compile(
    r"\b[0-9a-f]{64}\b|\b[A-Z]{2}\b|“[^”\s]*”|Ƥâřâṁêťêřŝ: [\w, ]+|https?://\S+|\S+@\S+|[\w.-]*/[\w/<>{}.?=&*-]+|[\w-]+\.(?:csv|json|jsonld|zip|xlsx|txt|ndjson|atom|ics)\b|SHA256SUMS"
    r"|\b(?:API|Atom|BibTeX|CC BY 4\.0|CSL-JSON|CSV|CSVW|DCAT|EDTF|Frictionless|GB-COH|GSS|HTML|ISO|JSON|JSON-LD|NDJSON"
    r"|Open Referral UK|OpenAPI|PDF|RIS|SHA-256|SVG|UTF-8|WCAG|XLSX|ZIP|application|axe|iCalendar|schema\.org)\b"
)


def pseudo(message: str) -> str:
    """The message with every letter accented, so that a reader still knows it; placeholders and markup stay."""
    parts = filter(None, KEPT.split(str(message)))
    return "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in parts)


def pseudo_number(singular: str, plural: str, number: int) -> str:
    """The form for a number, in the pseudo-language."""
    return pseudo(singular if number == 1 else plural)


def speak_pseudo(monkeypatch) -> None:
    """Let every gettext of this process answer in the pseudo-language."""
    monkeypatch.setattr(translation._trans, "gettext", pseudo, raising=False)
    monkeypatch.setattr(translation._trans, "ngettext", pseudo_number, raising=False)
    monkeypatch.setattr(translation._trans, "pgettext", lambda context, message: pseudo(message), raising=False)
    monkeypatch.setitem(words._spoken, "words", pseudo)
    monkeypatch.setitem(words._spoken, "numbers", pseudo_number)


def in_greek(value, member: str = ""):
    """A document whose prose has Greek letters alone, so that no plain letter on its page comes from it."""
    if isinstance(value, dict):
        return {name: in_greek(inner, "phrase" if member == "parts" else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [in_greek(inner, member) for inner in value]
    return value.translate(IN_GREEK) if isinstance(value, str) and member in PROSE else value


class Reading(HTMLParser):
    """Everything on a page that people read or hear, but for what is marked as no language: code, translate="no"."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.silent: list[bool] = [False]

    def handle_starttag(self, tag, attrs):
        """Note the attributes that are read out, and whether what is inside is read at all."""
        given = dict(attrs)
        silent = self.silent[-1] or tag in ("script", "style", "code") or given.get("translate") == "no"
        if not silent:
            self.found += [given[name] for name in SPOKEN if given.get(name)]
            if tag == "meta" and (given.get("name") or given.get("property")) in HEAD:
                self.found.append(given.get("content") or "")
        if tag not in VOID:
            self.silent.append(silent)

    def handle_endtag(self, tag):
        """Leave an element."""
        if tag not in VOID and len(self.silent) > 1:
            self.silent.pop()

    def handle_data(self, data):
        """Note a text."""
        if not self.silent[-1] and data.strip():
            self.found.append(" ".join(data.split()))


def untranslated(html: str) -> list[str]:
    """The texts of a page in which a word of plain letters stands."""
    reading = Reading()
    reading.feed(html)
    return [text for text in reading.found if WORD.search(NAMES.sub("", text))]
