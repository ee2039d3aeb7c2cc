"""The account that the first person at a new register signs in with; called by open_register alone."""

import secrets

from django.contrib.auth import get_user_model

NAME = "curator"


def create_first_curator() -> str | None:
    """Make the first curator and return the generated password, kept nowhere else; None where accounts exist."""
    accounts = get_user_model().objects
    if accounts.exists():
        return None
    password = secrets.token_urlsafe(15)
    accounts.create_superuser(NAME, password=password)
    return password
