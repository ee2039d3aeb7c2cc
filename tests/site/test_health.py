"""What the probes say, and that they say nothing more."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError, connection
from django.test import Client
from redis.exceptions import ConnectionError as NoRedis

from lifesci.site import health


def said(answer):
    """Status, body and whether anybody may keep it."""
    return answer.status_code, answer.json(), answer.headers["Cache-Control"]


def test_healthz_says_ok_without_asking_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert said(Client().get("/healthz")) == (200, {"status": "ok"}, "no-store")


def test_readyz_says_ready(db):
    health.migrated.cache_clear()
    assert said(Client().get("/readyz")) == (200, {"status": "ready"}, "no-store")


def test_the_probes_answer_under_any_host(db):
    for address in ("/healthz", "/readyz"):
        assert Client().get(address, headers={"Host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_the_probes_are_read_only(db, address):
    assert Client().post(address).status_code == 405
    assert Client().head(address).content == b""


def test_readyz_is_503_while_the_database_is_away(db, caplog):
    def gone(execute, sql, params, many, context):
        raise OperationalError("no route to 10.0.0.1")

    with connection.execute_wrapper(gone):
        assert said(Client().get("/readyz")) == (503, {"status": "unavailable"}, "no-store")
    assert "no route to 10.0.0.1" in caplog.text


def test_readyz_is_503_while_a_migration_is_missing(db, monkeypatch):
    health.migrated.cache_clear()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [("editions", False)])
    assert said(Client().get("/readyz")) == (503, {"status": "unavailable"}, "no-store")


def test_readyz_is_503_while_the_cache_is_away_or_forgets(db, monkeypatch):
    health.migrated.cache_clear()

    def refuse(self, *args, **options):
        raise NoRedis("refused")

    monkeypatch.setattr(LocMemCache, "set", refuse)
    assert said(Client().get("/readyz"))[0] == 503
    monkeypatch.setattr(LocMemCache, "set", lambda self, *args, **options: None)
    caches["default"].clear()
    assert said(Client().get("/readyz"))[0] == 503


def test_the_api_answers_while_the_cache_is_away(db, monkeypatch, caplog):
    def refuse(self, *args, **options):
        raise NoRedis("refused")

    monkeypatch.setattr(LocMemCache, "incr", refuse)
    assert Client().get("/api/v1/").status_code == 200
    assert "not being counted" in caplog.text
