"""The log of acts: log-ins, rights, exports and views of held texts are written once and name no password."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, connection, transaction

from lifesci.trace.acting import Act, acting
from lifesci.trace.events import events_of, record_event
from lifesci.trace.models import Event
from lifesci.trace.written_once import Immutable
from tests import factories as make

pytestmark = pytest.mark.django_db


def logged() -> list[tuple]:
    """Every event, oldest first."""
    return list(Event.objects.order_by("id").values_list("kind", "by_name", "title", "details"))


def test_an_event_says_who_did_what_to_which_record():
    by, source = make.UserFactory(username="ada"), make.SourceFactory(title="Annex")
    with acting(Act.FORM, by=by):
        record_event(Event.Kind.TEXT_VIEWED, record=source)
    record_event("export", by=by, title="programmes.csv", details="12 rows.")
    assert logged()[-2:] == [("text-viewed", "ada", "Annex", ""), ("export", "ada", "programmes.csv", "12 rows.")]
    assert events_of(source).get().by_key == by.pk
    with pytest.raises(ValueError, match="nonsense"):
        record_event("nonsense")


def test_an_event_is_written_once():
    event = record_event("export", title="x")
    for change in (
        event.save,
        event.delete,
        lambda: Event.objects.update(title="y"),
        lambda: Event.objects.all().delete(),
    ):
        with pytest.raises(Immutable):
            change()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE trace_event SET title = 'y'")


def test_log_ins_and_log_outs_are_logged(client, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]  # a session is read again when it ends
    user = make.UserFactory(username="ada")
    before = len(logged())
    client.force_login(user)
    client.post("/admin/logout/")
    assert logged()[before:] == [("log-in", "ada", "", ""), ("log-out", "ada", "", "")]


def test_a_failed_log_in_names_an_account_and_never_what_was_typed_in_its_place():
    make.UserFactory(username="ada")
    before = len(logged())
    assert authenticate(username="ada", password="wrong") is None
    assert authenticate(username="my secret password", password="wrong") is None
    assert logged()[before:] == [
        ("failed-log-in", "", "ada", ""),
        ("failed-log-in", "", "no account of that name", ""),
    ]


def test_rights_that_are_given_or_taken_are_logged_with_who_gave_them():
    by, user = make.CuratorFactory(username="grace"), make.UserFactory(username="ada", is_staff=False)
    group = Group.objects.create(name="helpers")
    before = len(logged())
    with acting(Act.FORM, by=by):
        user.is_staff = True
        user.save()
        user.email = "ada@example.org"
        user.save()
        user.groups.add(group)
        user.groups.remove(group)
        user.user_permissions.add(Permission.objects.get(codename="view_edit"))
        group.permissions.add(Permission.objects.get(codename="view_event"))
    assert logged()[before:] == [
        ("rights", "grace", "ada", "May use the desk: yes."),
        ("rights", "grace", "ada", "Given: helpers."),
        ("rights", "grace", "ada", "Taken: helpers."),
        ("rights", "grace", "ada", "Given: trace.view_edit."),
        ("rights", "grace", "helpers", "Given: trace.view_event."),
    ]


def test_an_account_that_is_opened_is_logged_and_a_role_filled_by_a_migration_is_not():
    before = len(logged())
    get_user_model().objects.create_superuser("root", password="x")
    Group.objects.create(name="helpers").permissions.set(Permission.objects.all()[:3])
    assert logged()[before:] == [
        ("account", "", "root", "Opened: may log in, may use the desk, may do everything."),
    ]
