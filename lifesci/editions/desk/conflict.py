"""Two people save one form: the second sees both versions side by side and chooses. Nothing is overwritten unseen."""

import re
from dataclasses import dataclass, field

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.template.response import TemplateResponse

from lifesci.editions.desk.comparing import (
    CHOICE,
    THEIRS,
    Difference,
    Group,
    differences,
    is_changed_by_them,
    is_touched,
    sent_of,
)
from lifesci.editions.desk.kept_form import SEAL, seal
from lifesci.editions.desk.sent_rows import SentRow, put_back, rows_of
from lifesci.trace.edits import NotAVersion, Version, changed_since, read_version, versions_of
from lifesci.trace.past import rows_at

KEY = re.compile(r"[0-9]{1,18}")
VERSION, BASE = "_version", "_base"
WHOLE = "The whole row"
OURS = ("csrfmiddlewaretoken", VERSION, BASE, SEAL)


@dataclass
class Formset:
    """One formset of a form: what was sent of it, as it stands now, as it was opened."""

    prefix: str
    rows: list[SentRow]
    now: dict[int, object]
    base: dict[int, object]
    empty_form: object
    noun: str

    def added_by_them(self) -> list[str]:
        """What stands now and was neither opened nor sent."""
        sent = {row.key for row in self.rows}
        return [f"{self.noun}: {form.instance}" for key, form in self.now.items() if key not in sent | self.base.keys()]


@dataclass
class Comparison:
    """Everything that the sender of a form and others left different."""

    groups: list[Group] = field(default_factory=list)
    formsets: list[Formset] = field(default_factory=list)

    @property
    def differences(self) -> list[Difference]:
        """All of them."""
        return [each for group in self.groups for each in group.differences]

    @property
    def is_news(self) -> bool:
        """Would saving overwrite anything that the sender never saw?"""
        return any(each.is_changed_by_them for each in self.differences)

    @property
    def unchosen(self) -> list[Difference]:
        """What the sender must still choose."""
        return [each for each in self.differences if not each.chosen]

    @property
    def added(self) -> list[str]:
        """Children that others added. They stay, whatever is chosen."""
        return [words for formset in self.formsets for words in formset.added_by_them()]

    def choose(self, data) -> None:
        """Take the choices that were sent."""
        for each in self.differences:
            each.choose(data.get(each.choice_name, ""))

    def resolved(self, data):
        """The data as if the sender had typed what was chosen."""
        data = data.copy()
        for name in [name for name in data if name.startswith(CHOICE) or name == BASE]:
            del data[name]
        theirs = {}
        for each in self.differences:
            theirs |= each.theirs_sent if each.chosen == THEIRS else {}
        for formset in self.formsets:
            put_back(data, formset.prefix, list(_resolved_rows(formset, theirs)))
        for name, values in theirs.items():
            if not any(name.startswith(f"{formset.prefix}-") for formset in self.formsets):
                data.setlist(name, values) if values else data.pop(name, None)
        return data


def _resolved_rows(formset, theirs):
    for row in formset.rows:
        start = f"{formset.prefix}-{row.number}-"
        if row.key is not None and row.key not in formset.now:
            if f"{start}id" in theirs or row.is_deleted:
                continue
            row.values["id"] = [""]
        for name, values in theirs.items():
            if name.startswith(start):
                row.values[name.removeprefix(start)] = values
        yield SentRow(row.number, {end: values for end, values in row.values.items() if values})


def lock(model: type, key: int) -> None:
    """Let whoever is saving this record finish first; until the transaction ends nobody else saves it."""
    list(model._base_manager.select_for_update().filter(pk=key).values_list("pk"))


