"""Holding the text of a source: who may, what is kept, and which files are refused with a sentence."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lifesci.evidence.models import Source
from tests import factories as make
from tests.desk.addresses import address
from tests.evidence.pdf_files import pdf

pytestmark = pytest.mark.django_db
CONTENT = "First paragraph, with £1.\n\nSecond “paragraph”.\n".encode()


def upload(client, source, content, name="paper.txt"):
    """Upload a file as the text of a source."""
    file = SimpleUploadedFile(name, content, content_type="text/plain")
    return client.post(address("evidence_source", "text", source.pk), {"file": file})


def test_a_text_is_held_with_the_hash_and_name_of_its_file(curator):
    source = make.SourceFactory()
    where = address("evidence_source", "text", source.pk)
    answer = upload(curator, source, CONTENT)
    assert (answer.status_code, answer.headers["Location"]) == (302, where)
    held = Source.objects.get()
    assert (held.text, held.held, held.file_name) == (CONTENT.decode(), "plain", "paper.txt")
    assert held.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert held.held_at is not None
    page = curator.get(where)
    assert page.context["pieces"] == ["First paragraph, with £1.", "Second “paragraph”."]
    assert '<li id="paragraph-2">Second “paragraph”.</li>' in page.content.decode()
    form = curator.get(address("evidence_source", "change", source.pk)).content.decode()
    assert "Plain text, in paragraphs, held since" in form


def test_the_form_of_a_source_leads_to_its_held_text(curator):
    source = make.SourceFactory()
    where = address("evidence_source", "text", source.pk)
    assert (
        f'<a href="{where}">Held text</a>'
        in curator.get(address("evidence_source", "change", source.pk)).content.decode()
    )


@pytest.mark.parametrize(
    ("name", "content", "held", "said"),
    [
        (
            "page.html",
            b"<!doctype html><title>T</title><p>One</p><script>alert(1)</script><p>Two",
            "html",
            ["T", "One", "Two"],
        ),
        ("paper.pdf", pdf(["One page"], ["Another"]), "pdf", ["One page", "Another"]),
    ],
)
def test_a_web_page_and_a_pdf_are_read_as_their_readers_see_them(curator, name, content, held, said):
    source = make.SourceFactory()
    assert upload(curator, source, content, name).status_code == 302
    assert Source.objects.get().held == held
    assert curator.get(address("evidence_source", "text", source.pk)).context["pieces"] == said


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"%PDF-1.4\n%%EOF", b"\x00\x01\x02", b"\xff\xfe\x00"])
def test_a_hostile_file_is_refused_with_a_sentence(curator, content):
    source = make.SourceFactory()
    answer = upload(curator, source, content, "../../paper.pdf")
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert Source.objects.get().held == ""


def test_a_byte_order_mark_is_not_part_of_the_text(curator):
    source = make.SourceFactory()
    upload(curator, source, b"\xef\xbb\xbf" + CONTENT)
    assert Source.objects.get().text == CONTENT.decode()


@pytest.mark.parametrize("content", [b"PK\x03\x04 an archive", b" \n\n\t\n", b""])
def test_a_file_without_a_text_is_refused_with_a_sentence_and_nothing_is_held(curator, content):
    source = make.SourceFactory()
    answer = upload(curator, source, content)
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert (Source.objects.get().held, Source.objects.get().sha256) == ("", "")


def test_another_file_than_the_one_that_was_read_is_refused(curator):
    source = make.SourceFactory(sha256="0" * 64)
    answer = upload(curator, source, CONTENT)
    assert "the source records 0000" in answer.context["form"].errors["file"][0]
    assert Source.objects.get().held == ""


def test_markup_in_a_held_text_is_shown_as_text(curator):
    source = make.SourceFactory()
    upload(curator, source, b"<script>alert(1)</script>")
    page = curator.get(address("evidence_source", "text", source.pk)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_held_text_needs_its_own_permission(sign_in):
    source = make.SourceFactory(text="Private.", held="plain")
    editor = sign_in("view_source", "change_source")
    where = address("evidence_source", "text", source.pk)
    assert editor.get(where).status_code == 403
    assert upload(editor, source, CONTENT).status_code == 403
    assert where not in editor.get(address("evidence_source", "change", source.pk)).content.decode()
    assert Source.objects.get().text == "Private."
    assert "Private." in sign_in("hold_source", "view_source").get(where).content.decode()
