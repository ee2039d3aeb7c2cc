"""The first log-in with a second factor: an app and its code, then a passkey, by keyboard, under the strict policy."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.examination import complaints, examine
from tests.browser.logging_in import type_name_and_password
from tests.factories import CuratorFactory
from tests.people.authenticator import code

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NAME, PASSWORD = "ada", "a password of one test"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(live_server, settings):
    """Where the desk is, of a register that others can reach."""
    settings.SECOND_FACTOR = True
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    cache.clear()
    CuratorFactory(username=NAME, password=PASSWORD)
    return live_server.url


@pytest.fixture
def said(page):
    """What the policy and the scripts complained of on the way."""
    return complaints(page)


def log_in(page, desk):
    """Name and password, by keyboard."""
    type_name_and_password(page, desk, NAME, PASSWORD)


def log_out(page, desk):
    """By the button in the header."""
    page.goto(desk + "/account/factors/")
    page.get_by_role("button", name="Log out").press("Enter")
    page.wait_for_url("**/admin/logout/")


def confirm(page):
    """The password once more."""
    page.wait_for_url("**/account/reauthenticate/**")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def set_up_app(page) -> str:
    """Set up an app, and return its key."""
    page.get_by_role("link", name="Set up an app").press("Enter")
    confirm(page)
    page.wait_for_url("**/totp/activate/")
    assert page.locator("img.qr").evaluate("each => each.complete && each.naturalWidth > 0")
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Code").fill(code(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    return secret


def add_passkey(page, desk):
    """Add a passkey that stands for everything."""
    page.goto(desk + "/account/factors/webauthn/add/")
    confirm(page)
    page.wait_for_url("**/webauthn/add/")
    page.get_by_label("Name").fill("This laptop")
    page.get_by_label("Log in with it alone").check()
    page.get_by_role("button", name="Add the passkey").press("Enter")
    page.wait_for_url("**/recovery-codes/")
    page.goto(desk + "/account/factors/webauthn/")
    row = page.get_by_role("row", name="This laptop")
    assert "alone, without password" in row.inner_text()


def test_a_first_log_in_leads_to_a_second_factor_and_then_to_the_desk(desk, page, said):
    log_in(page, desk)
    page.wait_for_url("**/account/factors/")
    assert "Set up a second factor" in page.locator(".messagelist").inner_text()
    secret = set_up_app(page)
    page.get_by_role("link", name="Go on to the desk").press("Enter")
    page.wait_for_url(desk + "/admin/")
    log_out(page, desk)
    log_in(page, desk)
    page.wait_for_url("**/account/factors/authenticate/")
    expect(page.get_by_label("Code")).to_be_focused()
    page.keyboard.type(code(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(desk + "/admin/")
    assert said == []


def test_a_passkey_alone_opens_the_desk_and_a_dismissed_one_says_what_to_do(desk, page, said):
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    key = browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    log_in(page, desk)
    page.wait_for_url("**/account/factors/")
    add_passkey(page, desk)
    log_out(page, desk)
    page.goto(desk + "/admin/programmes/programme/")
    page.get_by_role("button", name="Log in with a passkey").press("Enter")
    page.wait_for_url(desk + "/admin/programmes/programme/")
    log_out(page, desk)
    browser.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto(desk + "/account/login/")
    page.get_by_role("button", name="Log in with a passkey").press("Enter")
    page.locator("[data-passkey-says]", has_text="Nothing was changed. Try again").wait_for()
    assert said == []


def test_no_page_of_logging_in_breaks_a_rule(desk, page, said):
    log_in(page, desk)
    page.wait_for_url("**/account/factors/")
    found = {"/account/factors/": examine(page, desk + "/account/factors/", said)}
    found["reauthenticate"] = examine(page, desk + "/account/factors/totp/activate/", said)
    confirm(page)
    page.wait_for_url("**/totp/activate/")
    found |= {
        path: examine(page, desk + path, said)
        for path in ("/account/factors/webauthn/add/", "/account/factors/totp/activate/")
    }
    page.get_by_label("Code").fill(code(page.locator("#authenticator_secret").inner_text()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    found["codes"] = examine(page, desk + "/account/factors/recovery-codes/", said)
    assert {path: faults for path, faults in found.items() if faults} == {}
