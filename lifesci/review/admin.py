"""Sources at the curators' desk: their review, and their held texts."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.formats import date_format

from lifesci.editions.desk.acts import Acts
from lifesci.editions.desk.facts import RowInline
from lifesci.editions.desk.held_text import HoldingText
from lifesci.editions.desk.queues import Queueing
from lifesci.editions.desk.record_admin import KEEPING
from lifesci.editions.sources import document, publish_source, readiness, withdraw_source
from lifesci.evidence.holding import PERMISSION
from lifesci.evidence.models import Source, SourceReference
from lifesci.review.record_admin import ReviewedAdmin
from lifesci.review.sources import restore
from lifesci.review.states import StandingFilter


class SourceReferenceInline(RowInline):
    """The footnotes of a source."""

    model = SourceReference
    fk_name = "source"
    verbose_name_plural = "Footnotes: the sources it relies on"
    autocomplete_fields = ["cites"]
    joined = ("cites",)


@admin.register(Source)
class SourceAdmin(HoldingText, Queueing, ReviewedAdmin):
    """Documents that facts were read in."""

    acts = Acts("source", document, readiness, publish_source, withdraw_source, restore)
    list_display = ["title", "standing", "publisher", "kind", "published_on", "held", "updated_at"]
    list_filter = [StandingFilter, "kind", "held", "is_public", "review_on"]
    told_of_choices = ("publisher", "kind")
    search_fields = ["title", "ref", "publisher", "file_name"]
    search_help_text = "Searches titles, references, publishers and file names, not the held texts."
    readonly_fields = ["held_text"]
    near_exact = ("url", "sha256")
    inlines = [SourceReferenceInline]
    fieldsets = [
        ("What it is", {"fields": ["title", "ref", "publisher", "kind", ("published_on", "published_note")]}),
        ("Where it can be read", {"fields": ["is_public", "url", "licence"]}),
        ("The file that was read", {"fields": ["file_name", "sha256", "held_text"]}),
        ("Note", {"fields": ["note"]}),
        KEEPING,
    ]

    def get_urls(self):
        """With the page of the held text."""
        return [
            path("<path:object_id>/text/", self.admin_site.admin_view(self.text_view), name="evidence_source_text"),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        """Without the held texts, which are long and private."""
        return super().get_queryset(request).defer("text")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With the way to the held text for those who may read it."""
        if change and obj and request.user.has_perm(PERMISSION):
            context["text_url"] = reverse("admin:evidence_source_text", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="Held text")
    def held_text(self, source):
        """Whether a text is held for the evidence check, and since when."""
        if not source.held:
            return "No text is held, so the facts read in this source cannot be checked."
        return f"{source.get_held_display()}, held since {date_format(source.held_at, 'j F Y')}. It is never published."
