"""Canonical JSON, its hash, and the folding of titles for ordering. Pure: values in, values out."""

import hashlib
import json
import re
import unicodedata

PLAIN = frozenset({str, int, bool, type(None)})
ARTICLES = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)


def canonical(document: dict) -> str:
    """The one text of a document: keys sorted, no spaces, characters as themselves (RFC 8785 for what we store).

    Floats are refused with TypeError: a hash of bytes must not depend on how a float is printed.
    """
    _refuse_floats(document)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def fold(title: str) -> str:
    """The title as lists order it: case, accents, leading articles and punctuation away."""
    plain = unicodedata.normalize("NFKD", ARTICLES.sub("", title.strip())).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", kept)) or title.casefold()


def _refuse_floats(value) -> None:
    """Look at everything that is not plainly fit to be stored; a float, or what holds one, is not."""
    if isinstance(value, float):
        raise TypeError(f"A document holds whole numbers and strings, never a float: {value!r}")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"A document's keys are strings: {key!r}")
            if type(inner) not in PLAIN:
                _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            if type(inner) not in PLAIN:
                _refuse_floats(inner)
