"""The command makes the bulk files, says what it made, and makes nothing twice."""

from io import StringIO

import pytest
from django.core.management import call_command

from lifesci.editions.issue import issue
from tests.site.documents import programme


def run() -> list[str]:
    """The lines it prints."""
    out = StringIO()
    call_command("build_downloads", stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_the_command_makes_the_files_and_lists_them(settings):
    issue(programme())
    first = run()
    folder = settings.DOWNLOADS_DIR / "1"
    assert first[-1] == f"Version 1 is in {folder}."
    size = (folder / "programmes.csv").stat().st_size
    assert first[0] == f"programmes.csv: {size} bytes, rows: 1"
    made_at = (folder / "programmes.csv").stat().st_mtime_ns
    assert run() == first
    assert (folder / "programmes.csv").stat().st_mtime_ns == made_at
