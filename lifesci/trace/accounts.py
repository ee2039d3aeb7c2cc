"""Logs what happens to accounts: log-ins, failed ones, rights and second factors. Called by signals and by granting."""

from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_save

from lifesci.people.granting import WITNESSES
from lifesci.trace.acting import Act, current_act
from lifesci.trace.events import record_event
from lifesci.trace.models import Event

FLAGS = {"is_active": "may log in", "is_staff": "may use the desk", "is_superuser": "may do everything"}
GIVEN = {"post_add": "Given", "post_remove": "Taken", "post_clear": "All taken"}


def connect() -> None:
    """Listen to the signals; called once, when the register starts."""
    user = get_user_model()
    user_logged_in.connect(logged_in, dispatch_uid="trace.logged_in")
    user_logged_out.connect(logged_out, dispatch_uid="trace.logged_out")
    user_login_failed.connect(log_in_failed, dispatch_uid="trace.log_in_failed")
    authentication_failed.connect(factor_failed, dispatch_uid="trace.factor_failed")
    authenticator_added.connect(factor_added, dispatch_uid="trace.factor_added")
    authenticator_removed.connect(factor_removed, dispatch_uid="trace.factor_removed")
    WITNESSES.append(account_changed)
    pre_save.connect(remember_flags, sender=user, dispatch_uid="trace.remember_flags")
    post_save.connect(flags_saved, sender=user, dispatch_uid="trace.flags_saved")
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(rights_changed, sender=through, dispatch_uid=f"trace.rights.{through.__name__}")


def logged_in(sender, user, **_) -> None:
    """Somebody logged in."""
    record_event(Event.Kind.LOG_IN, by=user)


def logged_out(sender, user, **_) -> None:
    """Somebody logged out."""
    if user is not None:
        record_event(Event.Kind.LOG_OUT, by=user)


def log_in_failed(sender, credentials, **_) -> None:
    """A log-in failed. What was typed is named only where an account has that name: people type passwords there."""
    typed = str(credentials.get("username") or credentials.get("login") or credentials.get("email") or "")
    accounts = get_user_model()._default_manager.filter(**{get_user_model().USERNAME_FIELD: typed[:150]})
    account = accounts.first() if typed and "\0" not in typed else None
    record_event(Event.Kind.FAILED_LOG_IN, record=account, title="" if account else "no account of that name")


def factor_failed(sender, user, **_) -> None:
    """A password was right and the code after it was not."""
    record_event(Event.Kind.FAILED_LOG_IN, record=user, details="The second factor was wrong.")


def factor_added(sender, user, authenticator, **_) -> None:
    """Somebody set up an app, a passkey or recovery codes."""
    record_event(Event.Kind.ACCOUNT, by=user, record=user, details=f"Second factor added: {authenticator}.")


def factor_removed(sender, user, authenticator, **_) -> None:
    """Somebody removed a second factor of their own."""
    record_event(Event.Kind.ACCOUNT, by=user, record=user, details=f"Second factor removed: {authenticator}.")


def account_changed(person, *, by, words) -> None:
    """An administrator let somebody in again, or took a second factor off."""
    record_event(Event.Kind.ACCOUNT, by=by, record=person, details=words)


def remember_flags(sender, instance, raw=False, update_fields=None, **_) -> None:
    """Read what the account could do before it is saved."""
    instance.flags_before = {}
    if instance.pk and not raw and (update_fields is None or FLAGS.keys() & set(update_fields)):
        instance.flags_before = sender._default_manager.filter(pk=instance.pk).values(*FLAGS).first() or {}


def flags_saved(sender, instance, created, raw=False, **_) -> None:
    """Log an account that was opened, and one that may do more or less than before."""
    before = {} if raw else instance.__dict__.pop("flags_before", {})
    now = {flag: getattr(instance, flag) for flag in FLAGS}
    if created and not raw:
        can = ", ".join(words for flag, words in FLAGS.items() if now[flag])
        record_event(Event.Kind.ACCOUNT, record=instance, details=f"Opened: {can or 'may do nothing'}.")
    elif told := [
        f"{words}: {_word(now[flag])}" for flag, words in FLAGS.items() if before.get(flag, now[flag]) != now[flag]
    ]:
        record_event(Event.Kind.RIGHTS, record=instance, details=f"{'; '.join(told).capitalize()}.")


def rights_changed(sender, instance, action, reverse, model, pk_set, **_) -> None:
    """Log groups and rights that were given or taken. Roles that a migration fills are no act of anybody's."""
    if action not in GIVEN or reverse:
        return
    if isinstance(instance, Group) and current_act().act != Act.FORM:
        return
    rows = model._default_manager.filter(pk__in=pk_set or [])
    names = (
        [f"{row.content_type.app_label}.{row.codename}" for row in rows.select_related("content_type")]
        if (model is Permission)
        else [str(row) for row in rows]
    )
    details = f"{GIVEN[action]}: {', '.join(sorted(names))}." if names else f"{GIVEN[action]}."
    record_event(Event.Kind.RIGHTS, record=instance, details=details)


def _word(flag: bool) -> str:
    return "yes" if flag else "no"
