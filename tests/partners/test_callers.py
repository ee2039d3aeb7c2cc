"""Keys open what they say, to whom they were given, as long as they say; a wrong one is never taken for none."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lifesci.editions.issue import issue
from lifesci.partners.callers import Caller, WrongKey, caller_of
from lifesci.partners.counts import counts
from lifesci.partners.keeping import make_key, revoke_key
from lifesci.partners.models import KeyUse, PartnerKey
from lifesci.site import limits
from tests.editions.bodies import organisation, programme, source

pytestmark = pytest.mark.django_db
LIST, DETAIL, ME = "/api/v1/programmes/", "/api/v1/programmes/w5/", "/api/v1/me/"
CHALLENGE = 'Bearer realm="The API of the register", error="invalid_token"'
HOW = "send it as “Authorization: Bearer ” and the key, or ask without one: reading needs none."


@pytest.fixture
def api():
    """A client that sees a 500 as an answer."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _same_second(monkeypatch):
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_045)


@pytest.fixture
def register():
    """A published programme."""
    issue(source())
    issue(organisation())
    return issue(programme())


def bearing(text: str, scheme: str = "Bearer") -> dict:
    """The header fields that carry a key."""
    return {"Authorization": f"{scheme} {text}"}


def expired(row: PartnerKey, on=None) -> None:
    """Let a key have expired."""
    PartnerKey.objects.filter(pk=row.pk).update(expiry_date=on or timezone.now())


def test_a_key_names_its_caller_and_its_rate(settings):
    row, text = make_key("Department", by=None)
    council, other = make_key("Council", by=None, rate=50)
    assert caller_of({}) is None
    assert caller_of({"HTTP_AUTHORIZATION": f"Bearer {text}"}) == Caller(row.pk, row.prefix, "Department", 12_000)
    assert caller_of({"HTTP_AUTHORIZATION": f"bearer  {other}"}) == Caller(council.pk, council.prefix, "Council", 50)


@pytest.mark.parametrize("field", ["", "Bearer", "Bearer ", "Basic {}", "Bearer {}x", "{}", "Bearer {} {}", "Bearer é"])
def test_a_field_without_a_key_of_ours_is_not_taken_for_none(field):
    text = make_key("Department", by=None)[1]
    with pytest.raises(WrongKey, match="holds no key of this register"):
        caller_of({"HTTP_AUTHORIZATION": field.replace("{}", text)})


def test_a_key_with_the_right_prefix_and_another_secret_is_unknown():
    row, text = make_key("Department", by=None)
    for guess in (f"{row.prefix}.{'x' * 32}", f"abcdefgh.{text.partition('.')[2]}"):
        with pytest.raises(WrongKey, match="gave out no such key"):
            caller_of({"HTTP_AUTHORIZATION": f"Bearer {guess}"})


def test_reading_needs_no_key_and_a_key_changes_nothing_of_an_answer_but_the_rate(api, register):
    text = make_key("Department", by=None)[1]
    for address in (LIST, DETAIL, f"{DETAIL}editions/1/", "/api/v1/changes/", "/api/v1/schema/"):
        plain, keyed = api.get(address), api.get(address, headers=bearing(text))
        assert (plain.status_code, keyed.status_code) == (200, 200)
        assert keyed.content == plain.content
        rates = {"RateLimit", "RateLimit-Policy"}
        assert {k: v for k, v in keyed.items() if k not in rates} == {k: v for k, v in plain.items() if k not in rates}
        assert keyed.headers["RateLimit-Policy"] == '"key";q=12000;w=60'
        assert plain.headers["RateLimit-Policy"] == '"anon";q=1200;w=60'
        assert "Authorization" not in plain.headers["Vary"]
        assert plain.headers["Cache-Control"].startswith("public")
        held = {"If-None-Match": plain.headers["ETag"]}
        assert api.get(address, headers={**bearing(text), **held}).status_code == 304


def test_a_key_is_counted_by_itself_from_wherever_it_asks(api, register, settings):
    settings.API_RATE = 1
    text = make_key("Department", by=None, rate=3)[1]
    assert [api.get(LIST).status_code for _ in range(2)] == [200, 429]
    asked = [api.get(LIST, headers=bearing(text), REMOTE_ADDR=f"192.0.2.{number}") for number in range(4)]
    assert [answer.headers["RateLimit"] for answer in asked] == [f'"key";r={left};t=15' for left in (2, 1, 0, 0)]
    assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
    assert asked[-1].json()["detail"] == "A key may ask 3 times a minute. Ask again in 15 seconds."
    counts.write()
    uses = KeyUse.objects.order_by("endpoint").values_list("endpoint", "count")
    assert list(uses) == [("programme-list", 3), ("refused", 1)]


