"""The account that the first person at a new register signs in with; called by open_register alone."""

import secrets

from django.contrib.auth import get_user_model

from lifesci.people.granting import grant
from lifesci.people.roles import Role

NAME = "curator"


def create_first_curator() -> str | None:
    """Make the first curator and return the generated password, kept nowhere else; None where accounts exist."""
    accounts = get_user_model().objects
    if accounts.exists():
        return None
    password = secrets.token_urlsafe(15)
    grant(accounts.create_superuser(NAME, password=password), [Role.ADMINISTRATOR], by=None)
    return password
