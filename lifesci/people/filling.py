"""Bringing the groups in line with the table of roles; run after every migration, on a new and on an old database."""

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Value
from django.db.models.functions import Concat

from lifesci.people.roles import Role, permissions_of


def fill_roles(*, apps=installed, using: str = DEFAULT_DB_ALIAS, **_) -> None:
    """Make each role a group that has exactly the permissions of the table. Other groups are left alone."""
    try:
        group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return  # the accounts themselves have been migrated away
    named = permission.objects.using(using).annotate(full=Concat("content_type__app_label", Value("."), "codename"))
    known = dict(named.order_by().values_list("full", "pk"))
    for role in Role:
        wanted = {known[name] for name in permissions_of(role) if name in known}
        group.objects.using(using).get_or_create(name=role.value)[0].permissions.set(wanted)
