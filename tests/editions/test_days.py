"""Records are found by the days of their events, also those that were published before they were."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from lifesci.editions.issue import issue
from lifesci.editions.models import EntryTerm
from tests.editions.bodies import programme

pytestmark = pytest.mark.django_db
migration = import_module("lifesci.editions.migrations.0008_days")


def days() -> list[tuple[str, str, str]]:
    """(record, scheme, code) of what the catalogue holds."""
    terms = EntryTerm.objects.filter(scheme__in=["dated", "day"])
    return sorted(terms.values_list("entry__ref", "scheme", "code"))


def test_the_migration_finds_what_publishing_finds():
    issue(programme("camp", "A camp", starts="2026-07-01", ends="2026-07-04"))
    issue(programme("lab", "A laboratory", starts="2026-09-01", ends="2027-08-31"))
    issue(programme("club", "A club", starts="2026", ends="2026-09?"))
    published = [
        ("camp", "dated", "to-the-day"),
        ("camp", "day", "2026-07-01"),
        ("lab", "dated", "to-the-day"),
        ("lab", "day", "2026-09-01"),
        ("lab", "day", "2027-08-31"),
    ]
    assert days() == published
    editor = SimpleNamespace(connection=connection)
    migration.remove_days(apps, editor)
    assert days() == []
    migration.add_days(apps, editor)
    migration.add_days(apps, editor)
    assert days() == published
