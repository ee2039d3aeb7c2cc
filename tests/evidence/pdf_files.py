"""PDFs as small as can be, made by hand: pages of lines, locked ones, and ones that are broken."""

import io

from pypdf import PdfReader, PdfWriter

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"


def pdf(*pages: list[str]) -> bytes:
    """A PDF with these lines on these pages."""
    first = 4
    numbers = [first + 2 * index for index in range(len(pages))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        drawn = _drawn(lines)
        objects += [PAGE.format(number + 1).encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)]
    return _file(objects)


def _drawn(lines: list[str]) -> bytes:
    shown = "".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -20 Td " for line in lines)
    return f"BT /F1 12 Tf 50 800 Td {shown}ET".encode("cp1252") if lines else b""


def _file(objects: list[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(content)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, start)
    )


def locked(content: bytes, *, password: str) -> bytes:
    """The same PDF, which now asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
