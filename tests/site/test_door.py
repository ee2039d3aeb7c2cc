"""The public's door: no cookie, exact caching, HEAD, OPTIONS, codings, limits, and an answer to whatever fails."""

import gzip
import logging

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from lifesci.editions.issue import issue
from lifesci.site import limits
from lifesci.urls import failed, handler400, handler403, handler404, handler500
from lifesci.urls import urlpatterns as every_address
from tests.editions.bodies import organisation, programme, source

SHORT = "public, max-age=60, stale-while-revalidate=600"
PAGES = ("/", "/programmes/", "/programmes/w5/", "/organisations/", "/context/", "/sources/", "/insights/", "/about/")
API = ("/api/v1/", "/api/v1/programmes/", "/api/v1/programmes/w5/", "/api/v1/changes/", "/api/v1/schema/")


def cookie(request):
    """A view that tries to set a cookie."""
    response = HttpResponse("text")
    response.set_cookie("session", "secret")
    return response


def fault(request):
    """A view with a fault."""
    raise RuntimeError("a secret of the inside")


def away(request):
    """A view whose database is away."""
    raise OperationalError("connection to server at 10.0.0.1 failed")


planted = [path("cookie/", cookie), path("fault/", fault), path("away/", away)]
urlpatterns = [*planted, path("api/v1/", include(planted)), *every_address]
__all__ = ["failed", "handler400", "handler403", "handler404", "handler500"]


@pytest.fixture
def reader():
    """A client that sees a 500 as an answer."""
    return Client(raise_request_exception=False)


@pytest.fixture
def register(db):
    """A register with one record of the kinds that pages need."""
    issue(source())
    issue(organisation())
    return issue(programme())


@pytest.mark.parametrize("address", PAGES + API)
def test_a_public_answer_is_cacheable_and_sets_no_cookie(reader, register, address):
    reader.cookies["sessionid"] = "of somebody"
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == SHORT
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    assert answer.headers["Vary"] == ("Accept, Accept-Encoding" if address in API else "Accept-Encoding")
    assert not hasattr(answer.wsgi_request, "session")
    assert not hasattr(answer.wsgi_request, "user")


def test_a_cookie_that_a_public_view_sets_does_not_leave(reader, register, settings):
    settings.ROOT_URLCONF = __name__
    answer = reader.get("/cookie/")
    assert (answer.content, "Set-Cookie" in answer.headers, dict(answer.cookies)) == (b"text", False, {})


def test_the_desk_may_not_be_kept_and_has_its_session(reader, db):
    for address in ("/admin/", "/admin/login/", "/account/login/", "/admin/nowhere/", "/account/nowhere/"):
        assert reader.get(address).headers["Cache-Control"] == "no-store"
    assert hasattr(reader.get("/account/login/").wsgi_request, "session")


@pytest.mark.parametrize("address", PAGES + API)
def test_what_the_client_holds_is_304_until_something_is_published(reader, register, address):
    held = reader.get(address).headers["ETag"]
    answer = reader.get(address, headers={"If-None-Match": held})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", held)
    assert answer.headers["Cache-Control"] == SHORT
    issue(programme(title="Another title"))
    assert reader.get(address, headers={"If-None-Match": held}).status_code == 200


def test_a_page_that_the_client_holds_costs_one_query(reader, register, django_assert_num_queries):
    held = reader.get("/programmes/").headers["ETag"]
    with django_assert_num_queries(1):
        assert reader.get("/programmes/", headers={"If-None-Match": held}).status_code == 304


def test_etags_differ_by_address_and_by_host(reader, register):
    tags = {reader.get(address).headers["ETag"] for address in ("/", "/about/", "/programmes/?sort=recent")}
    tags.add(reader.get("/", headers={"Host": "localhost"}).headers["ETag"])
    assert len(tags) == 4


def test_the_text_of_a_numbered_edition_may_be_kept_for_ever(reader, register):
    answer = reader.get("/api/v1/programmes/w5/editions/1/")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reader.get("/programmes/w5/editions/9/").headers["Cache-Control"] == "no-store"


def test_the_page_of_a_numbered_edition_says_what_came_since_so_it_is_kept_shortly(reader, register):
    answer = reader.get("/programmes/w5/editions/1/")
    assert answer.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.parametrize("address", ["/programmes/w5/", "/api/v1/programmes/w5/", "/nowhere/", "/api/v1/nowhere/"])
def test_head_is_get_without_its_body(reader, register, address):
    whole, head = reader.get(address), reader.head(address)
    assert head.content == b""
    assert head.status_code == whole.status_code
    assert head.headers["Content-Length"] == str(len(whole.content)) != "0"
    changing = {"RateLimit"}
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in whole.headers.items() if k not in changing
    }


