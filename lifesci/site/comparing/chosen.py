"""Which programmes an address asks to be compared, and what became of those that cannot be."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlencode

from lifesci.editions.models import Change, Entry
from lifesci.search.parameters import BadParameter, refuse_unknown, values
from lifesci.words import gettext

KIND = "programme"
MOST = 4  # columns that a reader can still compare
MOST_ASKED = 40  # refs of one address
LONGEST_NAME = 80  # characters of a wrong ref that are said back


@dataclass(frozen=True)
class Gone:
    """A programme that was withdrawn: why, and the ref of what takes its place, or ""."""

    ref: str
    reason: str
    successor: str


@dataclass(frozen=True)
class Chosen:
    """The documents to compare in the order asked, and what of the address could not be obeyed."""

    documents: list[dict] = field(default_factory=list)
    left_out: list[dict] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def refs(self) -> list[str]:
        """The refs of the programmes shown."""
        return [document["ref"] for document in self.documents]


def chosen(params) -> Chosen:
    """The programmes that a QueryDict asks for. At most two queries. Raises BadParameter for anything but `ref`."""
    refuse_unknown(params, ("ref",))
    refs = list(dict.fromkeys(values(params, "ref")))
    if len(refs) > MOST_ASKED:
        detail = gettext("At most {most} programmes are compared, and {count} are asked for.")
        raise BadParameter("ref", detail.format(most=MOST, count=len(refs)))
    entries = Entry.objects.select_related("edition").filter(kind=KIND, ref__in=refs) if refs else ()
    texts = {entry.ref: entry.edition.text for entry in entries}
    found = [json.loads(texts[ref]) for ref in refs if ref in texts]
    gone = withdrawn([ref for ref in refs if ref not in texts])
    return Chosen(
        documents=found[:MOST],
        left_out=found[MOST:],
        gone=list(gone.values()),
        unknown=[ref[:LONGEST_NAME] for ref in refs if ref not in texts and ref not in gone],
    )


def withdrawn(refs: list[str]) -> dict[str, Gone]:
    """Those of these refs that were published once, by ref."""
    if not refs:
        return {}
    changes = Change.objects.standing().filter(kind=KIND, ref__in=refs).order_by("sequence")
    return {change.ref: Gone(change.ref, change.reason, change.successor) for change in changes}


def address(path: str, refs) -> str:
    """Where these programmes are compared."""
    return f"{path}?{urlencode([('ref', ref) for ref in refs])}" if refs else path
