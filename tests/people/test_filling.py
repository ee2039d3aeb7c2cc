"""The groups follow the table of roles on a new database, on an old one, and after a flush."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import RunPython

from lifesci.people.roles import Role, permissions_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def rights() -> dict[str, set[str]]:
    """What each group may do."""
    return {
        group.name: {f"{each.content_type.app_label}.{each.codename}" for each in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }


def migrated():
    """What follows on every `migrate`."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


THE_TABLE = {role.value: set(permissions_of(role)) for role in Role}


def test_a_new_database_has_every_role_with_exactly_its_rights():
    assert rights() == THE_TABLE


def test_a_database_without_permissions_and_groups_gets_both():
    Group.objects.all().delete()
    Permission.objects.all().delete()
    migrated()
    assert rights() == THE_TABLE


def test_an_old_database_is_brought_in_line_and_keeps_its_people_and_other_groups():
    editor = make.UserFactory()
    group = Group.objects.get(name="editor")
    editor.groups.add(group)
    group.permissions.set(Permission.objects.filter(codename="publish_programme"))
    Group.objects.create(name="Friends").permissions.set(Permission.objects.filter(codename="view_term"))
    migrated()
    assert rights() == THE_TABLE | {"Friends": {"vocabularies.view_term"}}
    assert list(editor.groups.values_list("name", flat=True)) == ["editor"]


def test_who_could_hold_texts_under_the_old_name_still_can():
    right = Permission.objects.get(codename="hold_source")
    somebody = make.UserFactory()
    somebody.user_permissions.add(right)
    Permission.objects.filter(pk=right.pk).update(codename="hold_text")
    migration = import_module("lifesci.evidence.migrations.0002_rights_of_their_own").Migration
    [renaming] = [step for step in migration.operations if isinstance(step, RunPython)]
    renaming.code(apps, connection.schema_editor())
    assert list(somebody.user_permissions.values_list("codename", flat=True)) == ["hold_source"]
