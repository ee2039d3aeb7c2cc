"""The watch for N+1 reads is on in the suite on SQLite; without its app it would be silent."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import connection
from zeal import NPlusOneError, zeal_context

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="what is read in a loop is so on either database")


@pytest.mark.django_db
def test_a_relation_read_in_a_loop_raises():
    with zeal_context(), pytest.raises(NPlusOneError):
        _ = [permission.content_type.app_label for permission in Permission.objects.all()[:5]]


@pytest.mark.django_db
def test_a_relation_read_ahead_does_not_raise():
    with zeal_context():
        labels = {permission.content_type.app_label for permission in Permission.objects.select_related("content_type")}
    assert "auth" in labels


def test_every_request_of_a_test_is_watched():
    assert settings.MIDDLEWARE[0] == "zeal.middleware.zeal_middleware"
