"""The shared texts of a workbook, kept on disk so that memory does not grow with them. Pure."""

import struct
import tempfile
from functools import lru_cache

from openpyxl.cell.text import Text
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

PLACE = struct.Struct("<QQ")
STRING = f"{{{SHEET_MAIN_NS}}}si"


class SharedStrings:
    """A sequence of texts by number, read back from a temporary file."""

    def __init__(self, source=None):
        self.texts, self.places = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - live as long
        self.count = 0
        self.at = lru_cache(4096)(self._read)
        if source is not None:
            self._fill(source)

    def __len__(self):
        return self.count

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < self.count:
            raise IndexError(number)
        return self.at(number)

    def _fill(self, source) -> None:
        start = 0
        for _, node in iterparse(source):
            if node.tag == STRING:
                text = Text.from_tree(node).content.encode("utf-8", "surrogatepass")
                node.clear()
                self.places.write(PLACE.pack(start, len(text)))
                self.texts.write(text)
                start += len(text)
                self.count += 1

    def _read(self, number: int) -> str:
        self.places.seek(number * PLACE.size)
        start, length = PLACE.unpack(self.places.read(PLACE.size))
        self.texts.seek(start)
        return self.texts.read(length).decode("utf-8", "surrogatepass")
