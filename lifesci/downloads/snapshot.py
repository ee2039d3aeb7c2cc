"""The register at one version, read while others publish: which Editions are current, and the words of that moment.

Editions never change, so once it is known which ones are current they can be read at leisure. For this package and API.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import orjson

from lifesci.downloads.rows.parts import Published
from lifesci.editions.models import Edition, Entry
from lifesci.editions.version import register_version
from lifesci.vocabularies.models import Scheme, Term

ATTEMPTS = 50  # to read between two publications
CHUNK = 250  # documents that are in memory at a time
GSS_SCHEMES = (Scheme.REGION, Scheme.AREA)

Found = TypeVar("Found")


class Restless(RuntimeError):
    """Records were published so fast that no moment between two of them was found."""


@dataclass(frozen=True)
class Document:
    """One current Edition: its text as stored, the document it is, and what rows say of it besides."""

    text: str
    body: dict
    published: Published


def at_one_version(read: Callable[[int], Found]) -> tuple[int, Found]:
    """(version, what was read), all of it while the register was at that version. Raises Restless.

    `read` is given the version and makes few queries; it is called again where something was published meanwhile.
    """
    for _ in range(ATTEMPTS):
        version = register_version()
        found = read(version)
        if register_version() == version:
            return version, found
    raise Restless(f"{ATTEMPTS} attempts to read between two publications failed.")


def current_editions(kind: str) -> array:
    """The keys of the current Editions of a kind, in the order of their refs."""
    pairs = sorted(Entry.objects.filter(kind=kind).order_by().values_list("ref", "edition_id"))
    return array("q", (key for _, key in pairs))


def gss_codes() -> dict[str, str]:
    """ONS GSS codes by the code of a region or statistical area, of those that have one."""
    terms = Term.objects.filter(scheme__in=GSS_SCHEMES).exclude(notation="").order_by("scheme")
    return dict(terms.values_list("code", "notation"))


def documents(keys: Iterable[int], gss: dict[str, str]) -> Iterator[Document]:
    """The Editions of these keys in their order, a few at a time."""
    keys = list(keys) if not isinstance(keys, array) else keys
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = Edition.objects.filter(pk__in=list(chunk)).order_by().values_list("pk", "text", "sha256", "issued_at")
        found = {key: rest for key, *rest in rows}
        for key in chunk:
            text, sha256, issued_at = found[key]
            yield Document(text, orjson.loads(text), Published(issued_at.date().isoformat(), sha256, gss))
