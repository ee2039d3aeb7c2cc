"""Facts say which document stands behind their source, also those that were published before they did."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from lifesci.editions.entry import NO_PLACE
from lifesci.editions.models import EntryFigure, EntryOutcome
from tests.site import documents as made

pytestmark = pytest.mark.django_db
migration = import_module("lifesci.editions.migrations.0009_places")


def behind() -> list[tuple[str, str, int]]:
    """(identifier, document behind the source, place) of every fact."""
    facts = [fact for model in (EntryFigure, EntryOutcome) for fact in model.objects.all()]
    return [(fact.identifier.rpartition("/")[2], fact.behind, fact.place) for fact in facts]


def test_the_migration_finds_what_publishing_finds():
    given = made.citation(paragraph=None, as_given_in="careers")
    made.publish(
        made.whole_programme(
            figures=[made.figure("bare", citation=made.citation(paragraph=3)), made.figure("given", citation=given)],
            outcomes=[made.outcome("heard", citation=given)],
        )
    )
    published = [("bare", "", 3), ("given", "careers", NO_PLACE), ("heard", "careers", NO_PLACE)]
    assert behind() == published
    EntryFigure.objects.update(behind="")
    EntryOutcome.objects.update(behind="")
    for _ in range(2):
        migration.fill(apps, SimpleNamespace(connection=connection))
        assert behind() == published
