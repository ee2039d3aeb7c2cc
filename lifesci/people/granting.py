"""Giving and taking rights: the acts that the desk and the command line call. Rooms above may witness them."""

from collections.abc import Callable, Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from lifesci.people.demand import demand
from lifesci.people.lockout import unlock
from lifesci.people.roles import Role

PERMISSION = "auth.change_user"
OWN_ROLE = "You are an administrator, and cannot take that from yourself: another administrator has to."
OWN_ACCOUNT = "You cannot close your own account: another administrator has to."

# Rooms above that keep a trail of what leaves no trace in an account: each is called with the person it was done to,
# who did it (None for the system) and a sentence, inside the transaction of the act.
WITNESSES: list[Callable] = []


def roles_of(person) -> list[Role]:
    """The roles of a person, in the order of the table; reads no more than the groups that are at hand."""
    names = {group.name for group in person.groups.all()}
    return [role for role in Role if role.value in names]


def objections(person, *, by, roles: Iterable[Role], is_active: bool) -> list[str]:
    """Why these rights cannot be given: an administrator always remains, because nobody steps down alone."""
    if by is None or by.pk != person.pk:
        return []
    steps_down = Role.ADMINISTRATOR in roles_of(person) and Role.ADMINISTRATOR not in roles
    return [OWN_ROLE] * steps_down + [OWN_ACCOUNT] * (not is_active)


def grant(person, roles: Iterable[Role], *, by) -> None:
    """Give a person exactly these roles; groups that are no roles stay. Raises PermissionDenied."""
    asked = {Role(role) for role in roles}
    roles = [role for role in Role if role in asked]
    with transaction.atomic():
        _may_change(by, person)
        before = roles_of(person)
        if OWN_ROLE in objections(person, by=by, roles=roles, is_active=True):
            raise PermissionDenied(OWN_ROLE)
        if set(before) == set(roles):
            return
        person.groups.remove(*Group.objects.filter(name__in=set(before) - set(roles)))
        person.groups.add(*Group.objects.filter(name__in=set(roles) - set(before)))


def open_account(person, *, by) -> None:
    """Let a person log in again. Raises PermissionDenied."""
    _set_active(person, True, by)


def close_account(person, *, by) -> None:
    """Let a person in no longer, from the next request on; what they did stays theirs. Raises PermissionDenied."""
    if by is not None and by.pk == person.pk:
        raise PermissionDenied(OWN_ACCOUNT)
    _set_active(person, False, by)


def let_in(person, *, by) -> bool:
    """Forget the failed log-ins of a person, and say whether they stood in the way. Raises PermissionDenied."""
    with transaction.atomic():
        _may_change(by, person)
        stood = [unlock(person.get_username()), unlock(code_name(person))]
        if any(stood):
            _tell(person, by, "Failed log-ins were forgotten.")
    return any(stood)


def take_off_second_factor(person, *, by) -> bool:
    """Remove every app, passkey and recovery code of a person, and say if there were any. Raises PermissionDenied."""
    with transaction.atomic():
        _may_change(by, person)
        count = Authenticator.objects.filter(user=person).delete()[0]
        if count:
            _tell(person, by, "The second factor was taken off.")
    return bool(count)


def code_name(person) -> str:
    """What failures of a person's codes are counted under; no log-in name holds a NUL, so none meets it."""
    return f"\0{person.pk}"


def _set_active(person, is_active, by):
    with transaction.atomic():
        _may_change(by, person)
        if person.is_active != is_active:
            person.is_active = is_active
            person.save(update_fields=["is_active"])


def _may_change(by, person):
    demand(by, PERMISSION, "change the rights of people")
    if by is not None and person.is_superuser and not by.is_superuser:
        raise PermissionDenied("You may not change the rights of a superuser.")


def _tell(person, by, words):
    for witness in WITNESSES:
        witness(person, by=by, words=words)
