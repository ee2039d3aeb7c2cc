"""An act is refused to whoever lacks its permission, to inactive people, and never to the system."""

import pytest
from django.core.exceptions import PermissionDenied

from lifesci.evidence.models import Source
from lifesci.people.demand import demand, demand_act
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_system_may():
    demand_act(None, "publish", Source)


def test_somebody_without_the_permission_is_refused_in_words():
    with pytest.raises(PermissionDenied, match="You may not merge sources."):
        demand_act(make.UserFactory(), "merge", Source)
    with pytest.raises(PermissionDenied, match="You may not hold the texts of sources."):
        demand(make.UserFactory(), "evidence.hold_source", "hold the texts of sources")


def test_whoever_has_the_role_may():
    demand_act(make.member("publisher"), "merge", Source)


def test_an_inactive_person_is_refused_whatever_the_role():
    with pytest.raises(PermissionDenied):
        demand_act(make.member("publisher", is_active=False), "merge", Source)
    with pytest.raises(PermissionDenied):
        demand_act(make.CuratorFactory(is_active=False), "merge", Source)