def test_head_states_the_length_of_the_gzipped_body(reader, register):
    coding = {"Accept-Encoding": "gzip"}
    whole = reader.get("/programmes/w5/", headers=coding)
    assert reader.head("/programmes/w5/", headers=coding).headers["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br", "gzip"),
        ("*", "gzip"),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("br;q=1, gzip;q=0.1", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0, *", None),
        ("gzip;q=0.2, identity;q=0.9", None),
        ("identity", None),
        ("br", None),
        ("gzip;q=nonsense", None),
        ("", None),
    ],
)
def test_gzip_is_sent_to_whom_it_is_welcome(reader, register, asked, coding):
    plain = reader.get("/api/v1/schema/").content
    answer = reader.get("/api/v1/schema/", headers={"Accept-Encoding": asked} if asked else {})
    assert answer.headers.get("Content-Encoding") == coding
    assert (gzip.decompress(answer.content) if coding else answer.content) == plain
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_short_text_is_not_gzipped_unless_plain_text_is_refused(reader, register):
    problem = reader.get("/api/v1/nowhere/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in problem.headers
    forced = reader.get("/api/v1/nowhere/", headers={"Accept-Encoding": "gzip, identity;q=0"})
    assert gzip.decompress(forced.content) == problem.content


def test_a_client_that_refuses_both_codings_gets_406(reader, register):
    answer = reader.get("/api/v1/", headers={"Accept-Encoding": "identity;q=0"})
    assert (answer.status_code, answer.headers["Vary"]) == (406, "Accept-Encoding")


@pytest.mark.parametrize("address", ["/", "/programmes/w5/"])
def test_options_on_a_page_says_what_is_allowed(reader, register, address):
    answer = reader.options(address)
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, "GET, HEAD, OPTIONS", b"")
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_preflight_on_the_api_is_answered_for_every_origin_and_not_counted(reader, register):
    asked = {"Origin": "https://else.example", "Access-Control-Request-Method": "GET"}
    answer = reader.options("/api/v1/programmes/", headers=asked)
    fields = {name: value for name, value in answer.headers.items() if name.startswith("Access-Control")}
    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert fields == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Authorization, *",
        "Access-Control-Max-Age": "86400",
        "Access-Control-Expose-Headers": "Content-Disposition, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, "
        "Retry-After, Sunset, X-Register-Version, X-Total-Count",
    }
    assert "RateLimit" not in answer.headers
    assert reader.options("/api/v1/nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods_are_405_with_allow(reader, register, method):
    page, api = getattr(reader, method)("/programmes/"), getattr(reader, method)("/api/v1/programmes/")
    assert (page.status_code, page.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (api.status_code, api.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert api.json()["type"] == "/api/v1/problems/#method-not-allowed"
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/programmes", "/programmes/"),
        ("/programmes?q=lab&sort=recent", "/programmes/?q=lab&sort=recent"),
        ("/api/v1/programmes", "/api/v1/programmes/"),
        ("/admin", "/admin/"),
    ],
)
def test_an_address_without_its_closing_slash_redirects_for_good(reader, register, address, target):
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (301, target)


def test_an_address_that_leads_nowhere_with_a_slash_either_is_404(reader, register):
    assert reader.get("/nowhere").status_code == 404
    assert reader.get("/", PATH_INFO="//programmes").status_code == 404
    assert reader.post("/programmes").status_code == 404


@pytest.mark.parametrize(
    "address", ["/?a=1", "/about/?a=1", "/programmes/w5/?a=1", "/programmes/?a=1", "/changes/?a=1"]
)
def test_a_page_refuses_a_parameter_that_it_would_ignore(reader, register, address):
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "There is no parameter “a” here." in answer.content.decode()


def test_markup_in_a_parameter_is_shown_as_text(reader, register):
    page = reader.get("/about/", {"<script>x</script>": "1"}).content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


@pytest.mark.parametrize("address", ["/", "/api/v1/"])
def test_a_foreign_host_is_400(reader, register, address):
    assert reader.get(address, headers={"Host": "evil.example"}).status_code == 400


def test_a_fault_is_a_500_without_its_cause_and_is_logged(reader, register, settings, caplog):
    settings.ROOT_URLCONF = __name__
    caplog.set_level(logging.ERROR, "django.request")
    for address, media_type in (
        ("/fault/", "text/html; charset=utf-8"),
        ("/api/v1/fault/", "application/problem+json"),
    ):
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (500, media_type)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "secret" not in answer.content.decode()
        assert "RuntimeError" not in answer.content.decode()
    assert [str(record.exc_info[1]) for record in caplog.records] == ["a secret of the inside"] * 2


def test_the_database_away_is_503_with_retry_after(reader, register, settings, caplog):
    settings.ROOT_URLCONF = __name__
    for address, media_type in (("/away/", "text/html; charset=utf-8"), ("/api/v1/away/", "application/problem+json")):
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (503, media_type)
        assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("10", "no-store")
        assert "10.0.0.1" not in answer.content.decode()
    assert "connection to server at 10.0.0.1 failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_process_answers_again_when_the_database_is_back(reader):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection")

    issue(source())
    with connection.execute_wrapper(refuse):
        assert reader.get("/api/v1/sources/annex/").status_code == 503
    assert reader.get("/api/v1/sources/annex/").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could end a connection")
def test_a_process_recovers_after_the_server_ended_its_connection(reader):
    issue(source())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [own] = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [own])
    other.close()
    answers = [reader.get("/api/v1/sources/annex/").status_code for _ in range(2)]
    assert answers in ([503, 200], [200, 200])


def test_the_api_states_its_rate_and_refuses_who_exceeds_it(reader, register, settings, monkeypatch):
    settings.API_RATE = 2
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_045)
    first, second, third = (reader.get("/api/v1/programmes/") for _ in range(3))
    assert [first.headers["RateLimit"], second.headers["RateLimit"]] == ['"anon";r=1;t=15', '"anon";r=0;t=15']
    assert first.headers["RateLimit-Policy"] == '"anon";q=2;w=60'
    assert (third.status_code, third.headers["Retry-After"]) == (429, "15")
    assert third.headers["RateLimit"] == '"anon";r=0;t=15'
    assert third.json()["type"] == "/api/v1/problems/#too-many-requests"
    assert reader.get("/programmes/").status_code == 200
    assert reader.get("/api/v1/", REMOTE_ADDR="192.0.2.9").status_code == 200
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_060)
    assert reader.get("/api/v1/").status_code == 200


def test_a_rate_of_0_sets_no_limit(reader, register, settings):
    settings.API_RATE = 0
    assert "RateLimit" not in reader.get("/api/v1/").headers
