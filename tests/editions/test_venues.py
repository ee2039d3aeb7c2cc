"""Programmes are found by the venues they run at, also those that were published before they were."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from lifesci.editions.issue import issue
from lifesci.editions.models import EntryTerm
from tests.editions.bodies import programme

pytestmark = pytest.mark.django_db
migration = import_module("lifesci.editions.migrations.0007_venues")


def place(ref, is_venue):
    """A place of a document."""
    return {"ref": ref, "name": ref.title(), "region": None, "is_venue": is_venue, "latitude": "", "longitude": ""}


def venues() -> list[tuple[str, str]]:
    """(programme, venue) of what the catalogue holds."""
    return sorted(EntryTerm.objects.filter(scheme="venue").values_list("entry__ref", "code"))


def test_the_migration_finds_what_publishing_finds():
    issue(programme("lab", "A laboratory", places=[place("w5", True), place("belfast", False), place("hall", True)]))
    issue(programme("fair", "A fair", places=[place("w5", True)]))
    issue(programme("talk", "A talk", places=[place("belfast", False)]))
    published = [("fair", "w5"), ("lab", "hall"), ("lab", "w5")]
    assert venues() == published
    editor = SimpleNamespace(connection=connection)
    migration.remove_venues(apps, editor)
    assert venues() == []
    migration.add_venues(apps, editor)
    migration.add_venues(apps, editor)
    assert venues() == published
