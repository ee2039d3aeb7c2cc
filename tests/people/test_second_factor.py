"""The second factor: who must have one, how it is set up, asked for, counted and kept."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.urls import URLPattern, reverse

from lifesci.people import account
from lifesci.people.adapters import SecondFactors
from lifesci.people.models import Attempts
from lifesci.people.roles import Role
from lifesci.people.second_factor import LEADING, needs_second_factor
from tests import factories as make
from tests.people.authenticator import code
from tests.people.test_logging_in import LOG_IN, PASSWORD, log_in

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000  # at the beginning of a step
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INDEX, CODE = "/account/factors/", "/account/factors/authenticate/"


@pytest.fixture(autouse=True)
def no_code_was_used_yet(settings):
    """A code counts once, and the cache that remembers it outlives a test."""
    settings.SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def clock_at(monkeypatch):
    """Sets the clock that codes and what is remembered of them go by."""
    return lambda moment: monkeypatch.setattr(time, "time", lambda: moment)


@pytest.fixture
def ada():
    """A publisher."""
    return make.member("publisher", username="ada", password=PASSWORD)


@pytest.fixture
def with_app(ada):
    """A publisher who has an app."""
    TOTP.activate(ada, SECRET)
    return ada


def test_who_publishes_or_looks_after_people_needs_one():
    needing = {role.value for role in Role if needs_second_factor(make.member(role.value))}
    assert needing == {"publisher", "administrator"}
    assert needs_second_factor(make.CuratorFactory())
    assert not needs_second_factor(make.CuratorFactory(is_active=False))
    alone = make.UserFactory()
    alone.user_permissions.add(Permission.objects.get(codename="merge_brief"))
    assert needs_second_factor(alone)


@pytest.mark.parametrize("where", ["/admin/", "/admin/programmes/programme/", "/admin/password_change/"])
def test_a_publisher_without_one_is_led_to_set_it_up_before_anything_else(client, ada, where):
    client.force_login(ada)
    answer = client.get(where, follow=True)
    assert answer.redirect_chain == [(INDEX, 302)]
    assert LEADING in answer.content.decode()
    assert client.post("/admin/programmes/programme/add/", {"title": "Past the door"}).status_code == 302
    assert client.post("/admin/logout/").status_code == 200


def test_an_editor_and_a_register_of_one_machine_do_without(client, ada, settings):
    client.force_login(make.member("editor"))
    assert client.get("/admin/").status_code == 200
    settings.SECOND_FACTOR = False
    client.force_login(ada)
    assert client.get("/admin/").status_code == 200


def test_setting_up_an_app_opens_the_desk_and_gives_recovery_codes(client, ada):
    log_in(client)
    page = client.get("/account/factors/totp/activate/", follow=True)
    assert page.redirect_chain[0][0].startswith("/account/reauthenticate/")
    page = client.post(page.redirect_chain[0][0], {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert f'<code id="authenticator_secret">{secret}</code>' in page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    wrong = client.post("/account/factors/totp/activate/", {"code": "000000"})
    assert wrong.context["form"].errors["code"] == ["This code or passkey is not right, or was used before."]
    done = client.post("/account/factors/totp/activate/", {"code": code(secret)}, follow=True)
    assert done.redirect_chain[-1][0] == "/account/factors/recovery-codes/"
    assert len(done.context["unused_codes"]) == 10
    assert all(each in done.content.decode() for each in done.context["unused_codes"])
    assert client.get("/admin/").status_code == 200


def test_a_password_alone_logs_nobody_in_who_has_one(client, with_app):
    answer = log_in(client)
    assert answer.headers["Location"] == CODE
    assert client.get("/admin/").status_code == 302
    assert client.get(CODE).status_code == 200
    answer = client.post(CODE, {"code": code(SECRET)})
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_counts_once(client, with_app):
    used = code(SECRET)
    log_in(client)
    client.post(CODE, {"code": used})
    client.logout()
    log_in(client)
    assert client.post(CODE, {"code": used}).context["form"].errors["code"]
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(("away", "status"), [(-60, 200), (-30, 302), (30, 302), (60, 200)])
def test_a_code_of_the_step_before_or_after_counts_too(client, with_app, clock_at, away, status):
    clock_at(NOON)
    log_in(client)
    assert client.post(CODE, {"code": code(SECRET, NOON + away)}).status_code == status


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_counts_once_for_as_long_as_it_is_right(client, with_app, clock_at, later):
    clock_at(NOON)
    early = code(SECRET, NOON + 30)
    log_in(client)
    assert client.post(CODE, {"code": early}).status_code == 302
    client.logout()
    clock_at(NOON + later)
    log_in(client)
    for typed in (early, f" {early[:3]}-{early[3:]}"):
        answer = client.post(CODE, {"code": typed})
        assert answer.context["form"].errors["code"] == ["This code or passkey is not right, or was used before."]
    assert client.get("/admin/").status_code == 302


def test_a_recovery_code_stands_in_once(client, with_app):
    spare = RecoveryCodes.activate(with_app).generate_codes()[0]
    for expected in (302, 200):
        log_in(client)
        assert client.post(CODE, {"code": spare}).status_code == expected
        client.logout()


def test_wrong_codes_are_slowed_and_locked_also_for_the_right_one(client, with_app):
    log_in(client)
    for _ in range(3):
        client.post(CODE, {"code": "000000"})
    said = client.post(CODE, {"code": code(SECRET)}).context["form"].errors["code"]
    assert said == ["Too many log-ins have failed. Wait 2 seconds, then try again."]
    Attempts.objects.exclude(name_digest="").exclude(address="").update(failures=10)
    said = client.post(CODE, {"code": code(SECRET)}).context["form"].errors["code"]
    assert said == ["Too many log-ins have failed. Wait 15 minutes, then try again."]
    assert client.get("/admin/").status_code == 302


def test_the_page_for_codes_is_nobodys_without_a_password_first(client, with_app):
    answer = client.get(CODE)
    assert (answer.status_code, answer.headers["Location"]) == (302, LOG_IN)


def test_a_passkey_that_is_none_is_refused(client, with_app):
    for credential in (
        "",
        "null",
        "[]",
        "{}",
        '{"response": {"userHandle": "MQ"}}',
        '{"id": 7}',
        "nonsense",
        "[" * 9999,
    ):
        answer = client.post("/account/factors/webauthn/login/", {"credential": credential})
        assert (answer.status_code, answer.headers["Location"]) == (302, LOG_IN), credential
        cache.clear()
    assert client.get("/admin/").status_code == 302


def test_the_options_of_a_passkey_name_no_account(client, with_app):
    options = client.get("/account/factors/webauthn/login/", headers={"Accept": "application/json"}).json()[
        "request_options"
    ]
    assert options["publicKey"].get("allowCredentials", []) == []
    assert options["publicKey"]["userVerification"] == "required"


def test_removing_it_asks_again_who_one_is_and_closes_the_desk(client, with_app):
    client.force_login(with_app)
    assert client.get("/admin/").status_code == 200
    answer = client.post("/account/factors/totp/deactivate/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert Authenticator.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "totp/activate/",
        "totp/deactivate/",
        "webauthn/",
        "webauthn/add/",
        "webauthn/keys/1/remove/",
        "webauthn/reauthenticate/",
        "recovery-codes/",
        "recovery-codes/download/",
        "recovery-codes/generate/",
        "reauthenticate/",
    ],
)
def test_how_one_logs_in_is_shown_to_nobody_else(client, with_app, path):
    answer = client.get(f"/account/factors/{path}")
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, LOG_IN)
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_touches_the_passkey_of_another(client, with_app):
    other = Authenticator.objects.create(user=with_app, type="webauthn", data={"name": "Key", "credential": {}})
    client.force_login(make.member("editor", username="eve", password=PASSWORD))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.post(f"/account/factors/webauthn/keys/{other.pk}/remove/").status_code == 404
    assert client.post(f"/account/factors/webauthn/keys/{other.pk}/edit/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get(pk=other.pk).data["name"] == "Key"


def test_a_copy_of_the_database_gives_no_code_away(with_app, settings):
    RecoveryCodes.activate(with_app)
    kept = {each.type: each.data for each in Authenticator.objects.all()}
    assert SECRET not in str(kept)
    assert SecondFactors().decrypt(kept["totp"]["secret"]) == SECRET
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert SecondFactors().decrypt(kept["totp"]["secret"]) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        SecondFactors().decrypt(kept["totp"]["secret"])


def test_asking_too_often_who_one_is_gets_a_page_that_says_so(client, ada):
    client.force_login(ada)
    answers = [client.post("/account/reauthenticate/", {"password": "wrong"}) for _ in range(11)]
    assert problems_of_password(answers[0]) == ["This is not your password."]
    assert answers[-1].status_code == 429
    assert "Nothing was changed." in answers[-1].content.decode()


def problems_of_password(answer):
    """What stands beside the password."""
    return answer.context["form"].errors["password"]


def test_every_address_of_logging_in_leads_to_one_page():
    routes = [f"{pattern.pattern}" for pattern in account.urlpatterns if isinstance(pattern, URLPattern)]
    assert len(routes) == len(set(routes)) == 3
    names = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index")
    assert [reverse(name) for name in names] == [
        "/account/reauthenticate/",
        "/account/factors/reauthenticate/",
        "/account/factors/webauthn/reauthenticate/",
        "/account/factors/",
    ]


def test_a_code_confirms_who_one_is_too(client, with_app):
    client.force_login(with_app)
    assert client.get("/account/factors/reauthenticate/").status_code == 200
    answer = client.post(
        "/account/factors/reauthenticate/", {"code": code(SECRET), "next": "/account/factors/webauthn/add/"}
    )
    assert answer.headers["Location"] == "/account/factors/webauthn/add/"
    assert client.get("/account/factors/webauthn/add/").status_code == 200
