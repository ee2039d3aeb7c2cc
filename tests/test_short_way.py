"""The short way answers byte for byte and field for field what Django answers, and leaves the rest to it."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection, connections

from lifesci.api.versions import deprecations
from lifesci.api.versions.deprecations import Deprecation
from lifesci.editions.issue import issue
from lifesci.editions.withdraw import withdraw
from lifesci.partners.counts import counts
from lifesci.partners.keeping import make_key
from lifesci.partners.models import KeyUse
from lifesci.short_way import ADDRESS, MOST_SORTS, ShortWay
from lifesci.urls import urlpatterns
from tests.below_django import Asked, answered, answered_again, same_connection, same_second
from tests.editions.bodies import organisation, programme, source

__all__ = ["same_connection", "same_second"]
DETAIL, NUMBERED = "/api/v1/programmes/w5/", "/api/v1/programmes/w5/editions/1/"
# What is asked besides the address, and whether an answer to it may leave by the short way.
ASKED = [
    ({}, True),
    ({"REQUEST_METHOD": "HEAD"}, True),
    ({"HTTP_HOST": "localhost:8000"}, True),
    ({"HTTP_ACCEPT": "application/json"}, True),
    ({"HTTP_ACCEPT": "text/html, */*;q=0.1"}, True),
    ({"HTTP_ACCEPT": "application/json;q=0.000"}, False),
    ({"HTTP_ACCEPT": "text/html"}, False),
    ({"HTTP_ACCEPT": "nonsense"}, False),
    ({"HTTP_ACCEPT_ENCODING": "gzip"}, True),
    ({"HTTP_ACCEPT_ENCODING": "gzip", "REQUEST_METHOD": "HEAD"}, True),
    ({"HTTP_ACCEPT_ENCODING": "gzip;q=0"}, True),
    ({"HTTP_ACCEPT_ENCODING": "br, *;q=0.5"}, True),
    ({"HTTP_ACCEPT_ENCODING": "gzip, identity;q=0"}, True),
    ({"HTTP_ACCEPT_ENCODING": "identity;q=0"}, False),
    ({"HTTP_IF_NONE_MATCH": '"{sha256}"'}, True),
    ({"HTTP_IF_NONE_MATCH": 'W/"{sha256}"', "HTTP_ACCEPT_ENCODING": "gzip"}, True),
    ({"HTTP_IF_NONE_MATCH": '"another", "{sha256}"', "REQUEST_METHOD": "HEAD"}, True),
    ({"HTTP_IF_NONE_MATCH": '"another"'}, True),
    ({"HTTP_IF_NONE_MATCH": " * "}, False),
    ({"HTTP_COOKIE": "sessionid=of-somebody", "HTTP_ORIGIN": "https://else.example"}, True),
    ({"QUERY_STRING": "a=1"}, False),
    ({"HTTP_HOST": "evil.example"}, False),
    ({"HTTP_HOST": None}, False),
    ({"REQUEST_METHOD": "POST"}, False),
    ({"REQUEST_METHOD": "OPTIONS"}, False),
]
UNKNOWN = ["/api/v1/programmes/w6/", "/api/v1/programmes/w5/editions/9/", "/api/v1/programmes/w5/editions/01/"]
OTHERS = ["/api/v1/programmes/w5", "/api/v1/programmes/w5/editions/", "/api/v1/programmes/", "/", "/programmes/w5/"]


@pytest.fixture
def asked():
    """Django behind the short way."""
    return Asked()


@pytest.fixture
def short(asked):
    """The short way."""
    return ShortWay(asked)


@pytest.fixture
def edition(db):
    """A published programme."""
    issue(source())
    issue(organisation())
    return issue(programme())


@pytest.mark.parametrize("path", [DETAIL, NUMBERED])
@pytest.mark.parametrize(("environ", "is_short"), ASKED)
def test_each_answer_is_djangos_and_the_second_of_a_sort_is_short(edition, short, asked, path, environ, is_short):
    filled = {name: value and value.format(sha256=edition.sha256) for name, value in environ.items()}
    expected = answered(WSGIHandler(), path, **filled)
    assert [answered(short, path, **filled) for _ in range(3)] == [expected] * 3
    assert asked.count == (1 if is_short else 3)
    assert (expected[0] in ("200 OK", "304 Not Modified")) or not is_short


@pytest.mark.parametrize("path", [*UNKNOWN, *OTHERS])
def test_what_is_no_published_document_is_left_to_django(edition, short, asked, path):
    expected = answered(WSGIHandler(), path)
    assert [answered(short, path) for _ in range(2)] == [expected] * 2
    assert asked.count == 2


def test_every_kind_of_record_is_answered_short(edition, short, asked):
    for path in ("/api/v1/organisations/almac/", "/api/v1/sources/annex/"):
        expected = answered(WSGIHandler(), path)
        assert expected[0] == "200 OK"
        assert [answered(short, path) for _ in range(2)] == [expected] * 2
    assert asked.count == 2  # each endpoint is a sort of its own: what will go says so in its fields


def test_a_key_is_counted_and_named_by_the_short_way_as_by_django(edition, short, asked, caplog):
    row, text = make_key("Department", by=None, rate=9)
    caplog.set_level(logging.INFO, "lifesci.partners.calls")
    with_key = {"HTTP_AUTHORIZATION": f"Bearer {text}"}
    expected = answered(WSGIHandler(), DETAIL, **with_key)
    assert [answered(short, DETAIL, **with_key) for _ in range(3)] == [expected] * 3
    assert dict(expected[1])["RateLimit"] == '"key";r=8;t=15'
    assert asked.count == 1
    counts.write()
    assert KeyUse.objects.values_list("key", "endpoint", "count").get() == (row.pk, "programme-detail", 4)
    line = f"GET {DETAIL} 200 by the key {row.prefix} (Department)"
    assert [record.getMessage() for record in caplog.records] == [line] * 4


def test_what_was_learned_with_a_key_serves_others_their_own_limit(edition, short, asked):
    with_key = {"HTTP_AUTHORIZATION": f"Bearer {make_key('Department', by=None)[1]}"}
    answered(short, DETAIL, **with_key)
    assert answered(short, DETAIL) == answered(WSGIHandler(), DETAIL)
    assert asked.count == 1


def test_what_will_go_is_said_by_the_short_way_too_of_its_own_kind_alone(edition, short, asked, monkeypatch):
    going = Deprecation("read_programme", date(2027, 3, 1), date(2028, 3, 1), "Read the Edition.")
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (going,))
    for path, says in ((DETAIL, "@1803859200"), ("/api/v1/organisations/almac/", None), (NUMBERED, None)):
        expected = answered(WSGIHandler(), path)
        assert [answered(short, path) for _ in range(2)] == [expected] * 2
        assert (expected[0], dict(expected[1]).get("Deprecation")) == ("200 OK", says)
    assert asked.count == 3


@pytest.mark.parametrize("field", ["Bearer x", "Basic eDp5", "Bearer abcdefgh." + "x" * 32])
def test_a_wrong_key_is_left_to_django_which_refuses_it(edition, short, asked, field):
    answered(short, DETAIL)
    wrong = answered(short, DETAIL, HTTP_AUTHORIZATION=field)
    assert wrong == answered(WSGIHandler(), DETAIL, HTTP_AUTHORIZATION=field)
    assert (wrong[0], asked.count) == ("401 Unauthorized", 2)


def test_the_short_way_leads_to_the_addresses_that_django_knows(edition):
    [api] = [each for each in urlpatterns if getattr(each, "namespace", None) == "api"]
    documents = [each for each in api.url_patterns if each.name.endswith(("-detail", "-edition"))]
    assert len(documents) == 8
    for each in documents:
        path = "/api/v1/" + re.sub("<slug:ref>", "w5", re.sub("<counted:number>", "12", str(each.pattern)))
        assert ADDRESS.fullmatch(path)


def test_a_new_edition_is_answered_at_once(edition, short, asked):
    first = [answered(short, DETAIL) for _ in range(2)]
    newer = issue(programme(title="Another title"))
    second = answered(short, DETAIL)
    assert second == answered(WSGIHandler(), DETAIL) != first[0]
    assert dict(second[1])["ETag"] == f'"{newer.sha256}"'
    assert answered(short, DETAIL, HTTP_IF_NONE_MATCH=f'"{edition.sha256}"') == second
    assert asked.count == 1


def test_a_withdrawn_record_is_gone_at_once_and_its_editions_stay(edition, short):
    for path in (DETAIL, NUMBERED):
        answered(short, path)
    withdraw("programme", "w5", reason="Never took place.")
    gone, stays = answered(short, DETAIL), answered(short, NUMBERED)
    assert (gone[0], stays[0]) == ("410 Gone", "200 OK")
    assert [gone, stays] == [answered(WSGIHandler(), path) for path in (DETAIL, NUMBERED)]


def test_requests_are_counted_as_django_counts_them(edition, short, settings):
    settings.API_RATE = 3
    answered(short, DETAIL)
    cache.clear()
    expected = [answered_again(WSGIHandler(), DETAIL) for _ in range(5)]
    cache.clear()
    assert [answered_again(short, DETAIL) for _ in range(5)] == expected
    assert [status for status, *_ in expected] == ["200 OK"] * 3 + ["429 Too Many Requests"] * 2


def test_without_a_rate_there_are_no_fields_of_it(edition, short, settings):
    settings.API_RATE = 0
    answers = [answered(short, DETAIL) for _ in range(2)]
    assert answers[0] == answers[1] == answered(WSGIHandler(), DETAIL)
    assert "RateLimit" not in dict(answers[1][1])


def test_plain_http_is_redirected_and_https_answered_where_https_is_due(edition, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    asked = Asked()
    short = ShortWay(asked)
    for environ in ({}, {"HTTP_X_FORWARDED_PROTO": "http"}, {"HTTP_X_FORWARDED_PROTO": "https"}):
        expected = answered(WSGIHandler(), DETAIL, **environ)
        assert [answered(short, DETAIL, **environ) for _ in range(2)] == [expected] * 2
    assert (asked.count, "Strict-Transport-Security" in dict(expected[1])) == (5, True)


def test_many_hosts_do_not_fill_the_memory(edition, short):
    for port in range(MOST_SORTS + 3):
        answered(short, DETAIL, HTTP_HOST=f"testserver:{8000 + port}")
    assert len(short.learned) == 3


def test_a_document_takes_one_query_and_what_the_client_holds_reads_no_text(edition, short, django_assert_num_queries):
    held = {"HTTP_IF_NONE_MATCH": f'"{edition.sha256}"'}
    answered(short, DETAIL), answered(short, DETAIL, **held)
    with django_assert_num_queries(1):
        answered(short, DETAIL)
    with django_assert_num_queries(1) as queries:
        answered(short, DETAIL, **held)
    assert "text" not in queries.captured_queries[0]["sql"]


@pytest.mark.django_db(transaction=True)
def test_with_the_database_away_django_answers_until_it_is_back(short):
    issue(source())
    path = "/api/v1/sources/annex/"
    whole = [answered(short, path) for _ in range(2)][1]

    def refuse(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        away = answered(short, path)
        assert away == answered(WSGIHandler(), path)
    assert (away[0], answered(short, path)) == ("503 Service Unavailable", whole)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could end a connection")
def test_a_connection_that_the_server_ended_is_opened_again(short):
    issue(source())
    path = "/api/v1/sources/annex/"
    whole = [answered(short, path) for _ in range(2)][1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [own] = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [own])
    other.close()
    assert [answered(short, path) for _ in range(2)] == [whole] * 2


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_was_learned(short, asked):
    issue(source())
    path = "/api/v1/sources/annex/"
    first = answered(short, path)

    def ask(number):
        try:
            return answered_again(short, path, REMOTE_ADDR=f"192.0.2.{number}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(2, 26)))
    assert answers == [first] * 24
    assert asked.count == 1
