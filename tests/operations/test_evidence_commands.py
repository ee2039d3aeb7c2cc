"""Commands that hold a text, list contradictions and check evidence: what they print, keep and refuse."""

import io

import pytest
from django.core.management import CommandError, call_command

from lifesci.evidence.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = "A heading\n\nIt reached more than 900 students to date.\n"


def printed(*arguments) -> list[str]:
    """What a command prints."""
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.fixture
def file(tmp_path):
    """A file with a text."""
    path = tmp_path / "annex.txt"
    path.write_text(TEXT)
    return path


def test_hold_source_keeps_the_text_and_prints_what_the_check_found(file):
    source = make.SourceFactory(ref="annex")
    make.ProgrammeFigureFactory(programme__ref="w5", key="right", source=source, paragraph=2)
    make.ProgrammeFigureFactory(programme__ref="w5-2", key="wrong", source=source, paragraph=2, value=800)
    told = printed("hold_source", "annex", str(file))
    assert told[0] == "Held annex.txt for annex: 2 paragraphs."
    assert told[2].split() == ["annex", "figures", "1", "0", "0", "1", "0", "0", "0"]
    assert told[-1] == "programmefigure w5-2 wrong: other_value. Paragraph 2 states “900”; the figure says 800."
    assert Source.objects.get().text == TEXT


def test_hold_source_says_what_is_wrong_and_keeps_nothing(file, tmp_path):
    make.SourceFactory(ref="annex")
    archive = tmp_path / "annex.zip"
    archive.write_bytes(b"PK\x03\x04")
    for arguments, said in (
        (("other", str(file)), r"^There is no source with the reference “other”\.$"),
        (("annex", str(tmp_path / "none.txt")), r"none\.txt cannot be read: No such file or directory\.$"),
        (("annex", str(archive)), r"^annex\.zip was not held\. This is a ZIP archive"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("hold_source", *arguments)
    assert Source.objects.get().held == ""


def test_contradictions_lists_the_figures_and_what_was_decided():
    record = make.ProgrammeFactory(ref="outreach")
    annex, news = make.SourceFactory(ref="annex"), make.SourceFactory(ref="news")
    make.ProgrammeFigureFactory(programme=record, key="first", source=annex, paragraph=3)
    second = make.ProgrammeFigureFactory(programme=record, key="second", value=950, source=news, paragraph=None, page=4)
    lines = [
        "  first                            more than 900 students, in total to date         annex, paragraph 3",
        "  second                           more than 950 students, in total to date         news, page 4",
    ]
    assert printed("contradictions") == ["programme outreach, open", *lines, "1 contradiction, 1 open."]
    second.chosen_because = "It is the later count."
    second.save()
    decided = "programme outreach, decided for second: It is the later count."
    assert printed("contradictions") == [decided, *lines, "1 contradiction, 0 open."]


def test_contradictions_of_a_register_without_any_says_so():
    make.ProgrammeFigureFactory()
    assert printed("contradictions") == ["0 contradictions, 0 open."]


def test_an_empty_register_is_not_taken_for_a_checked_one():
    with pytest.raises(CommandError, match=r"^The register has no facts, so nothing was checked\. Load its content"):
        printed("check_evidence")
