"""Organisations at the curators' desk, with their names, identifiers, affiliations and figures."""

from django.contrib import admin

from lifesci.editions.desk.acts import Acts
from lifesci.editions.desk.facts import CITATION, FactInline, FigureInline, RowInline
from lifesci.editions.desk.record_admin import KEEPING, READ_IN
from lifesci.review.record_admin import ReviewedAdmin
from lifesci.review.states import StandingFilter
from organisations.document import document
from organisations.models import Affiliation, Alias, Identifier, Organisation, OrganisationFigure
from organisations.publish import publish_organisation, withdraw_organisation
from organisations.readiness import readiness
from organisations.restore import restore


class AliasInline(RowInline):
    """Other names, so that search finds the organisation under them."""

    model = Alias
    verbose_name = "other name"
    verbose_name_plural = "Other names"


class IdentifierInline(RowInline):
    """Identifiers in official lists."""

    model = Identifier


class AffiliationInline(FactInline):
    """How it stands to other organisations."""

    model = Affiliation
    fk_name = "organisation"
    autocomplete_fields = ["other", *FactInline.autocomplete_fields]
    joined = (*FactInline.joined, "other")
    fieldsets = [(None, {"fields": [("role", "other"), "note", "review_on"]}), CITATION]


class OrganisationFigureInline(FigureInline):
    """Figures about the body itself."""

    model = OrganisationFigure
    verbose_name = "figure"
    verbose_name_plural = "Figures"
    up = "part_of"


@admin.register(Organisation)
class OrganisationAdmin(ReviewedAdmin):
    """Bodies that lead, fund, host, deliver or are otherwise named."""

    acts = Acts("organisation", document, readiness, publish_organisation, withdraw_organisation, restore)
    slug_from = "name"
    near_paths = ("name", "aliases__name")
    near_exact = ("identifiers__value",)
    near_typed = {"aliases__name": r"aliases-\d+-name", "identifiers__value": r"identifiers-\d+-value"}
    list_display = ["name", "standing", "type", "part_of", "place", "updated_at"]
    list_filter = [StandingFilter, ("type", admin.RelatedOnlyFieldListFilter), "review_on"]
    list_select_related = ["type", "part_of", "place"]
    told_of_choices = ("type", "place")
    search_fields = ["name", "ref", "aliases__name", "identifiers__value"]
    search_help_text = "Searches names, other names, references and identifiers."
    autocomplete_fields = ["type", "part_of", "place", "read_in"]
    inlines = [AliasInline, IdentifierInline, AffiliationInline, OrganisationFigureInline]
    fieldsets = [
        ("What it is", {"fields": ["name", "ref", "type", "description", "sectors"]}),
        ("Where it stands", {"fields": ["part_of", "place", "website"]}),
        READ_IN,
        KEEPING,
    ]
