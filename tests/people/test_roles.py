"""The table of roles: what each may do, and that every permission it names exists."""

import pytest
from django.contrib.auth.models import Permission

from lifesci.people.roles import KINDS, Role, permissions_of


def added(role, to):
    """What one role may do beyond another."""
    return permissions_of(role) - permissions_of(to)


def of_kinds(*verbs):
    """These verbs on each of the four kinds of record."""
    return {f"{app}.{verb}_{kind}" for verb in verbs for app, _, kind in (each.partition(".") for each in KINDS)}


def test_a_viewer_only_looks_and_sees_no_account_and_no_held_text():
    permissions = permissions_of(Role.VIEWER)
    assert {name.partition(".")[2].partition("_")[0] for name in permissions} == {"view"}
    assert of_kinds("view") < permissions
    assert "auth.view_user" not in permissions


def test_an_editor_writes_drafts_and_publishes_nothing():
    permissions = permissions_of(Role.EDITOR)
    assert of_kinds("add", "change", "delete") < permissions
    assert "evidence.hold_source" in permissions
    assert permissions & of_kinds("publish", "withdraw", "merge", "import") == set()
    assert not {name for name in permissions if name.startswith("vocabularies.") and ".view_" not in name}


def test_an_importer_is_an_editor_who_imports():
    assert of_kinds("import") <= added(Role.IMPORTER, Role.EDITOR)
    assert permissions_of(Role.IMPORTER) & of_kinds("publish", "withdraw", "merge") == set()


def test_a_publisher_is_an_editor_who_publishes_withdraws_merges_and_keeps_the_words():
    words = {
        f"vocabularies.{verb}_{word}" for verb in ("add", "change") for word in ("term", "place", "measure", "search")
    }
    assert of_kinds("publish", "withdraw", "merge") | words <= added(Role.PUBLISHER, Role.EDITOR)
    assert permissions_of(Role.PUBLISHER) & of_kinds("import") == set()


def test_an_administrator_does_all_of_it_and_alone_sees_accounts_and_deletes_none():
    everybody_else = frozenset().union(*(permissions_of(role) for role in Role if role != Role.ADMINISTRATOR))
    assert everybody_else < permissions_of(Role.ADMINISTRATOR)
    assert {"auth.view_user", "auth.add_user", "auth.change_user"} <= added(Role.ADMINISTRATOR, Role.PUBLISHER)
    assert not {name for name in everybody_else if name.startswith("auth.")}
    assert "auth.delete_user" not in permissions_of(Role.ADMINISTRATOR)


@pytest.mark.django_db
def test_every_permission_of_the_table_exists():
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    assert permissions_of(Role.ADMINISTRATOR) - {f"{app}.{codename}" for app, codename in rows} == set()
