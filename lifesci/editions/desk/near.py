"""Warns before a record is made whose name or identifier is close to one that exists. Looking and saving is enough."""

import re
from dataclasses import dataclass

from django.urls import reverse
from rapidfuzz import fuzz, process

from lifesci.editions.canonical import fold

ANYWAY = "_anyway"
CLOSE = 85  # of 100, for names in any order of their words
MOST = 5
WARNING = "This may be in the register already: see below. If it is another one, say so and save again."


@dataclass(frozen=True)
class NearRecord:
    """A record that may be the same, and why."""

    key: int
    name: str
    why: str
    address: str = ""


def near_names(model: type, paths: tuple[str, ...], typed: list[str]) -> list[NearRecord]:
    """Records one of whose names is close to one that was typed, the closest first; a query for each path."""
    rows = [(key, name) for path in paths for key, name in model._base_manager.values_list("pk", path) if name]
    folded = [fold(name) for _, name in rows]
    found = {}
    for name in filter(None, typed):
        close = process.extract(fold(name), folded, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, limit=MOST)
        for _, score, place in close:
            key, known = rows[place]
            why = "the same name" if score == 100 else "a name close to it"
            found.setdefault(key, (score, NearRecord(key, known, why)))
    return [near for _, near in sorted(found.values(), key=lambda each: -each[0])][:MOST]


def same_values(model: type, path: str, values: list[str]) -> list[NearRecord]:
    """Records that have one of these values, letter for letter; a query."""
    given = [value.strip() for value in values if value.strip()]
    rows = model._base_manager.filter(**{f"{path}__in": given}).distinct() if given else []
    what = path.partition("__")[0].removesuffix("s")
    return [NearRecord(row.pk, str(row), f"the same {what}") for row in rows[:MOST]]


class Near:
    """For model admins: `near_paths` lead to the names of a record, `near_exact` to values that no two records share.

    `near_typed` says in which further inputs of the form such names and values are typed, as patterns by path.
    """

    near_paths = ("title",)
    near_exact = ()
    near_typed = {}

    def get_form(self, request, obj=None, change=False, **options):
        """The form of a new record, which looks around before it is valid."""
        form = super().get_form(request, obj, change=change, **options)
        if obj is not None or request.method != "POST" or ANYWAY in request.POST:
            return form
        return type(form)(form.__name__, (LooksAround, form), {"look": lambda data: self._look(request, data)})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with what it may repeat."""
        context["near"] = getattr(request, "near", [])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _look(self, request, data) -> bool:
        """Is there a record that may be the same? What was found is kept for the page."""
        names = [data.get(self.near_paths[0]) or "", *self._typed(request, self.near_paths)]
        found = near_names(self.model, self.near_paths, names)
        for path in self.near_exact:
            found += same_values(self.model, path, [data.get(path) or "", *self._typed(request, (path,))])
        view = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        first = {near.key: near for near in reversed(found)}
        request.near = [
            NearRecord(near.key, near.name, near.why, reverse(view, args=[near.key]))
            for near in found
            if first[near.key] is near
        ]
        return bool(request.near)

    def _typed(self, request, paths) -> list[str]:
        patterns = [self.near_typed[path] for path in paths if path in self.near_typed]
        return [value for name, value in request.POST.items() if any(re.fullmatch(each, name) for each in patterns)]


class LooksAround:
    """For a form: not valid while something close to it was not looked at."""

    look = None

    def clean(self):
        """Everything as typed, and the warning where nothing else is wrong."""
        cleaned = super().clean()
        if not self.errors and type(self).look(self.cleaned_data):
            self.add_error(None, WARNING)
        return cleaned
