"""A process that is killed anywhere in the middle of publishing leaves all of an act or nothing of it."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from lifesci.editions.issue import issue
from lifesci.editions.models import ChangeNumber
from lifesci.editions.verify import faults
from tests.editions.bodies import programme
from tests.editions.killing import standing

ONCE = ("Entry", "EntryFigure", "EntryOutcome", "EntryText")


def address() -> str:
    """The DATABASE_URL of the test database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    account = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    return f"postgres://{account}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_it_publishes_leaves_all_or_nothing():
    ChangeNumber.objects.get_or_create(pk=1)
    issue(programme())
    before = standing()
    connection.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.editions.killing"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "lifesci.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    *middle, last = lines
    assert len(middle) > 10
    assert middle == [[True, before]] * len(middle)
    added = {"version": 2, "Edition": 2, "Change": 2, "EntryTerm": 8} | dict.fromkeys(ONCE, 1)
    assert last == [True, {name: number + added[name] for name, number in before.items()}]
    assert list(faults()) == []