class Conflicts:
    """For model admins: a form remembers the version it was opened on, and saving over a newer one asks first."""

    def traced(self, object_id) -> tuple[type, int] | None:
        """The record, by model and key, that what this form edits belongs to; None where there is no such row."""
        return (self.model, int(object_id)) if KEY.fullmatch(str(object_id)) else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form as ever; what was sent from an outdated one is compared first."""
        traced = self.traced(unquote(object_id)) if object_id else None
        if traced is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            request.desk_version = versions_of(traced[0], [traced[1]]).get(traced[1], Version())
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            lock(*traced)
            request.desk_version = versions_of(traced[0], [traced[1]]).get(traced[1], Version())
            answer = self._compared(request, object_id)
            return answer or super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with the version that it shows."""
        context["version"] = getattr(request, "desk_version", "")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _compared(self, request, object_id):
        """A page that asks, or None where the form may be saved; then `request.POST` has what was chosen."""
        try:
            shown = read_version(request.POST.get(VERSION, ""))
            base = read_version(request.POST[BASE]) if BASE in request.POST else shown
        except NotAVersion:
            return None  # a program that never saw a version
        if shown == request.desk_version and BASE not in request.POST:
            return None
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_change_permission(request, record):
            return None
        comparison = self.compare(request, record, base)
        comparison.choose(request.POST)
        is_again = BASE in request.POST and shown != request.desk_version
        if comparison.is_news and (is_again or comparison.unchosen or BASE not in request.POST):
            return self._conflict_page(request, record, comparison, base, is_again=is_again)
        request.POST = comparison.resolved(request.POST)
        return None

    def compare(self, request, record, base: Version) -> Comparison:
        """The three versions of the form, field by field and child by child."""
        now = self.get_form(request, record, change=True)(instance=record)
        opened = rows_at(self.model, base, id=record.pk).get(record.pk)
        own = list(differences(now, request.POST, request.FILES, opened))
        comparison = Comparison([Group(self.opts.verbose_name.capitalize(), own)] if own else [])
        for formset in self._formsets(request, record, base):
            comparison.formsets.append(formset)
            comparison.groups += [group for row in formset.rows if (group := _group(formset, row, request))]
        return comparison

    def _formsets(self, request, record, base):
        numbers = {}
        for made, inline in self.get_formsets_with_inlines(request, record):
            prefix = made.get_default_prefix()
            numbers[prefix] = numbers.get(prefix, 0) + 1
            if numbers[prefix] != 1 or not prefix:
                prefix = f"{prefix}-{numbers[prefix]}"
            if not inline.has_change_permission(request, record):
                continue
            formset = made(instance=record, prefix=prefix, queryset=inline.get_queryset(request))
            yield Formset(
                prefix,
                rows_of(request.POST, prefix),
                {form.instance.pk: form for form in formset.initial_forms},
                rows_at(inline.model, base, **{made.fk.attname: record.pk}),
                formset.empty_form,
                inline.verbose_name.capitalize(),
            )

    def _conflict_page(self, request, record, comparison, base, *, is_again):
        kept = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in OURS and not name.startswith(CHOICE)
            for value in values
        ]
        model, key = self.traced(record.pk)
        edits = changed_since(model(pk=key), base)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Choose between two versions: {record}",
            "opts": self.opts,
            "original": record,
            "change_url": request.path,
            "comparison": comparison,
            "is_again": is_again,
            "problems": [f"{each.label}: choose which version stands." for each in comparison.unchosen]
            if BASE in request.POST and not is_again
            else [],
            "edits": edits,
            "kept": kept,
            "base": base,
            "version": request.desk_version,
            "seal": seal(request.user),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/conflict.html", context, status=409)


def _group(formset: Formset, row: SentRow, request) -> Group | None:
    """What differs in one child that was opened; None for nothing, and for a child that was added."""
    if row.key is None:
        return None
    base, start = formset.base.get(row.key), f"{formset.prefix}-{row.number}"
    if row.key not in formset.now:
        found = _deleted_by_them(formset, row, base, request)
    else:
        form = formset.now[row.key]
        form.prefix = start
        found = [_deleted_by_me(form, base)] if row.is_deleted else list(_differences(form, base, request))
    found = [each for each in found if each]
    gone = base.history_object if base else "a row that is gone"
    title = str(formset.now[row.key].instance if row.key in formset.now else gone)
    return Group(f"{formset.noun}: {title}", found) if found else None


def _differences(form, base, request):
    return differences(form, request.POST, request.FILES, base)


def _deleted_by_me(form, base):
    if not is_changed_by_them(form, base):
        return None
    sent = {**sent_of(form), f"{form.prefix}-DELETE": []}
    return Difference(f"{form.prefix}-DELETE", WHOLE, "there", "deleted", "changed and kept", True, True, sent)


def _deleted_by_them(formset, row, base, request):
    """The row that somebody else deleted; nothing where the sender asked for the same."""
    if row.is_deleted:
        return []
    form = formset.empty_form
    form.prefix = f"{formset.prefix}-{row.number}"
    touched = is_touched(form, request.POST, request.FILES, base)
    mine = "changed and kept" if touched else "kept"
    name = f"{form.prefix}-id"
    return [Difference(name, WHOLE, "there", mine, "deleted", touched, True, {name: []})]
