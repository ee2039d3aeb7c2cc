"""What tests of bulk files stand on: one register with something in every table, and its files as they are built."""

from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from lifesci.downloads.building import build_downloads
from lifesci.downloads.keeping import Built
from lifesci.editions.issue import issue
from lifesci.editions.withdraw import withdraw
from lifesci.vocabularies.models import Search, Term
from tests.site.documents import programme

NASTY = [
    "=cmd|'x'!A1",
    "'=already",
    "+44",
    "@home",
    "-5",
    "#N/A",
    " space ",
    "two\nlines",
    'quo"te, comma',
    "_x0041_",
    "Zoë Ŵyn Gàidhlig عربي",
]


def publish_nasty() -> None:
    """Programmes with every text that a format might spoil, one that was withdrawn, and one in its place."""
    for number, text in enumerate(NASTY):
        issue(programme(f"nasty-{number:02}", title=text, description=text, types=[], audiences=[], regions=[]))
    issue(programme("closed", title="Closed", regions=[]))
    withdraw("programme", "closed", reason="=It has closed.", successor="nasty-00")
    Term.objects.filter(scheme="region", code="northern-ireland").update(notation="N92000002")
    region, audience = Term.objects.get(code="northern-ireland"), Term.objects.get(code="secondary")
    Search.objects.create(region=region, audience=audience, searched_on=date(2026, 3, 4), note="The web, in vain.")


@pytest.fixture(scope="module")
def standing(examples):
    """A register with something in every table, the same for all tests of a module."""
    publish_nasty()
    return examples


@pytest.fixture(scope="module")
def files(standing, tmp_path_factory) -> Built:
    """Its files as they were built; `folder` holds them."""
    with override_settings(DOWNLOADS_DIR=tmp_path_factory.mktemp("bulk")):
        return build_downloads()


@pytest.fixture(scope="module")
def folder(files, tmp_path_factory) -> Path:
    """Where they lie."""
    found = sorted(tmp_path_factory.getbasetemp().glob(f"bulk*/{files.version}"))
    return found[-1]
