"""The admin of a record that is published: its list with standings, its form, and what may no longer be done to it."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpResponseRedirect
from django.urls import reverse

from lifesci.editions.desk.beside import panels
from lifesci.editions.desk.choosing import Choosing, ChoosingForm
from lifesci.editions.desk.conflict import KEY, Conflicts
from lifesci.editions.desk.kept_form import Resuming
from lifesci.editions.desk.moments import log_moments
from lifesci.editions.desk.near import Near
from lifesci.editions.desk.publishing import Publishing
from lifesci.editions.desk.timeline import Timelined
from lifesci.editions.models import Edition, Entry
from lifesci.evidence.evaluation import check_facts

ROWS = 50
KEEPING = (
    "For curators",
    {"fields": ["editor_note", "review_on"], "description": "Nothing in this section is ever published."},
)


READ_IN = ("Where it was read", {"fields": [("read_in", "read_at")]})


class RecordList(ChangeList):
    """A page of records, each with its standing, in a constant number of queries."""

    def get_results(self, request):
        """The page as usual; then every row learns its standing."""
        super().get_results(request)
        rows = list(self.result_list)
        found = self.model_admin.standings_of(rows)
        for row in rows:
            row.standing = found[row.ref]
        self.result_list = rows


class RecordAdmin(Publishing, Timelined, Resuming, Conflicts, Near, Choosing, admin.ModelAdmin):
    """A record that is published as Editions. Each app names the acts, the fields and the inlines.

    `standings_of(records)`, the chip of each by ref, comes from the room that knows of reviews.
    """

    form = ChoosingForm
    change_form_template = "admin/desk/record.html"
    change_list_template = "admin/desk/list.html"
    empty_value_display = "not given"
    list_per_page = ROWS
    view_on_site = False
    slug_from = "title"

    def get_changelist(self, request, **options):
        """The list with standings."""
        return RecordList

    @admin.display(description="Standing")
    def standing(self, record):
        """The chip of a row."""
        return record.standing.html()

    def moments(self, record):
        """With what the change log says."""
        return [*super().moments(record), *log_moments(self.acts.kind, record.ref, str(record))]

    def save_related(self, request, form, formsets, change):
        """With its children saved, every fact is checked against the texts that are held."""
        super().save_related(request, form, formsets, change)
        check_facts(form.instance)

    def get_actions(self, request):
        """Nothing is deleted in bulk."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def was_published(self, record):
        """Was there ever an Edition? Asked once for each row."""
        if not hasattr(record, "was_published"):
            record.was_published = Edition.objects.filter(kind=self.acts.kind, ref=record.ref).exists()
        return record.was_published

    def has_delete_permission(self, request, obj=None):
        """What was published is withdrawn, never deleted."""
        return super().has_delete_permission(request, obj) and not (obj and obj.pk and self.was_published(obj))

    def get_readonly_fields(self, request, obj=None):
        """The reference is fixed once it has been published."""
        fixed = ["ref"] if obj and self.was_published(obj) else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request, obj=None):
        """A new record's reference follows its title."""
        return {} if obj else {"ref": (self.slug_from,)}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with the record's standing and the ways to its other pages.

        It is sent to its own address: a way into one of its sections, which that would keep, hides what came of it.
        """
        form_url = form_url or request.get_full_path()
        if change and obj:
            is_public = Entry.objects.filter(kind=self.acts.kind, ref=obj.ref).exists()
            context.update(
                standing=self.standings_of([obj])[obj.ref],
                panels=panels(request, self.acts.kind, obj),
                publish_url=self.address("publish", obj) if self.may(request, "publish") else "",
                withdraw_url=self.address("withdraw", obj) if is_public and self.may(request, "withdraw") else "",
                public_url=self.public_address(obj) if is_public else "",
            )
        return super().render_change_form(request, context, add, change, form_url, obj)


class ChildAdmin(Timelined, Resuming, Conflicts, Choosing, admin.ModelAdmin):
    """The page of a child with children of its own, reached from its record. It stands in no list of models."""

    form = ChoosingForm
    change_form_template = "admin/desk/child.html"
    view_on_site = False
    owner = ""

    def traced(self, object_id):
        """A child is part of its record."""
        column = self.model._meta.get_field(self.owner)
        keys = [object_id] if KEY.fullmatch(str(object_id)) else []
        owner = self.model._base_manager.filter(pk__in=keys).values_list(column.attname, flat=True).first()
        return (column.related_model, owner) if owner else None

    def has_module_permission(self, request):
        """Not on the front page."""
        return False

    def has_add_permission(self, request):
        """A child is added on the page of its record."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """The record it belongs to does not change."""
        return [*super().get_readonly_fields(request, obj), self.owner]

    def save_related(self, request, form, formsets, change):
        """The facts of the whole record are checked again."""
        super().save_related(request, form, formsets, change)
        check_facts(getattr(form.instance, self.owner))

    def response_post_save_change(self, request, obj):
        """Back to the record."""
        return HttpResponseRedirect(owner_address(getattr(obj, self.owner)))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with the way back to the record."""
        record = getattr(obj, self.owner)
        context.update(record=record, record_url=owner_address(record), list_url=list_address(record))
        return super().render_change_form(request, context, add, change, form_url, obj)


def owner_address(record):
    """The page of a record in the admin."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def list_address(record):
    """The list that a record stands in."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist")
