"""The first account: made once, with a password that is generated."""

import pytest
from django.contrib.auth import authenticate, get_user_model

from lifesci.operations.first_curator import create_first_curator
from lifesci.people.granting import roles_of
from lifesci.people.roles import Role

pytestmark = pytest.mark.django_db


def test_create_first_curator_of_an_empty_register_makes_an_account_that_can_sign_in():
    password = create_first_curator()
    curator = authenticate(username="curator", password=password)
    assert (curator.is_staff, curator.is_superuser, len(password)) == (True, True, 20)
    assert roles_of(curator) == [Role.ADMINISTRATOR]


def test_create_first_curator_twice_makes_one_account_and_keeps_its_password():
    password = create_first_curator()
    assert create_first_curator() is None
    assert get_user_model().objects.count() == 1
    assert authenticate(username="curator", password=password)


def test_create_first_curator_where_somebody_can_sign_in_makes_none():
    get_user_model().objects.create_user("editor", password="known to the editor")
    assert create_first_curator() is None
    assert list(get_user_model().objects.values_list("username", flat=True)) == ["editor"]


def test_create_first_curator_generates_another_password_each_time():
    first = create_first_curator()
    get_user_model().objects.all().delete()
    assert create_first_curator() != first
