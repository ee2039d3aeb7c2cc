"""The register of the desk's tests, an editor and a publisher."""

import pytest
from django.contrib.auth.models import Permission

from tests import factories as make
from tests.desk.conftest import curator, one_of_everything, register, rows_are_looked_up_to_be_written, sign_in

__all__ = ["curator", "one_of_everything", "register", "rows_are_looked_up_to_be_written", "sign_in"]


def person(*verbs, nouns=("programme", "organisation", "brief", "source")):
    """A member of staff who may do these things to records."""
    user = make.UserFactory()
    codenames = [f"{verb}_{noun}" for verb in verbs for noun in nouns]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def editor(db):
    """Somebody who may edit and not publish."""
    return person("view", "add", "change")


@pytest.fixture
def publisher(db):
    """Somebody who may publish and withdraw."""
    return person("view", "change", "publish", "withdraw")
