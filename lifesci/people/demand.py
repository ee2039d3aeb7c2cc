"""What every act of the desk asks first: may this person do it?"""

from django.core.exceptions import PermissionDenied


def demand(by, permission: str, doing: str) -> None:
    """Raise PermissionDenied unless `by` has the permission, as `app.codename`; None is the system, which may.

    `doing` says in words what is refused: "publish programmes".
    """
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(f"You may not {doing}.")


def demand_act(by, act: str, model) -> None:
    """The same for the permission that a model has of its own for an act: publish, withdraw, merge, import, hold."""
    meta = model._meta
    demand(by, f"{meta.app_label}.{act}_{meta.model_name}", f"{act} {meta.verbose_name_plural}")
