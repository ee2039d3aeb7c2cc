"""Programmes at the curators' desk, with what is known of them; holds no rules, calls the acts."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lifesci.editions.desk.acts import Acts
from lifesci.editions.desk.facts import CITATION, HOUSEKEEPING, FactInline, FigureInline, RowInline
from lifesci.editions.desk.ordered import OrderedFormSet
from lifesci.editions.desk.record_admin import KEEPING, READ_IN, ChildAdmin
from lifesci.review.record_admin import ReviewedAdmin
from lifesci.review.states import StandingFilter
from programmes.document import document
from programmes.models import Outcome, Partnership, Programme, ProgrammeFigure, Story, StoryStep
from programmes.publish import publish_programme, withdraw_programme
from programmes.readiness import readiness
from programmes.restore import restore
from programmes.totals.moving import moved_totals


class PartnershipInline(FactInline):
    """What other organisations do for the programme."""

    model = Partnership
    verbose_name_plural = "Partners and their roles"
    autocomplete_fields = ["organisation", *FactInline.autocomplete_fields]
    joined = (*FactInline.joined, "organisation")
    fieldsets = [(None, {"fields": [("organisation", "role"), "note"]}), CITATION, HOUSEKEEPING]


class ProgrammeFigureInline(FigureInline):
    """The programme's own figures."""

    model = ProgrammeFigure
    verbose_name = "figure"
    verbose_name_plural = "Figures"
    up = "parent"


class OutcomeInline(FactInline):
    """What came of the programme."""

    model = Outcome
    autocomplete_fields = ["theme", *FactInline.autocomplete_fields]
    joined = (*FactInline.joined, "theme")
    up = "parent"
    figure_fields = ("figure",)
    fieldsets = [
        (None, {"fields": [("key", "theme"), "statement", "how_known", "figure"]}),
        CITATION,
        HOUSEKEEPING,
    ]


class StoryInline(FactInline):
    """Stories of people; their steps stand on a page of their own."""

    model = Story
    show_change_link = True
    fieldsets = [(None, {"fields": ["key", ("person", "position"), "summary"]}), CITATION, HOUSEKEEPING]


@admin.register(Programme)
class ProgrammeAdmin(ReviewedAdmin):
    """Programmes and their strands."""

    acts = Acts("programme", document, readiness, publish_programme, withdraw_programme, restore)
    list_display = ["title", "standing", "lead", "status", "updated_at"]
    list_filter = [StandingFilter, "status", ("lead", admin.RelatedOnlyFieldListFilter), "review_on"]
    list_select_related = ["lead"]
    told_of_choices = ("lead", "status")
    search_fields = ["title", "ref", "summary", "lead__name", "lead__aliases__name"]
    search_help_text = "Searches titles, references, summaries and the names of lead organisations."
    autocomplete_fields = ["lead", "parent", "read_in"]
    readonly_fields = ["strands"]
    inlines = [PartnershipInline, ProgrammeFigureInline, OutcomeInline, StoryInline]
    fieldsets = [
        ("What it is", {"fields": ["title", "ref", "summary", "description", "types", "status"]}),
        ("Who answers for it", {"fields": ["lead", "parent", "strands"]}),
        ("Who it is for", {"fields": ["audiences", ("age_qualifier", "age_from", "age_to"), "age_note", "access"]}),
        (
            "Where, how and when",
            {"fields": ["regions", "places", "delivery", "frequency", ("starts", "ends"), "dates_note"]},
        ),
        ("What it teaches and leads to", {"fields": ["sectors", "qualifications", "gatsby_benchmarks"]}),
        ("Why it is there", {"fields": ["briefs", "website"]}),
        READ_IN,
        KEEPING,
    ]

    def moved_totals(self, document):
        """Figures of programmes enter the register's totals."""
        return moved_totals(document)

    @admin.display(description="Its strands")
    def strands(self, programme):
        """Links to the working records that name this one as parent."""
        if not programme.pk:
            return "Save the programme first; then its strands can name it."
        rows = programme.strands.values_list("pk", "title")
        add = f"{reverse('admin:programmes_programme_add')}?parent={programme.pk}"
        links = [(reverse("admin:programmes_programme_change", args=[pk]), title) for pk, title in rows]
        return format_html(
            '<ul class="plain">{}<li><a href="{}">Add a strand</a></li></ul>',
            format_html_join("", '<li><a href="{}">{}</a></li>', links),
            add,
        )


class StoryStepInline(RowInline):
    """The steps of a story in their order."""

    model = StoryStep
    formset = OrderedFormSet
    verbose_name = "step"
    verbose_name_plural = "Steps"


@admin.register(Story)
class StoryAdmin(ChildAdmin):
    """One story with its steps."""

    owner = "programme"
    inlines = [StoryStepInline]
    autocomplete_fields = ["source", "as_given_in"]
    search_fields = ["key", "person"]
    list_display = ["__str__", "programme", "position"]
    list_select_related = ["programme"]
    fieldsets = [
        (None, {"fields": ["programme", "key", ("person", "position"), "summary"]}),
        (CITATION[0], {"fields": [("source", "as_given_in"), ("section", "paragraph", "page"), "stated_as", "basis"]}),
        HOUSEKEEPING,
    ]
