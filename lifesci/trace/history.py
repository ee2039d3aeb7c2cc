"""History on every working model: `history = kept()` on a record, `kept(of="programme")` on what hangs on it.

Many-to-many fields are kept as lists of keys in the same row, so that one save of a form is one row, and can be written
in bulk; the library's own copies cost twenty queries a save and a row for each field.
"""

from functools import partial

from django.db import models
from django.db.models.signals import m2m_changed
from simple_history.models import HistoricalRecords

from lifesci.trace.acting import current_act
from lifesci.trace.family import register
from lifesci.trace.writing import changed, newest_rows, relations_of, restate, write

# Written by the register itself; and when a row was saved, its Edit knows better.
DERIVED = {"created_at", "updated_at", "fixed_ref", "check_result", "checked_on", "checked_as"}


class HistoryRow(models.Model):
    """Abstract. One state of one row; `history_relations` has the keys of its many-to-many rows by field."""

    history_edit = models.ForeignKey("trace.Edit", models.PROTECT, related_name="+")
    history_relations = models.JSONField(default=dict)

    class Meta:
        abstract = True


def kept(*, of: str = "", excluded: tuple[str, ...] = ()) -> HistoricalRecords:
    """Keeps who changed what and when. `of` names the foreign key to the owner; `excluded` fields are not kept."""
    return KeptRecords(of, excluded)


class KeptRecords(HistoricalRecords):
    """The library's records, with an Edit for each act and without a row where nothing changed."""

    def __init__(self, of: str, excluded: tuple[str, ...]):
        super().__init__(history_id_field=models.BigAutoField(), bases=(HistoryRow,))
        self.of, self.left_out = of, DERIVED | set(excluded)

    def finalize(self, sender, **options):
        """Register the model once it is whole."""
        if self.cls is not sender:
            return
        register(sender, self.of)
        self.excluded_fields = [each.name for each in sender._meta.fields if each.name in self.left_out]
        super().finalize(sender, **options)
        for each in sender._meta.many_to_many:
            handler = partial(self.relation_changed, name=each.name)
            m2m_changed.connect(handler, sender=each.remote_field.through, weak=False)

    def copy_fields(self, model):
        """Only the key and the owner are ever looked up; other indexes would only be slow to write."""
        fields = super().copy_fields(model)
        for name, each in fields.items():
            each.db_index = name in (model._meta.pk.name, self.of)
        return fields

    @property
    def _date_indexing(self):
        return False

    def get_meta_options(self, model):
        """History is looked at with the right to look at the record; it has no rights of its own."""
        return {**super().get_meta_options(model), "default_permissions": ()}

    def get_history_user(self, instance):
        """Who acts."""
        return current_act().person

    def get_change_reason_for_object(self, instance, history_type, using):
        """How."""
        return current_act().act.value

    def post_save(self, instance, created, using=None, raw=False, **options):
        """Keep the row as it is now, if that is news. Fixtures are not kept: `keep_first` does that for them all."""
        if raw:
            instance.skip_history_when_saving = True  # and the same for its many-to-many rows, which follow
        if hasattr(instance, "skip_history_when_saving"):
            return
        before = None if created else newest_rows(type(instance), [instance.pk]).get(instance.pk)
        if created:
            write([instance], "+", {})
        elif before is None:
            write([instance], "~", relations_of([instance]))
        elif changed(before, instance):
            write([instance], "~", {instance.pk: before.history_relations})

    def create_historical_record(self, instance, history_type, using=None):
        """What the library calls when a row has been deleted."""
        write([instance], history_type, {})

    def relation_changed(self, instance, action, reverse, name, **options):
        """Keep the new rows of a many-to-many field, in the row of the act that is under way if it has one."""
        if reverse or not action.startswith("post_") or hasattr(instance, "skip_history_when_saving"):
            return
        before = newest_rows(type(instance), [instance.pk]).get(instance.pk)
        relations = {**(before.history_relations if before else {}), **relations_of([instance], [name])[instance.pk]}
        if before is None or relations != before.history_relations:
            restate(before, instance, relations)
