"""What happens to second factors and locked accounts stands in the log, with who did it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache

from lifesci.people.granting import let_in, take_off_second_factor
from lifesci.people.lockout import admit
from lifesci.trace.models import Event
from tests import factories as make
from tests.people.test_logging_in import PASSWORD, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    """A publisher with an app."""
    cache.clear()
    ada = make.member("publisher", username="ada", password=PASSWORD)
    TOTP.activate(ada, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return ada


def logged(before):
    """(kind, by, title, details) of what came since."""
    return list(Event.objects.order_by("id").values_list("kind", "by_name", "title", "details"))[before:]


def test_a_wrong_code_after_a_right_password_is_logged(client, ada, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    log_in(client)
    before = Event.objects.count()
    client.post("/account/factors/authenticate/", {"code": "000000"})
    assert logged(before) == [("failed-log-in", "", "ada", "The second factor was wrong.")]


def test_removing_and_adding_a_second_factor_is_logged(client, ada, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    before = Event.objects.count()
    client.post("/account/factors/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert logged(before) == [("account", "ada", "ada", "Second factor removed: TOTP Authenticator.")]


def test_what_an_administrator_takes_off_is_logged_with_the_administrator(ada):
    grace = make.member("administrator", username="grace")
    admit("ada", "192.0.2.1")
    before = Event.objects.count()
    let_in(ada, by=grace)
    take_off_second_factor(ada, by=grace)
    assert logged(before) == [
        ("account", "grace", "ada", "Failed log-ins were forgotten."),
        ("account", "grace", "ada", "The second factor was taken off."),
    ]
