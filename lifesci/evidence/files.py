"""Reading the file of a source: bytes in, its paragraphs or pages out. For holding; nothing here is ever published."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from lifesci.evidence.checking import paragraphs
from lifesci.evidence.file_refusals import NotReadable
from lifesci.evidence.html_text import html_lines
from lifesci.evidence.pdf_text import pdf_pages

LARGEST = 20_000_000  # bytes of a file
LONGEST = 5_000_000  # characters of a text
PAGE_END = "\f"
# What a file begins with, and what it then is, where that is nothing the register can read.
FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an office document (Word, Excel, OpenDocument)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document (Word, Excel, PowerPoint)"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252"}
_ENCODINGS |= {"latin1": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15"}


@dataclass(frozen=True)
class FileText:
    """The text of one file. `held` is plain, html or pdf; in `text` form feeds part pages and lines paragraphs."""

    held: str
    text: str
    sha256: str

    @cached_property
    def pieces(self) -> list[str]:
        """Its paragraphs, or its pages."""
        return pieces(self.text, self.held)

    @property
    def unit(self) -> str:
        """What one piece is called."""
        return unit(self.held)


def unit(held: str) -> str:
    """What a piece of a text that is held in this way is called."""
    return "page" if held == "pdf" else "paragraph"


def pieces(text: str, held: str) -> list[str]:
    """The paragraphs or pages of a held text in their order, the first being number 1; none where none is held."""
    if not held:
        return []
    return text.split(PAGE_END) if held == "pdf" else paragraphs(text)


def read_file(content: bytes, name: str = "") -> FileText:
    """The text of a plain text, a web page or a PDF; what it is, its first bytes say, or its name where they do not.

    Raises NotReadable, whose words say in one sentence what is wrong and what to do.
    """
    if len(content) > LARGEST:
        raise NotReadable(f"The file is larger than {LARGEST // 1_000_000} million bytes. Hold a smaller part of it.")
    if not content.strip():
        raise NotReadable("The file is empty.")
    held, text = _read(content, name.lower())
    if len(text) > LONGEST:
        raise NotReadable(f"The text is longer than {LONGEST // 1_000_000} million characters. Hold a part of it.")
    if not any(piece.strip() for piece in pieces(text, held)):
        raise NotReadable(_EMPTY[held])
    return FileText(held, text, hashlib.sha256(content).hexdigest())


_EMPTY = {
    "plain": "The file has no paragraph: every line is blank.",
    "html": "The page has no text: it may be drawn by a script. Save what you see as plain text, and hold that.",
    "pdf": "No text can be read in this PDF. It may be a scan: make its text readable first, and hold that.",
}


def _read(content: bytes, name: str) -> tuple[str, str]:
    if b"%PDF-" in content[:1024]:
        return "pdf", PAGE_END.join(pdf_pages(content, longest=LONGEST))
    for start, kind in FOREIGN:
        if content.startswith(start):
            raise NotReadable(f"This is {kind}, not a text. Save it as plain text, HTML or PDF, and hold that.")
    if _HTML_START.match(content) or name.endswith(HTML_NAMES):
        return "html", "\n".join(html_lines(_decoded(content, _declared(content))))
    return "plain", _decoded(content, "utf-8")


def _declared(content: bytes) -> str:
    """The encoding that a web page says it has; UTF-8 where it says none that is known."""
    found = _CHARSET.search(content[:4096])
    return _ENCODINGS.get(found[1].decode().lower(), "utf-8") if found else "utf-8"


def _decoded(content: bytes, encoding: str) -> str:
    encoding = next((known for mark, known in _MARKS if content.startswith(mark)), encoding)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise NotReadable("The file is not text in UTF-8. Save it as plain text in UTF-8, and hold that.") from problem
    if "\x00" in text:
        raise NotReadable("The file holds NUL characters, so it is not text. Save it as plain text, and hold that.")
    return text
