"""What a file is, by its own bytes and not by its name: a workbook, JSON or a text of rows, and in which letters."""

import codecs
import re
from pathlib import PurePath
from typing import BinaryIO

from lifesci.imports.files.bounds import LONGEST_LINE, MOST_BYTES, BadFile, too_large

ENDINGS = {"csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "xlsx", "json": "json"}
SHOWN = {"csv": "a text of rows (CSV)", "xlsx": "an Excel workbook or another ZIP file", "json": "JSON"}
PIECE = 1 << 16
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|script)", re.IGNORECASE)
BOM_NOTE = "The file begins with a byte-order mark; it was read as UTF-8."
CP1252_NOTE = (
    "The file is not in UTF-8; it was read as Windows-1252 (cp1252), as Excel writes “CSV”. "
    "Look at accented letters, quotation marks and pound signs before you apply the plan."
)


def size_of(file: BinaryIO) -> int:
    """How long the file is. Raises BadFile for an empty one and for one over the limit."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise BadFile("The file is empty.")
    if size > MOST_BYTES:
        raise BadFile(too_large(size))
    return size


def kind_of(file: BinaryIO, name: str) -> str:
    """csv, xlsx or json. Raises BadFile where the bytes are none of these, or not what the name says."""
    head = file.read(PIECE)
    file.seek(0)
    found = _found(head)
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise BadFile(
            f"The name of the file ends in “.{ending[:20]}”. The register reads .csv, .xlsx and .json, and this file "
            f"holds {SHOWN[found]}."
        )
    if ENDINGS[ending] != found:
        raise BadFile(
            f"The name of the file ends in .{ending}, but it holds {SHOWN[found]}. Rename it or save it anew."
        )
    return found


def _found(head: bytes) -> str:
    for mark, what in OTHERS.items():
        if head.startswith(mark):
            raise BadFile(f"The file is {what}. Save the table as .xlsx or as “CSV UTF-8”.")
    if head.startswith(b"PK"):
        return "xlsx"
    bare = head.removeprefix(codecs.BOM_UTF8)
    if MARKUP.match(bare):
        raise BadFile("The file is a web page or XML. Save the table as .xlsx or as “CSV UTF-8”.")
    return "json" if bare.lstrip()[:1] in (b"{", b"[") else "csv"


def letters_of(file: BinaryIO) -> tuple[str, list[str]]:
    """The encoding of a text and what to say about it. Raises BadFile for UTF-16, NUL and control characters."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(UTF_16) or (len(head) == 4 and (head[1::2] == b"\0\0" or head[::2] == b"\0\0")):
        raise BadFile("The file is in UTF-16 (“Unicode text”). Save it as “CSV UTF-8” and send it again.")
    if _reads_as(file, "utf-8-sig"):
        return "utf-8-sig", [BOM_NOTE] if head.startswith(codecs.BOM_UTF8) else []
    if _reads_as(file, "cp1252"):
        return "cp1252", [CP1252_NOTE]
    raise BadFile("The file is neither in UTF-8 nor in Windows-1252. Save it as “CSV UTF-8” and send it again.")


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            if "\0" in decoder.decode(piece):
                raise BadFile("The file holds NUL bytes, which no text does. It may be damaged. Nothing was read.")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def lines_of(text):
    """The lines of a text stream. Raises BadFile for one that is longer than any table needs."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise BadFile(f"A line of the file has more than {LONGEST_LINE:,} characters. It is no table of ours.")
        yield line
