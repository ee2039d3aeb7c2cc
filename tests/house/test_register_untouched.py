"""Tests never open the register's own database, in whatever order and however few of them are run."""

import environ
import pytest
from django.conf import settings
from django.db import connection, connections


@pytest.fixture
def registers_name() -> str:
    """The database that the register itself would use here."""
    beside = f"sqlite:///{settings.LOCAL_DIR}/register.sqlite3"
    return str(environ.Env().db_url("DATABASE_URL", default=beside)["NAME"])


@pytest.fixture(scope="module")
def opened(django_db_setup, django_db_blocker) -> str:
    """The name of the database that a fixture reaches which opens it for a whole module."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        return str(connection.settings_dict["NAME"])


def test_no_connection_to_the_registers_database_can_be_opened(registers_name):
    theirs = connections.create_connection("default")
    theirs.settings_dict = {**theirs.settings_dict, "NAME": registers_name}
    with pytest.raises(AssertionError, match=r" is the register's own database; a test opens a test database\.$"):
        theirs.connect()
    assert theirs.connection is None


def test_a_fixture_that_opens_the_database_itself_opens_the_test_database(opened, registers_name):
    assert "test" in opened
    assert opened != registers_name