@pytest.mark.parametrize("address", [LIST, DETAIL, ME, "/api/v1/nowhere/"])
@pytest.mark.parametrize("ending", ["unknown", "revoked", "expired"])
def test_a_key_that_is_unknown_revoked_or_expired_is_401_from_that_moment(api, register, address, ending):
    row, text = make_key("Department", by=None)
    assert api.get(LIST, headers=bearing(text)).status_code == 200
    {"unknown": row.delete, "revoked": lambda: revoke_key(row, by=None), "expired": lambda: expired(row)}[ending]()
    today = f"{timezone.localdate():%-d %B %Y}"
    answer = api.get(address, headers=bearing(text))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == CHALLENGE
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["RateLimit-Policy"] == '"anon";q=1200;w=60'
    assert answer.json() == {
        "type": "/api/v1/problems/#wrong-key",
        "title": "The key is not valid",
        "status": 401,
        "detail": {
            "unknown": f"The register gave out no such key. S{HOW[1:]}",
            "revoked": f"The key {row.prefix} was revoked on {today}. The register can make another; {HOW}",
            "expired": f"The key {row.prefix} expired on {today}. The register can make another; {HOW}",
        }[ending],
        "instance": address,
    }
    assert text.partition(".")[2] not in answer.content.decode()


def test_guessing_keys_uses_up_what_an_address_may_ask(api, register, settings):
    settings.API_RATE = 2
    guesses = [bearing(f"{number:08}.{'x' * 32}") for number in range(3)]
    assert [api.get(LIST, headers=each).status_code for each in guesses] == [401, 401, 429]
    assert api.get(LIST).status_code == 429


def test_a_key_that_expires_later_opens_until_then(api, register):
    row, text = make_key("Department", by=None, expires_at=timezone.now() + timedelta(minutes=5))
    assert api.get(LIST, headers=bearing(text)).status_code == 200
    expired(row, timezone.now() - timedelta(seconds=1))
    assert api.get(LIST, headers=bearing(text)).status_code == 401


def test_the_pages_and_the_desk_look_at_no_key(api, register):
    assert api.get("/programmes/", headers=bearing("wrong")).status_code == 200
    assert api.get("/admin/login/", headers=bearing("wrong")).status_code == 302


def test_a_partner_sees_its_own_limits_and_nobody_may_keep_them(api):
    until = timezone.now() + timedelta(days=90)
    row, text = make_key("Department", by=None, rate=500, expires_at=until)
    answer = api.get(ME, headers=bearing(text))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept, Authorization, Accept-Encoding"
    assert "ETag" not in answer.headers
    row.refresh_from_db()
    stamps = {"made_at": row.created.isoformat(), "expires_at": until.isoformat(), "last_used_at": None}
    assert answer.json() == {
        "key": {"prefix": row.prefix, "name": "Department", **stamps},
        "limit": {"policy": "key", "requests": 500, "seconds": 60, "left": 499, "resets_in": 15},
    }
    counts.write()
    row.refresh_from_db()
    assert api.get(ME, headers=bearing(text)).json()["key"]["last_used_at"] == row.last_used_at.isoformat()


def test_without_a_key_the_limits_are_those_of_anybody(api, settings):
    answer = api.get(ME)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "key": None,
        "limit": {"policy": "anon", "requests": 1200, "seconds": 60, "left": 1199, "resets_in": 15},
    }
    settings.API_RATE = 0
    assert api.get(ME).json() == {"key": None, "limit": None}
    assert api.get(f"{ME}?a=1").json()["parameter"] == "a"


def test_a_call_costs_one_read_more_with_a_key_and_no_write(api, register, django_assert_num_queries):
    text = make_key("Department", by=None)[1]
    for headers, queries in (({}, 1), (bearing(text), 2)):
        api.get(DETAIL, headers=headers)
        with django_assert_num_queries(queries) as captured:
            api.get(DETAIL, headers=headers)
        assert [each["sql"].split()[0] for each in captured.captured_queries] == ["SELECT"] * queries


def test_the_log_names_who_calls_with_a_key_and_nobody_else(api, register, caplog):
    row, text = make_key("Department", by=None)
    caplog.set_level(logging.INFO, "lifesci.partners.calls")
    api.get(LIST)
    api.get(f"{LIST}?q=secret%20words", headers=bearing(text), REMOTE_ADDR="192.0.2.77")
    api.get("/api/v1/no%0Awhere/", headers=bearing(text))
    assert [record.getMessage() for record in caplog.records] == [
        f"GET /api/v1/programmes/ 200 by the key {row.prefix} (Department)",
        f"GET /api/v1/no%0Awhere/ 404 by the key {row.prefix} (Department)",
    ]
