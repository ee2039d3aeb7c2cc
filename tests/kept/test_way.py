"""The kept way gives what Django gave, field for field, until something is published, and leaves the rest to Django."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection, connections
from django.utils import timezone

from lifesci.editions.issue import issue
from lifesci.editions.models import Change
from lifesci.editions.withdraw import withdraw
from lifesci.kept.way import KeptWay, state_of
from lifesci.partners.counts import counts
from lifesci.partners.keeping import make_key
from tests.below_django import Asked, answered, answered_again, same_connection, same_second
from tests.editions.bodies import organisation, programme, source

__all__ = ["same_connection", "same_second"]
PAGE, DETAIL, LIST, SERVICES = "/programmes/", "/programmes/w5/", "/api/v1/programmes/", "/oruk/v3/services"
PAGES = ["/", PAGE, DETAIL, "/organisations/", "/sources/annex/", "/insights/", "/totals/", "/about/", "/changes/"]
FILES = ["/feed.atom", "/sitemap.xml", "/robots.txt", LIST, "/api/v1/", "/api/v1/figures/", "/api/v1/schema/", SERVICES]
# What is asked besides the address, and whether the second who asks it is answered without Django.
ASKED = [
    ({}, True),
    ({"REQUEST_METHOD": "HEAD"}, False),
    ({"HTTP_HOST": "localhost:8000"}, True),
    ({"QUERY_STRING": "sort=recent"}, True),
    ({"QUERY_STRING": "q=%00"}, False),
    ({"QUERY_STRING": "page=9"}, False),
    ({"QUERY_STRING": "regoin=wales"}, False),
    ({"HTTP_ACCEPT": "application/json"}, True),
    ({"HTTP_ACCEPT": "text/html, */*;q=0.1"}, True),
    ({"HTTP_ACCEPT_ENCODING": "gzip"}, True),
    ({"HTTP_ACCEPT_ENCODING": "gzip;q=0"}, True),
    ({"HTTP_ACCEPT_ENCODING": "gzip, identity;q=0"}, True),
    ({"HTTP_ACCEPT_ENCODING": "identity;q=0"}, False),
    ({"HTTP_IF_NONE_MATCH": '"another"'}, True),
    ({"HTTP_IF_NONE_MATCH": "*"}, False),
    ({"HTTP_COOKIE": "sessionid=of-somebody", "HTTP_ORIGIN": "https://else.example"}, True),
    ({"HTTP_HOST": "evil.example"}, False),
    ({"HTTP_HOST": None}, False),
    ({"REQUEST_METHOD": "POST"}, False),
    ({"REQUEST_METHOD": "OPTIONS"}, False),
]
NEVER = ["/programmes/none/", "/programmes", "/nowhere/", "/healthz", "/readyz", "/.well-known/security.txt", "/admin/"]


def plain(answer):
    """An answer whose fields may come in any order."""
    status, fields, body = answer
    return status, sorted(fields), body


def by_django(path, **environ):
    """What Django says."""
    return plain(answered(WSGIHandler(), path, **environ))


@pytest.fixture
def asked():
    """Django behind the kept way."""
    return Asked()


@pytest.fixture
def way(asked):
    """The kept way of one process."""
    return KeptWay(asked)


@pytest.fixture(autouse=True)
def register(db):
    """A register with one record of the kinds that pages need."""
    issue(source())
    issue(organisation())
    return issue(programme())


@pytest.mark.parametrize("path", PAGES + FILES)
def test_the_second_who_asks_is_answered_without_django(way, asked, path):
    expected = by_django(path)
    assert expected[0] == "200 OK"
    assert [plain(answered(way, path)) for _ in range(3)] == [expected] * 3
    assert asked.count == 1


@pytest.mark.parametrize("path", [PAGE, LIST])
@pytest.mark.parametrize(("environ", "is_kept"), ASKED)
def test_each_answer_is_djangos_and_only_a_plain_one_is_kept(way, asked, path, environ, is_kept):
    expected = by_django(path, **environ)
    assert [plain(answered(way, path, **environ)) for _ in range(3)] == [expected] * 3
    assert asked.count == (1 if is_kept else 3)
    assert (expected[0] == "200 OK") or not is_kept


@pytest.mark.parametrize("path", NEVER)
def test_errors_redirects_probes_and_the_desk_are_left_to_django(way, asked, path):
    expected = by_django(path)
    assert [plain(answered(way, path)) for _ in range(2)] == [expected] * 2
    assert (asked.count, len(way.memory)) == (2, 0)


def test_a_document_and_a_stream_are_not_kept(way, asked):
    for path in ("/api/v1/programmes/w5/", "/totals.csv"):
        expected = by_django(path)
        assert expected[0] == "200 OK"
        assert [plain(answered(way, path)) for _ in range(2)] == [expected] * 2
    assert (asked.count, len(way.memory)) == (4, 0)


@pytest.mark.parametrize("coding", ["", "gzip"])
@pytest.mark.parametrize("path", [PAGE, DETAIL, LIST])
def test_head_and_304_are_made_of_what_is_kept(way, asked, path, coding):
    etag = dict(answered(way, path, HTTP_ACCEPT_ENCODING=coding)[1])["ETag"]
    for environ in (
        {"REQUEST_METHOD": "HEAD"},
        {"HTTP_IF_NONE_MATCH": etag},
        {"HTTP_IF_NONE_MATCH": f'"another", {etag.removeprefix("W/")}', "REQUEST_METHOD": "HEAD"},
    ):
        environ["HTTP_ACCEPT_ENCODING"] = coding
        expected = by_django(path, **environ)
        assert plain(answered(way, path, **environ)) == expected
        assert expected[2] == b""
    assert asked.count == 1


def test_what_is_published_is_seen_at_once_by_every_process(way, asked):
    other = KeptWay(asked)
    before = [answered(each, path) for each in (way, other) for path in (DETAIL, PAGE, LIST)]
    issue(programme(title="Another title"))
    after = [answered(each, path) for each in (way, other) for path in (DETAIL, PAGE, LIST)]
    assert [plain(answer) for answer in after] == [by_django(path) for path in (DETAIL, PAGE, LIST)] * 2
    assert all(
        b"Another title" in new[2] and b"Another title" not in old[2] for new, old in zip(after, before, strict=True)
    )
    assert (asked.count, len(way.memory)) == (12, 4)  # the older answers have made room; a list of the API takes two


def test_what_is_withdrawn_is_gone_at_once(way):
    answered(way, DETAIL)
    withdraw("programme", "w5", reason="Never took place.")
    gone = plain(answered(way, DETAIL))
    assert gone == by_django(DETAIL)
    assert gone[0] == "410 Gone"


def test_a_state_names_the_moment_too_so_a_restored_register_does_not_meet_what_was_kept_before():
    assert state_of() == state_of(3) == f"3 {Change.objects.get(sequence=3).happened_at}"
    assert state_of(2) != state_of(3)


def test_only_answers_that_depend_on_it_are_kept_for_each_accept_field(way, asked):
    for accept in ("text/html", "*/*"):
        answered(way, PAGE, HTTP_ACCEPT=accept)
    assert asked.count == 1
    expected = [by_django(LIST, HTTP_ACCEPT=accept) for accept in ("*/*", "text/html", "application/json")]
    for _ in range(2):
        given = [answered(way, LIST, HTTP_ACCEPT=accept) for accept in ("*/*", "text/html", "application/json")]
        assert list(map(plain, given)) == expected
    assert [status for status, *_ in expected] == ["200 OK", "406 Not Acceptable", "200 OK"]
    assert asked.count == 1 + 2 + 2  # a refusal is not kept


@pytest.mark.parametrize("path", [LIST, SERVICES])
def test_requests_of_the_api_are_counted_as_django_counts_them(way, settings, path):
    settings.API_RATE = 3
    cache.clear()
    expected = [plain(answered_again(WSGIHandler(), path)) for _ in range(5)]
    cache.clear()
    assert [plain(answered_again(way, path)) for _ in range(5)] == expected
    assert [status for status, *_ in expected] == ["200 OK"] * 3 + ["429 Too Many Requests"] * 2
    assert plain(answered_again(way, path, REMOTE_ADDR="192.0.2.9"))[0] == "200 OK"  # of another client nothing is told


def test_without_a_rate_no_client_is_told_of_one(way, settings):
    answered(way, LIST)
    settings.API_RATE = 0
    assert plain(answered(way, LIST)) == by_django(LIST)


def test_a_key_is_counted_named_and_refused_as_django_does(way, asked, settings, caplog):
    settings.API_RATE = 1
    caplog.set_level("INFO", "lifesci.partners.calls")
    row, text = make_key("Department", by=None, rate=3)
    key = {"HTTP_AUTHORIZATION": f"Bearer {text}"}
    cache.clear()
    expected = [plain(answered_again(WSGIHandler(), LIST, **key)) for _ in range(5)]
    expected += [plain(answered_again(WSGIHandler(), LIST, HTTP_AUTHORIZATION="Bearer none"))]
    told = [record.getMessage() for record in caplog.records]
    cache.clear()
    caplog.clear()
    given = [plain(answered_again(way, LIST, **key)) for _ in range(5)]
    given += [plain(answered_again(way, LIST, HTTP_AUTHORIZATION="Bearer none"))]
    assert (given, [record.getMessage() for record in caplog.records]) == (expected, told)
    assert [status[:3] for status, *_ in given] == ["200"] * 3 + ["429"] * 2 + ["401"]
    assert told[:3] == [f"GET /api/v1/programmes/ 200 by the key {row.prefix} (Department)"] * 3
    assert counts.taken()[0] == {
        (row.pk, "programme-list", timezone.localdate()): 6,
        (row.pk, "refused", timezone.localdate()): 4,
    }


def test_a_scheme_that_the_proxy_names_has_its_own_answers(settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    asked = Asked()
    way = KeptWay(asked)
    for environ in ({"HTTP_X_FORWARDED_PROTO": "https"}, {"HTTP_X_FORWARDED_PROTO": "http"}, {}):
        expected = by_django(PAGE, **environ)
        assert [plain(answered(way, PAGE, **environ)) for _ in range(2)] == [expected] * 2
    assert asked.count == 5


def test_a_kept_answer_takes_one_query(way, django_assert_num_queries):
    answered(way, PAGE)
    for environ in ({}, {"REQUEST_METHOD": "HEAD"}):
        with django_assert_num_queries(1) as queries:
            answered(way, PAGE, **environ)
        assert "changenumber" in queries.captured_queries[0]["sql"]


def test_no_public_answer_depends_on_the_day(monkeypatch, settings):
    before = [by_django(path) for path in PAGES + FILES]
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [by_django(path) for path in PAGES + FILES] == before
    public = [path for path in (settings.BASE_DIR / "templates").rglob("*.*") if "admin" not in path.parts]
    assert len(public) > 40
    assert [str(path) for path in public if "{% now" in path.read_text() or "|timesince" in path.read_text()] == []


@pytest.mark.django_db(transaction=True)
def test_with_the_database_away_django_answers_until_it_is_back(way):
    whole = [answered(way, PAGE) for _ in range(2)][1]

    def refuse(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        away = plain(answered(way, PAGE))
        assert away == by_django(PAGE)
    assert (away[0], answered(way, PAGE)) == ("503 Service Unavailable", whole)


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_is_kept(way, asked):
    first = answered(way, PAGE)

    def ask(_):
        try:
            return answered_again(way, PAGE)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(24)))
    assert answers == [first] * 24
    assert asked.count == 1
