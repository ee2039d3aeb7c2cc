"""Holding texts: what is kept, which file is refused, and that every fact read in the source is checked at once."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from lifesci.evidence.file_refusals import NotReadable
from lifesci.evidence.holding import OtherFile, hold_folder, hold_source
from lifesci.evidence.models import Source
from programmes.models import ProgrammeFigure
from tests import factories as make
from tests.evidence.pdf_files import pdf

pytestmark = pytest.mark.django_db
TEXT = b"A heading\n\nThe programme reached more than 900 students to date.\n"
DIGEST = hashlib.sha256(TEXT).hexdigest()
CITED = {"stated_as": "more than 900 students", "paragraph": 2}


def test_holding_a_text_keeps_it_with_hash_and_name_and_checks_what_was_read_in_it():
    source = make.SourceFactory()
    figure = make.ProgrammeFigureFactory(source=source, **CITED)
    elsewhere = make.ProgrammeFigureFactory(source=make.SourceFactory(), **CITED)
    held = hold_source(source.pk, TEXT, by=None, file_name="annex.txt")
    kept = Source.objects.get(pk=source.pk)
    assert (kept.text, kept.held, kept.sha256, kept.file_name) == (TEXT.decode(), "plain", DIGEST, "annex.txt")
    assert kept.held_at is not None
    assert str(held) == "2 paragraphs"
    assert [(finding.fact, finding.result) for finding in held.findings] == [(figure, "verified")]
    results = dict(ProgrammeFigure.objects.values_list("pk", "check_result"))
    assert results == {figure.pk: "verified", elsewhere.pk: ""}


def test_a_pdf_is_checked_by_its_pages():
    source = make.SourceFactory()
    make.ProgrammeFigureFactory(source=source, key="right", stated_as="more than 900 students", page=2, paragraph=None)
    make.ProgrammeFigureFactory(source=source, key="wrong", stated_as="more than 900 students", page=1, paragraph=None)
    held = hold_source(source.pk, pdf(["Title"], ["It reached more than 900", "students to date."]), by=None)
    assert str(held) == "2 pages"
    assert {finding.fact.key: (finding.result, finding.explanation) for finding in held.findings} == {
        "right": ("verified", "Page 2 says “more than 900”, as the figure does."),
        "wrong": ("not_found", "The words “more than 900 students” do not stand in page 1; they stand in page 2."),
    }


def test_holding_the_same_file_again_keeps_the_moment_and_the_days_of_what_was_found():
    source = make.SourceFactory()
    make.ProgrammeFigureFactory(source=source, **CITED)
    hold_source(source.pk, TEXT, by=None)
    ProgrammeFigure.objects.update(checked_on=date(2026, 1, 2))
    moment = Source.objects.get(pk=source.pk).held_at
    hold_source(source.pk, TEXT, by=None)
    assert Source.objects.get(pk=source.pk).held_at == moment
    assert ProgrammeFigure.objects.get().checked_on == date(2026, 1, 2)


def test_another_file_than_the_one_that_was_read_is_refused_and_nothing_is_kept():
    source = make.SourceFactory(sha256="0" * 64)
    with pytest.raises(OtherFile, match=rf"^This file has the SHA-256 {DIGEST}, and the source records 0{{64}}\."):
        hold_source(source.pk, TEXT, by=None)
    kept = Source.objects.get()
    assert (kept.text, kept.held, kept.held_at, kept.sha256) == ("", "", None, "0" * 64)


def test_a_file_without_a_text_leaves_the_text_that_is_held():
    source = make.SourceFactory()
    hold_source(source.pk, TEXT, by=None)
    with pytest.raises(NotReadable):
        hold_source(source.pk, b"PK\x03\x04", by=None)
    assert Source.objects.get().text == TEXT.decode()


def test_holding_needs_its_own_permission():
    source = make.SourceFactory()
    with pytest.raises(PermissionDenied, match=r"^You may not hold the texts of sources\.$"):
        hold_source(source.pk, TEXT, by=make.UserFactory())
    assert Source.objects.get().held == ""
    assert hold_source(source.pk, TEXT, by=make.CuratorFactory()).count == 2


def test_a_folder_is_held_for_the_sources_that_name_its_files(tmp_path):
    (tmp_path / "annex.txt").write_bytes(TEXT)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "letter.txt").write_bytes(b"Nobody cites this.")
    (tmp_path / ".hidden").write_bytes(TEXT)
    (tmp_path / "folder").mkdir()
    make.SourceFactory(ref="annex", file_name="annex.txt")
    make.SourceFactory(ref="same", file_name="annex.txt")
    make.SourceFactory(ref="broken", file_name="broken.pdf")
    make.SourceFactory(ref="elsewhere", file_name="elsewhere.txt")
    done = hold_folder(tmp_path, by=None)
    assert [held.source.ref for held in done.held] == ["annex", "same"]
    assert done.refused == [
        "broken: broken.pdf was not held. The PDF is damaged and cannot be read. Fetch it again, or save its text as "
        "plain text and hold that."
    ]
    assert done.strange == ["letter.txt"]
    assert sorted(Source.objects.filter(held="plain").values_list("ref", flat=True)) == ["annex", "same"]
