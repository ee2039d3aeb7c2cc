"""Corrections and the links of providers at the curators' desk; holds no rules, calls the acts."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator

from lifesci.corrections.decision import Decision
from lifesci.corrections.linking import LONGEST, make_link, revoke
from lifesci.corrections.models import Correction, ProviderLink
from lifesci.editions.desk.chip import Chip
from lifesci.editions.models import Entry

CHIPS = {
    Correction.State.WAITING: Chip("changed", "Waiting"),
    Correction.State.ACCEPTED: Chip("current", "Accepted"),
    Correction.State.REJECTED: Chip("draft", "Rejected"),
}
OPEN, CLOSED = Chip("current", "Open"), Chip("draft", "Closed")


class ReportAdmin(admin.ModelAdmin):
    """What came from outside: read here, never edited, and deleted by nobody."""

    actions = None
    view_on_site = False
    change_list_template = "admin/desk/list.html"

    def has_change_permission(self, request, obj=None):
        """What others said stays as they said it."""
        return False

    def has_delete_permission(self, request, obj=None):
        """A report stays."""
        return False

    def page(self, request, row, template, **context):
        """One page of the desk about a row."""
        context = {
            **self.admin_site.each_context(request),
            "title": str(row),
            "opts": self.opts,
            "original": row,
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context)

    def row_or_refuse(self, request, object_id):
        """The row of an address, None where there is none. Raises PermissionDenied."""
        row = self.get_object(request, admin.utils.unquote(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row


@admin.register(Correction)
class CorrectionAdmin(ReportAdmin):
    """What readers and providers say is wrong."""

    list_display = ["number", "about", "wrong_in_short", "standing", "received_at"]
    list_display_links = ["number", "about"]
    list_filter = ["state", "kind", "received_at"]
    search_fields = ["ref", "said", "wrong", "right", "where", "reason"]
    search_help_text = "Searches references, facts, and what was said; not the addresses of senders."

    def has_add_permission(self, request):
        """Corrections come from the public pages."""
        return False

    @admin.display(description="Record and fact", ordering="ref")
    def about(self, correction):
        """What it speaks of."""
        return f"{correction.get_kind_display()} {correction.ref}: {Truncator(correction.said).words(12)}"

    @admin.display(description="What is wrong")
    def wrong_in_short(self, correction):
        """The beginning of it."""
        return Truncator(correction.wrong).words(20)

    @admin.display(description="State", ordering="state")
    def standing(self, correction):
        """The chip of a row."""
        return CHIPS[correction.state].html()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page that decides."""
        correction = self.row_or_refuse(request, object_id)
        if correction is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        decision = Decision(request, correction)
        if request.method == "POST" and (onward := decision.answered()):
            return onward
        correction.refresh_from_db()
        shown = decision if request.method == "POST" else Decision(request, correction)
        context = shown.context()
        return self.page(
            request, correction, "admin/corrections/correction.html", chip=CHIPS[correction.state], **context
        )


class LinkForm(forms.ModelForm):
    """For whom a link is made, and for how long."""

    organisation = forms.ChoiceField(help_text="The link shows its own facts, and those of the programmes it leads.")
    days = forms.IntegerField(
        min_value=1, max_value=LONGEST, initial=30, help_text=f"How many days the link opens, at most {LONGEST}."
    )

    class Meta:
        model = ProviderLink
        fields = ("organisation",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        published = Entry.objects.filter(kind="organisation").values_list("ref", "title")
        self.fields["organisation"].choices = [("", "---------"), *published]


@admin.register(ProviderLink)
class ProviderLinkAdmin(ReportAdmin):
    """Links by which organisations look over their own facts."""

    form = LinkForm
    list_display = ["organisation", "standing", "made_at", "made_by", "expires_at"]
    list_filter = ["made_at"]
    search_fields = ["organisation"]
    fieldsets = [("For whom, and for how long", {"fields": ["organisation", "days"]})]

    @admin.display(description="State")
    def standing(self, link):
        """The chip of a row."""
        return (OPEN if link.is_open else CLOSED).html()

    def save_form(self, request, form, change):
        """The link that the act makes."""
        return make_link(form.cleaned_data["organisation"], by=request.user, days=form.cleaned_data["days"])

    def save_model(self, request, obj, form, change):
        """The act has saved it."""

    def save_related(self, request, form, formsets, change):
        """A link has no children."""

    def response_add(self, request, obj, post_url_continue=None):
        """To the page that shows the address."""
        messages.success(
            request, f"The link for {obj.organisation} is made. Send its address to the provider yourself."
        )
        return HttpResponseRedirect(reverse("admin:corrections_providerlink_change", args=[obj.pk]))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of one link: its address, what was confirmed, and the way to close it."""
        link = self.row_or_refuse(request, object_id)
        if link is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            revoke(link, by=request.user)
            messages.success(request, "The link is closed. Its address opens nothing any more.")
            return HttpResponseRedirect(request.path)
        may = self.has_add_permission(request)
        address = request.build_absolute_uri(link.get_absolute_url()) if link.is_open and may else ""
        told = {"link": link, "address": address, "may": may, "chip": OPEN if link.is_open else CLOSED}
        proposals = Correction.objects.filter(link=link)
        return self.page(
            request,
            link,
            "admin/corrections/link.html",
            confirmations=link.confirmations.all(),
            proposals=proposals,
            **told,
        )
