"""What a citation of an Edition says, whatever form it is written in. Pure: an Edition's words in, text out."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from lifesci.evidence.periods import date_in_words


@dataclass(frozen=True)
class Citation:
    """One Edition as others cite it. `address` is the whole address of the Edition's page, `sha256` of its document."""

    kind: str
    ref: str
    title: str
    number: int
    issued_on: date
    sha256: str
    address: str
    register: str

    @property
    def key(self) -> str:
        """What reference managers know it by: kind, ref and number, of letters, digits and hyphens alone."""
        return f"{self.kind}-{self.ref}-{self.number}"

    @property
    def line(self) -> str:
        """The title as one line, without characters that steer instead of being read."""
        return one_line(self.title)


def one_line(text: str) -> str:
    """A text on one line: line breaks and runs of white space become one space, control characters go."""
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(letter for letter in spaced if unicodedata.category(letter) != "Cc").split())


def plain(cited: Citation) -> str:
    """The citation as one paragraph of plain text, with the hash by which the document can be checked."""
    issued = date_in_words(cited.issued_on.isoformat())
    where = f"{cited.register}, Edition {cited.number}, {issued}. {cited.address}"
    return f"“{cited.line}”, {where} (SHA-256 of its document: {cited.sha256})\n"
