"""Logging in by password: who gets in, what a stranger learns, what is counted, and what ends a session."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lifesci.people.models import Attempts
from lifesci.people.words import MISMATCH
from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "a password of one test"
LOG_IN = "/account/login/"


def log_in(client, name="ada", password=PASSWORD, **options):
    """What the form answers."""
    return client.post(LOG_IN, {"login": name, "password": password}, **options)


def problems(answer):
    """What the form says is wrong."""
    return answer.context["form"].non_field_errors()


@pytest.fixture
def ada():
    """An editor."""
    return make.member("editor", username="ada", password=PASSWORD)


def test_the_desks_log_in_leads_to_the_one_door_and_back(client, ada):
    answer = client.get("/admin/programmes/programme/", follow=True)
    assert [where for where, _ in answer.redirect_chain] == [
        "/admin/login/?next=/admin/programmes/programme/",
        "/account/login/?next=%2Fadmin%2Fprogrammes%2Fprogramme%2F",
    ]
    page = answer.content.decode()
    assert '<input type="hidden" name="next" value="/admin/programmes/programme/">' in page
    answer = client.post(LOG_IN, {"login": "ada", "password": PASSWORD, "next": "/admin/programmes/programme/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/programmes/programme/")
    assert client.get("/admin/programmes/programme/").status_code == 200


def test_posting_to_the_admins_own_log_in_logs_nobody_in(client, ada):
    client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_log_in_leads_nowhere_outside(client, ada, where):
    answer = client.post(LOG_IN, {"login": "ada", "password": PASSWORD, "next": where})
    assert answer.headers["Location"] == "/admin/"


def test_a_stranger_is_told_the_same_whether_there_is_an_account_or_not(client, ada):
    make.member("editor", username="gone", password=PASSWORD, is_active=False)
    make.member("editor", username="keys-only", password=None).set_unusable_password()
    told = {
        (name, password): (answer.status_code, problems(answer), shape(answer))
        for name, password in (("nobody", "x"), ("ada", "x"), ("gone", PASSWORD), ("gone", "x"), ("keys-only", "x"))
        for answer in [log_in(Client(), name, password)]
    }
    assert len(set(map(repr, told.values()))) == 1
    assert told["nobody", "x"][:2] == (200, [MISMATCH])


def shape(answer):
    """A page without what changes each time, and without the name that was typed."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


@pytest.mark.parametrize("name", ["nobody", "ada", "gone"])
def test_each_attempt_costs_one_hash_whether_there_is_an_account_or_not(client, ada, name, monkeypatch):
    make.member("editor", username="gone", password=PASSWORD, is_active=False)
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *said: hashed.append(said) or encode(*said))
    log_in(client, name, "wrong")
    assert len(hashed) == 1


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_after_three_failures_the_right_password_waits_too(client, ada, name):
    for _ in range(3):
        assert problems(log_in(client, name, "wrong")) == [MISMATCH]
    assert problems(log_in(client, name)) == ["Too many log-ins have failed. Wait 2 seconds, then try again."]
    assert "sessionid" not in client.cookies or client.get("/admin/").status_code == 302


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_a_lock_holds_for_a_name_at_an_address_and_says_the_same_for_every_name(client, ada, name):
    log_in(client, name, "wrong")
    Attempts.objects.exclude(name_digest="").exclude(address="").update(failures=10)
    assert problems(log_in(client, name)) == ["Too many log-ins have failed. Wait 15 minutes, then try again."]
    elsewhere = log_in(client, "ada", REMOTE_ADDR="192.0.2.77")
    assert elsewhere.headers.get("Location") == "/admin/"


def test_who_gets_in_starts_again_at_no_failures(client, ada):
    for _ in range(2):
        log_in(client, password="wrong")
        log_in(client, password="wrong")
        assert log_in(client).status_code == 302
        client.logout()
    assert set(Attempts.objects.values_list("name_digest", "failures")) == {("", 4)}


def test_the_session_is_another_one_after_logging_in(client, ada):
    client.get(LOG_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    log_in(client)
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_ends_with_the_day(client, ada, settings):
    settings.SESSION_COOKIE_SECURE = True
    log_in(client)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["max-age"]) == (True, True, "Lax", 43200)


def test_a_changed_password_ends_every_other_session(client, ada):
    other = Client()
    for each in (client, other):
        log_in(each)
        assert each.get("/admin/").status_code == 200
    new = "Quite another passphrase of one test"
    answer = client.post(
        "/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert answer.headers["Location"] == "/admin/password_change/done/"
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302


def test_a_deactivated_account_is_out_at_its_next_request(client, ada):
    log_in(client)
    get_user_model().objects.update(is_active=False)
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("where", ["/admin/logout/", "/account/logout/"])
def test_logging_out_takes_a_post(client, ada, where):
    log_in(client)
    assert client.get(where).status_code == (405 if where.startswith("/admin/") else 200)
    assert client.get("/admin/").status_code == 200
    client.post(where)
    assert client.get("/admin/").status_code == 302


def test_logging_in_and_out_take_the_token_of_the_desk(ada):
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict).status_code == 403
    strict.force_login(ada)
    assert strict.post("/account/logout/").status_code == 403
    assert strict.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "password/set/", "login/code/", "inactive/"])
def test_there_is_no_way_to_sign_up_or_to_get_in_by_e_mail(client, path):
    assert client.get(f"/account/{path}").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_what_is_typed_is_shown_as_text(client):
    page = log_in(client, name='"><script>x</script>', password="<b>").content.decode()
    assert "<script>x" not in page
    assert "<b>" not in page
