"""Reading files of sources: plain text, web pages and PDFs, and whatever else somebody may choose."""

import gzip
import hashlib
import io
import random
import zipfile
import zlib

import pytest

from lifesci.evidence import files
from lifesci.evidence.file_refusals import NotReadable
from lifesci.evidence.files import FileText, pieces, read_file, unit
from lifesci.evidence.pdf_text import DAMAGED, LOCKED
from tests.evidence.pdf_files import locked, pdf

LINES = ["More than 16,500 students", "since 2017."]
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Not read</title><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav>
<h1>Our <em>work</em> in&nbsp;schools</h1>
<p>Nearly 40&#8239;students<br>a year &amp; more.<!-- 900 --></p>
<script>document.write("<p>1 million</p>")</script><noscript>2 million</noscript>
<ul><li>One</li><li><p>Two</p></li></ul>
<table><tr><th>Year</th><td>2025</td></tr><tr><td>Visitors</td><td>250,000</td></tr></table>
<p>The end"""


def zipped() -> bytes:
    """A small archive, as an office document is one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:t>900</w:t>")
    return file.getvalue()


def test_a_plain_text_is_kept_as_it_is_and_read_in_paragraphs():
    content = "\ufeffFirst, £1.\n\n  \nSecond “paragraph”.\r\n".encode()
    read = read_file(content, "annex.txt")
    text = "First, £1.\n\n  \nSecond “paragraph”.\r\n"
    assert read == FileText("plain", text, hashlib.sha256(content).hexdigest())
    assert (read.pieces, read.unit) == (["First, £1.", "Second “paragraph”."], "paragraph")


@pytest.mark.parametrize("name", ["page.html", "page.txt", ""])
def test_a_web_page_is_read_as_its_reader_sees_it_block_by_block(name):
    read = read_file(PAGE.encode(), name)
    assert (read.held, read.unit) == ("html", "paragraph")
    assert read.pieces == [
        "Home",
        "Our work in schools",
        "Nearly 40 students",
        "a year & more.",
        "One",
        "Two",
        "Year 2025",
        "Visitors 250,000",
        "The end",
    ]


def test_a_web_page_is_read_in_the_encoding_that_it_declares():
    page = '<html><head><meta charset="ISO-8859-1"></head><body><p>£1 café</p></body></html>'
    assert read_file(page.encode("cp1252")).pieces == ["£1 café"]
    assert read_file(page.encode("utf-16"), "page.html").pieces == ["£1 café"]


def test_a_head_or_a_script_that_nobody_closed_hides_no_more_than_it_must():
    assert read_file(b"<html><head><title>Title<body><p>Words</p>").pieces == ["Words"]
    assert read_file(b"<html><body><p>Words</p><script>let a = '").pieces == ["Words"]


def test_a_pdf_is_read_page_by_page_and_an_empty_page_keeps_its_number():
    read = read_file(pdf(LINES, [], ["£18.5 million (nearly)"]), "report.pdf")
    assert (read.held, read.unit) == ("pdf", "page")
    assert read.pieces == ["More than 16,500 students\nsince 2017.", "", "£18.5 million (nearly)"]


def test_a_pdf_that_opens_without_a_password_is_read():
    assert read_file(locked(pdf(LINES), password="")).pieces == ["\n".join(LINES)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b" \n\t \n", "The file is empty."),
        ("\u00a0\n\u2003\n".encode(), "The file has no paragraph: every line is blank."),
        (zipped(), "This is a ZIP archive or an office document"),
        (gzip.compress(b"900 students"), "This is a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "This is an old office document"),
        (b"{\\rtf1 900 students}", "This is a rich-text document"),
        (b"\x89PNG\r\n", "This is a picture"),
        ("caf\u00e9".encode("cp1252"), "The file is not text in UTF-8."),
        (b"900\x00students", "The file holds NUL characters"),
        (b"<html><body><script>draw()</script></body></html>", "The page has no text"),
        (pdf([]), "No text can be read in this PDF."),
        (locked(pdf(LINES), password="secret"), LOCKED),
        (b"%PDF-1.7\n", DAMAGED),
        (pdf(LINES)[:200], DAMAGED),
    ],
)
def test_a_file_that_holds_no_text_is_refused_with_a_sentence(content, said):
    with pytest.raises(NotReadable) as refused:
        read_file(content, "file")
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith(".")


def test_a_file_or_a_text_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 2_000_000)
    monkeypatch.setattr(files, "LONGEST", 1_000_000)
    with pytest.raises(NotReadable, match=r"^The file is larger than 2 million bytes\."):
        read_file(b"a" * 2_000_001)
    with pytest.raises(NotReadable, match=r"^The text is longer than 1 million characters\."):
        read_file(b"a" * 1_000_001)
    assert len(read_file(b"a" * 1_000_000).text) == 1_000_000


def test_a_pdf_whose_pages_are_too_long_or_too_many_is_refused(monkeypatch):
    monkeypatch.setattr(files, "LONGEST", 30)
    with pytest.raises(NotReadable, match=r"^The text is longer than"):
        read_file(pdf(LINES))
    monkeypatch.setattr("lifesci.evidence.pdf_text.MOST_PAGES", 2)
    with pytest.raises(NotReadable, match=r"^The PDF has more than 2 pages\."):
        read_file(pdf(["a"], ["b"], ["c"]))


def test_a_pdf_that_unpacks_to_far_more_than_it_weighs_is_refused_with_a_sentence():
    bomb = zlib.compress(b" " * 200_000_000, 9)
    whole = pdf(LINES)
    start, end = whole.index(b"BT /F1"), whole.index(b"\nendstream")
    content = whole[:start] + bomb + whole[end:]
    content = content.replace(b"<< /Length %d >>" % (end - start), b"<< /Filter /FlateDecode /Length %d >>" % len(bomb))
    with pytest.raises(NotReadable) as refused:
        read_file(content)
    assert str(refused.value) == DAMAGED


def test_a_pdf_with_any_few_bytes_changed_is_read_or_refused_and_nothing_else():
    chance, whole, outcomes = random.Random(7), pdf(LINES, ["second page"]), set()
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        try:
            outcomes.add(read_file(bytes(broken)).held)
        except NotReadable as refused:
            outcomes.add(str(refused)[:12])
    assert {"pdf", DAMAGED[:12]} <= outcomes


def test_pieces_and_unit_of_what_is_not_held_are_none_and_paragraphs():
    assert (pieces("left over", ""), unit("")) == ([], "paragraph")
    assert (pieces("one\n\ftwo", "pdf"), unit("pdf")) == (["one\n", "two"], "page")
