"""The text of a PDF, page by page. Files come from anywhere, so every fault of one becomes a sentence. Pure."""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from lifesci.evidence.file_refusals import NotReadable

MOST_PAGES = 2_000
# What pypdf lets through when a file is broken in ways that it does not foresee.
FAULTS = (
    *(PyPdfError, ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, NotImplementedError),
    *(RecursionError, struct.error, TypeError, ValueError, zlib.error),
)
DAMAGED = "The PDF is damaged and cannot be read. Fetch it again, or save its text as plain text and hold that."
LOCKED = "The PDF is locked with a password. Save its text as plain text, and hold that."


def pdf_pages(content: bytes, *, longest: int) -> list[str]:
    """The text of each page in order, empty where a page has none. Raises NotReadable: locked, damaged, too long."""
    with _readable(), _quiet():
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable(LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise NotReadable(f"The PDF has more than {MOST_PAGES:,} pages. Hold the part that is cited.")
        return list(_pages(reader, longest))


def _pages(reader: PdfReader, longest: int) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        text = _clean(page.extract_text())
        length += len(text)
        if length > longest:
            raise NotReadable(f"The text is longer than {longest // 1_000_000} million characters. Hold a part of it.")
        yield text


def _clean(text: str) -> str:
    """Without what no database keeps, and without the form feed that parts pages."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "").replace("\f", "\n").strip()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except NotReadable:
        raise
    except DependencyError as fault:  # a way of locking that needs a key
        raise NotReadable(LOCKED) from fault
    except FAULTS as fault:
        raise NotReadable(DAMAGED) from fault


@contextmanager
def _quiet() -> Iterator[None]:
    """Without pypdf's warnings about files that are a little wrong: a curator can do nothing about them."""
    log = logging.getLogger("pypdf")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before
