"""The command that lets somebody in again."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from lifesci.people.lockout import admit
from lifesci.people.models import Attempts
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_failed_log_ins_are_forgotten_and_the_second_factor_stays(capsys):
    ada = make.member("publisher", username="ada")
    Authenticator.objects.create(user=ada, type="totp", data={})
    admit("ada", "192.0.2.1")
    call_command("let_in", "ada")
    assert capsys.readouterr().out == "ada: failed log-ins are forgotten.\n"
    assert not Attempts.objects.exclude(name_digest="").exists()
    assert Authenticator.objects.count() == 1


def test_a_lost_second_factor_is_taken_off(capsys):
    ada = make.member("publisher", username="ada", is_active=False)
    Authenticator.objects.create(user=ada, type="totp", data={})
    for _ in range(2):
        call_command("let_in", "ada", "--take-off-second-factor")
    said = capsys.readouterr().out.splitlines()
    closed = "ada: the account is closed, so nobody is let in with it."
    nothing = "ada: no failed log-in stood in the way."
    assert said == [nothing, "ada: the second factor is taken off.", closed,
                    nothing, "ada: there was no second factor.", closed]  # fmt: skip
    assert not Authenticator.objects.exists()


def test_a_name_without_an_account_is_said():
    with pytest.raises(CommandError, match="There is no account with the name “nobody”."):
        call_command("let_in", "nobody")
