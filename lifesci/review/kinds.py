"""The kinds of record that go through review, found where each app puts them on the desk."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from lifesci.editions.desk.acts import Acts
from lifesci.evidence.models import Record


@dataclass(frozen=True)
class ReviewedKind:
    """One kind of record with its model and its acts."""

    code: str
    model: type[Record]
    acts: Acts

    @property
    def title_field(self) -> str:
        """The column that names a record."""
        return "name" if any(field.name == "name" for field in self.model._meta.fields) else "title"

    def address(self, page: str, key: int) -> str:
        """One of a record's pages at the desk."""
        return reverse(f"admin:{self.model._meta.app_label}_{self.code}_{page}", args=[key])

    def change_address(self, key: int) -> str:
        """The form of a record."""
        return self.address("change", key)

    def may(self, user, *verbs: str) -> bool:
        """May the user do any of these to records of the kind?"""
        return any(user.has_perm(f"{self.model._meta.app_label}.{verb}_{self.code}") for verb in verbs)


def reviewed_kinds() -> list[ReviewedKind]:
    """Every kind, in the order of the installed applications."""
    found = [(model, admin.site._registry.get(model)) for model in apps.get_models() if issubclass(model, Record)]
    return [ReviewedKind(each.acts.kind, model, each.acts) for model, each in found if hasattr(each, "acts")]


def kinds_open_to(user, *verbs: str) -> list[ReviewedKind]:
    """The kinds to which the user may do any of these; unless said, those that the user may look at."""
    return [kind for kind in reviewed_kinds() if kind.may(user, *(verbs or ("view", "change")))]
