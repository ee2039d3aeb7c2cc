"""What every test stands on: the browser that is found on this machine, and the watch for N+1 reads in requests."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.conf import settings
from django.core.cache import cache
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQL

from lifesci.operations.publishing import publish_register
from lifesci.partners.counts import counts
from lifesci.search.past import forget_moments
from lifesci.search.register import forget_register
from tests.golden.examples import full_register
from tests.standing import afresh, standing

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}  # fixtures that bring the suite's database
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]


def chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return found or (str(CHROMIUM_ON_MACOS) if CHROMIUM_ON_MACOS.exists() else None)


class RegisterTouchedError(AssertionError):
    """A test was about to open the register's own database."""


def refuse_the_register() -> None:
    """Let no connection of this process, in whatever thread, be opened to the database that settings name."""
    connect, register = BaseDatabaseWrapper.connect, str(settings.DATABASES["default"]["NAME"])

    def guarded(self):
        if str(self.settings_dict["NAME"]) == register:
            raise RegisterTouchedError(f"{register} is the register's own database; a test opens a test database.")
        connect(self)

    BaseDatabaseWrapper.connect = guarded


def empty_tables_quickly() -> None:
    """Let PostgreSQL empty tables after a test by DELETE, which at these few rows is ninety times as quick as TRUNCATE.

    What is written once may be deleted by nobody, so triggers rest meanwhile; only a superuser may let them.
    """
    truncate = PostgreSQL.sql_flush

    def delete(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser') = 'on'")
            is_superuser = cursor.fetchone()[0]
        if reset_sequences or not is_superuser:
            return truncate(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        role = "SET LOCAL session_replication_role = "
        deletions = [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608 - names of our own tables
        return [f"{role}replica", *deletions, f"{role}origin"]

    PostgreSQL.sql_flush = delete


def pytest_configure():
    """Let Playwright's event loop and Django's ORM share a thread, and make an N+1 read in any request an error."""
    refuse_the_register()
    empty_tables_quickly()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # accounts that live for one test
    # The live server writes head and body apart; held back until the head is acknowledged, each answer takes 40 ms.
    WSGIRequestHandler.disable_nagle_algorithm = True
    if connection.vendor == "sqlite":  # what is read in a loop is read so on either database
        AppConfig.create("zeal").ready()
        settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]


def pytest_collection_finish():
    """Let the collector pass over what stays until the end, and look less often: three seconds of every hundred."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure():
    """Leave no folder behind of what this process of tests kept for itself."""
    for name in ("progress", "cards"):
        if (folder := settings.CACHES[name].get("LOCATION")) and str(os.getpid()) in Path(folder).name:
            shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config, items):
    """Skip what needs a browser where there is none, and say why; measurements run only through `make bench`. What asks
    no database is tested on one alone."""
    no_chromium = pytest.mark.skip(reason=f"no Chromium on this machine (looked for {', '.join(CHROMIUM_NAMES)})")
    for item in items:
        if "django_db_setup" in item.fixturenames and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)  # without a mark in sight no test database would be made
        if {"page", "browser", "context"} & set(item.fixturenames):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") and not chromium():
            item.add_marker(no_chromium)
        if item.get_closest_marker("benchmark"):
            item.add_marker(pytest.mark.skip(reason="measured by `make bench`"))

    if connection.vendor != "sqlite":
        config.hook.pytest_deselected(items=[item for item in items if not asks_the_database(item)])
        items[:] = filter(asks_the_database, items)


def asks_the_database(item) -> bool:
    """Whether a test opens the suite's database; what does not says on one database all that it has to say."""
    return bool(item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames))


@pytest.fixture(autouse=True)
def nothing_remembered(settings, tmp_path):
    """Each test's register starts again at version 0, so what is kept for a version is of another register."""
    settings.DOWNLOADS_DIR = tmp_path / "downloads"
    cache.clear()
    forget_register()
    forget_moments()
    counts.taken()


@pytest.fixture(scope="module")
def examples(django_db_setup, django_db_blocker) -> dict:
    """The four full examples by kind, published once for a module, whose tests each give back what they change."""
    with standing(django_db_blocker):
        records = full_register()
        assert publish_register(by=None).refused == {}
        yield afresh(records)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the Chromium that was found, also as root and in a container."""
    return {**browser_type_launch_args, "executable_path": chromium(), "args": CHROMIUM_FLAGS}
