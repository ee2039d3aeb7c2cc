"""People who import, and plans made at once."""

import pytest
from django.contrib.auth.models import Group

from lifesci.imports.acts.propose import propose
from lifesci.imports.running import run
from tests import factories as make
from tests.imports.made_files import csv_file


@pytest.fixture(autouse=True)
def progress_of_this_test(settings, tmp_path):
    """What processes tell each other stays in the test."""
    settings.CACHES = {
        **settings.CACHES,
        "progress": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)},
    }


@pytest.fixture
def somebody(db):
    """Makes a person with a role."""

    def made(role):
        user = make.UserFactory()
        user.groups.set([Group.objects.get(name=role)])
        return type(user).objects.get(pk=user.pk)

    return made


@pytest.fixture
def planned(db):
    """Makes the plan of a file, or of rows as CSV."""

    def made(*rows, name="x.csv", table="", by=None):
        file = rows[0] if len(rows) == 1 and hasattr(rows[0], "read") else csv_file(*rows)
        return run(propose(file, name, by=by, table_name=table).pk)

    return made


@pytest.fixture
def outcomes():
    """(number, outcome, problems, changes) of every row of a plan."""

    def told(proposal):
        return {row.number: row for row in proposal.rows.all()}

    return told
