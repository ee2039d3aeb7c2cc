"""Briefs at the curators' desk, with figures, objectives and engagements."""

from django.contrib import admin

from lifesci.context.document import document
from lifesci.context.models import Brief, BriefFigure, Engagement, Objective, Participant
from lifesci.context.publish import publish_brief, withdraw_brief
from lifesci.context.readiness import readiness
from lifesci.context.restore import restore
from lifesci.editions.desk.acts import Acts
from lifesci.editions.desk.facts import CITATION, HOUSEKEEPING, FactInline, FigureInline, RowInline
from lifesci.editions.desk.ordered import OrderedFormSet
from lifesci.editions.desk.record_admin import KEEPING, READ_IN, ChildAdmin
from lifesci.review.record_admin import ReviewedAdmin
from lifesci.review.states import StandingFilter


class BriefFigureInline(FigureInline):
    """Figures about the context."""

    model = BriefFigure
    verbose_name = "figure"
    verbose_name_plural = "Figures"


class ObjectiveInline(FactInline):
    """What the policy or body means to reach or has done."""

    model = Objective
    fieldsets = [(None, {"fields": ["key", "statement"]}), CITATION, HOUSEKEEPING]


class EngagementInline(FactInline):
    """Who met whom; the participants stand on a page of their own."""

    model = Engagement
    show_change_link = True
    autocomplete_fields = ["place", *FactInline.autocomplete_fields]
    joined = (*FactInline.joined, "place")
    fieldsets = [
        (None, {"fields": ["key", "title", ("happened_on", "place"), "summary"]}),
        CITATION,
        HOUSEKEEPING,
    ]


@admin.register(Brief)
class BriefAdmin(ReviewedAdmin):
    """Policies, sectors, places and issues that programmes answer to."""

    acts = Acts("brief", document, readiness, publish_brief, withdraw_brief, restore)
    list_display = ["title", "standing", "kind", "updated_at"]
    list_filter = [StandingFilter, "kind", "review_on"]
    told_of_choices = ("kind",)
    search_fields = ["title", "ref", "summary"]
    search_help_text = "Searches titles, references and summaries."
    autocomplete_fields = ["read_in"]
    inlines = [BriefFigureInline, ObjectiveInline, EngagementInline]
    fieldsets = [
        ("What it is about", {"fields": ["title", "ref", "kind", "summary", "description", ("starts", "ends")]}),
        ("Whom and what it touches", {"fields": ["organisations", "sectors", "regions", "policy_themes"]}),
        ("What it builds on", {"fields": ["related", "website"]}),
        READ_IN,
        KEEPING,
    ]


class ParticipantInline(RowInline):
    """Bodies and people at an engagement."""

    model = Participant
    formset = OrderedFormSet
    autocomplete_fields = ["organisation"]
    joined = ("organisation",)


@admin.register(Engagement)
class EngagementAdmin(ChildAdmin):
    """One engagement with its participants."""

    owner = "brief"
    inlines = [ParticipantInline]
    autocomplete_fields = ["place", "source", "as_given_in"]
    search_fields = ["title", "key"]
    list_display = ["title", "brief", "happened_on"]
    list_select_related = ["brief"]
    fieldsets = [
        (None, {"fields": ["brief", "key", "title", ("happened_on", "place"), "summary"]}),
        (CITATION[0], {"fields": [("source", "as_given_in"), ("section", "paragraph", "page"), "stated_as", "basis"]}),
        HOUSEKEEPING,
    ]
