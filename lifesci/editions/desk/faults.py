"""Every error of a form and its rows as one list, each with the field it leads to. For the top of the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS


@dataclass(frozen=True)
class Fault:
    """One error: where it is, in words, what is wrong, and the anchor of the field or row on the page."""

    where: str
    said: str
    anchor: str


def faults(form, formsets: Iterable) -> list[Fault]:
    """The errors of the record's own fields, then those of its rows, in the order of the page."""
    found = list(_of_form(form, "", "content-main"))
    for each in formsets:
        formset = each.formset
        name = str(each.opts.verbose_name)
        found += [Fault(name.capitalize(), said, f"{formset.prefix}-group") for said in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, 1):
            label = f"{name.capitalize()} {number}"
            if row.instance.pk:
                label = f"{label}, {row.instance}"
            found += _of_form(row, label, row.prefix)
    return found


def _of_form(form, label: str, anchor: str) -> Iterator[Fault]:
    for name, errors in form.errors.items():
        if name == NON_FIELD_ERRORS:
            where, leads = label, anchor
        else:
            bound = form[name]
            where, leads = ", ".join(filter(None, (label, str(bound.label)))), bound.auto_id
        for said in errors:
            yield Fault(where, said, leads)
