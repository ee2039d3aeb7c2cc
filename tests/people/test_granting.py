"""Giving and taking rights: what each act does, whom it is refused to, and who hears of it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from lifesci.people import granting
from lifesci.people.granting import (
    close_account,
    code_name,
    grant,
    let_in,
    open_account,
    roles_of,
    take_off_second_factor,
)
from lifesci.people.lockout import TooManyFailures, admit
from lifesci.people.models import Attempts
from lifesci.people.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "192.0.2.1"


@pytest.fixture
def administrator():
    """Somebody who looks after people."""
    return make.member("administrator", username="grace")


@pytest.fixture
def ada():
    """An editor."""
    return make.member("editor", username="ada")


@pytest.fixture
def heard(monkeypatch):
    """What a witness hears."""
    told = []
    monkeypatch.setattr(granting, "WITNESSES", [lambda person, by, words: told.append((person, by, words))])
    return told


def test_granting_gives_exactly_these_roles_and_leaves_other_groups(administrator, ada):
    ada.groups.add(Group.objects.create(name="Friends"))
    grant(ada, [Role.PUBLISHER, Role.IMPORTER], by=administrator)
    assert set(ada.groups.values_list("name", flat=True)) == {"Friends", "importer", "publisher"}
    assert roles_of(ada) == [Role.IMPORTER, Role.PUBLISHER]
    grant(ada, ["importer", "publisher"], by=administrator)
    assert roles_of(ada) == [Role.IMPORTER, Role.PUBLISHER]


def test_a_role_that_is_none_is_refused(administrator, ada):
    with pytest.raises(ValueError, match="emperor"):
        grant(ada, ["emperor"], by=administrator)
    assert roles_of(ada) == [Role.EDITOR]


def test_a_closed_account_may_do_nothing_until_it_is_opened(administrator, ada):
    close_account(ada, by=administrator)
    ada.refresh_from_db()
    assert (ada.is_active, ada.has_perm("programmes.change_programme")) == (False, False)
    close_account(ada, by=administrator)
    open_account(ada, by=administrator)
    ada.refresh_from_db()
    assert ada.is_active


def test_failed_log_ins_and_codes_are_forgotten(administrator, ada, heard):
    for name in ("ADA", code_name(ada)):
        admit(name, ADDRESS)
    Attempts.objects.exclude(name_digest="").update(failures=60)
    with pytest.raises(TooManyFailures):
        admit("ada", ADDRESS)
    assert let_in(ada, by=administrator) is True
    admit("ada", ADDRESS)
    admit(code_name(ada), ADDRESS)
    assert let_in(make.member("editor"), by=administrator) is False
    assert heard == [(ada, administrator, "Failed log-ins were forgotten.")]


def test_a_second_factor_is_taken_off(administrator, ada, heard):
    other = Authenticator.objects.create(user=administrator, type="totp", data={})
    Authenticator.objects.create(user=ada, type="totp", data={})
    assert take_off_second_factor(ada, by=administrator) is True
    assert list(Authenticator.objects.all()) == [other]
    assert take_off_second_factor(ada, by=administrator) is False
    assert heard == [(ada, administrator, "The second factor was taken off.")]


ACTS = [
    pytest.param(lambda person, by: grant(person, ["administrator"], by=by), id="grant"),
    pytest.param(lambda person, by: close_account(person, by=by), id="close"),
    pytest.param(lambda person, by: open_account(person, by=by), id="open"),
    pytest.param(lambda person, by: let_in(person, by=by), id="let in"),
    pytest.param(lambda person, by: take_off_second_factor(person, by=by), id="take off"),
]


@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_for_others_than_administrators_and_none_reaches_a_superuser(act, ada, administrator, heard):
    others = [make.member(role.value) for role in Role if role != Role.ADMINISTRATOR]
    others.append(make.member("administrator", is_active=False))
    for by in others:
        with pytest.raises(PermissionDenied):
            act(ada, by)
    superuser = make.CuratorFactory()
    with pytest.raises(PermissionDenied, match="superuser"):
        act(superuser, administrator)
    assert (heard, roles_of(ada)) == ([], [Role.EDITOR])
    act(ada, administrator)
    act(ada, superuser)
    act(ada, None)


def test_nobody_steps_down_alone(administrator):
    with pytest.raises(PermissionDenied, match="cannot take that from yourself"):
        grant(administrator, [Role.EDITOR], by=administrator)
    with pytest.raises(PermissionDenied, match="cannot close your own account"):
        close_account(administrator, by=administrator)
    administrator.refresh_from_db()
    assert (roles_of(administrator), administrator.is_active) == ([Role.ADMINISTRATOR], True)
    grant(administrator, [Role.ADMINISTRATOR, Role.IMPORTER], by=administrator)
    assert Role.IMPORTER in roles_of(administrator)
