"""Rows whose order numbers must differ: two of them may change places in one saving."""

from django.db import transaction
from django.db.models import F, Max

from lifesci.editions.desk.facts import RowFormSet

TWICE = "Two rows have the order {}. Give each a number of its own."


class OrderedFormSet(RowFormSet):
    """Asks for different numbers among the rows that were sent, not against those they are about to replace."""

    def add_fields(self, form, index):
        """As usual; the number is judged by the whole set."""
        super().add_fields(form, index)
        judged = form._get_validation_exclusions
        form._get_validation_exclusions = lambda: judged() | {"order"}

    def clean(self):
        """Every row that stays has a number of its own."""
        super().clean()
        seen = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form in self.deleted_forms:
                continue
            order = form.cleaned_data.get("order")
            if order in seen:
                form.add_error("order", TWICE.format(order))
            if order is not None:
                seen.add(order)

    def save(self, commit=True):
        """Move the rows that stand out of the way of the new numbers first."""
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            rows = self.model._default_manager.filter(pk__in=[row.pk for row in self.get_queryset()])
            highest = max([rows.aggregate(highest=Max("order"))["highest"] or 0, *self._sent()])
            rows.update(order=F("order") + highest + 1)
            saved = super().save()
            for form in self.initial_forms:
                if form.instance.pk and not form.has_changed():
                    rows.filter(pk=form.instance.pk).update(order=form.instance.order)
            return saved

    def _sent(self):
        return [form.cleaned_data.get("order") or 0 for form in self.forms if hasattr(form, "cleaned_data")]
