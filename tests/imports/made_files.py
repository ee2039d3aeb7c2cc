"""Files as people and their enemies make them, in memory."""

import csv
import io
import json
import zipfile

from openpyxl import Workbook

SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def text_file(text: str, encoding: str = "utf-8") -> io.BytesIO:
    """A text in some letters."""
    return io.BytesIO(text.encode(encoding))


def csv_file(*rows, encoding: str = "utf-8") -> io.BytesIO:
    """Rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text_file(text.getvalue(), encoding)


def xlsx_file(**sheets) -> io.BytesIO:
    """Sheets of rows as a workbook; `_` in the name of a sheet stands for `-`."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name.replace("_", "-"))
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def json_file(content) -> io.BytesIO:
    """Anything as JSON."""
    return text_file(json.dumps(content))


def zip_bomb() -> io.BytesIO:
    """A workbook whose one sheet would unpack to 300 MB."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * (1 << 20))
    file.seek(0)
    return file


def with_parts(file: io.BytesIO, **parts: bytes) -> io.BytesIO:
    """The workbook with parts replaced or added; `__` in a name stands for `/`, and shared texts are announced."""
    given = {f"{name.replace('__', '/')}.xml": data for name, data in parts.items()}
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = given.pop(part, None) or old.read(part)
            new.writestr(part, data.replace(b"</Types>", SHARED + b"</Types>"))
        for part, data in given.items():
            new.writestr(part, data)
    changed.seek(0)
    return changed


class Long(io.RawIOBase):
    """A file that claims to be of any length and holds nothing."""

    def __init__(self, size):
        self.size, self.reads = size, 0

    def seek(self, place, whence=0):
        """Say where its end is."""
        return self.size if whence == 2 else place

    def read(self, size=-1):
        """Nobody should."""
        self.reads += 1
        return b""
