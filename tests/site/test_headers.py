"""The policies that stand on every answer: pages, API, errors, desk and static files."""

import pytest
from django.test import Client

POLICIES = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
    ),
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ADDRESSES = (
    "/",
    "/nowhere/",
    "/api/v1/",
    "/api/v1/nowhere/",
    "/healthz",
    "/readyz",
    "/account/login/",
    "/admin/nowhere/",
)


@pytest.mark.parametrize("address", [*ADDRESSES, "/static/admin/css/base.css", "/static/nowhere.css", "/programmes"])
def test_every_answer_carries_every_policy(db, address):
    answer = Client().get(address)
    assert {name: answer.headers.get(name) for name in POLICIES} == POLICIES


def test_the_policies_stand_on_a_refused_host_and_method_too(db):
    for answer in (Client().get("/", headers={"Host": "evil.example"}), Client().post("/")):
        assert answer.status_code in (400, 405)
        assert {name: answer.headers.get(name) for name in POLICIES} == POLICIES


def test_behind_tls_hsts_is_said_and_plain_requests_are_sent_to_it(db, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SECURE_HSTS_PRELOAD, settings.SECURE_SSL_REDIRECT = True, True
    answer = Client().get("/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    plain = Client().get("/programmes/")
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/programmes/")
    assert {name: plain.headers.get(name) for name in POLICIES} == POLICIES
    assert Client().get("/healthz").status_code == 200


def test_without_tls_there_is_no_hsts(db):
    assert "Strict-Transport-Security" not in Client().get("/", secure=True).headers
