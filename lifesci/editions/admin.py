"""Vocabularies and the publishing log at the curators' desk."""

import json

from django.contrib import admin
from django.utils.html import format_html

from lifesci.editions.desk.log import LogAdmin
from lifesci.editions.desk.searches import SearchAdmin
from lifesci.editions.desk.trail import EditAdmin, EventAdmin
from lifesci.editions.desk.words import InUseFilter, RetiringAdmin, WordAdmin
from lifesci.editions.issue import PATHS
from lifesci.editions.models import Change, Edition
from lifesci.trace.models import Edit, Event
from lifesci.vocabularies.models import Measure, Place, Search, Term

admin.site.register(Search, SearchAdmin)
admin.site.register(Edit, EditAdmin)
admin.site.register(Event, EventAdmin)


@admin.register(Term)
class TermAdmin(RetiringAdmin):
    """The vocabularies, term by term."""

    fixed = ("scheme", "code")
    list_display = ["label", "scheme", "code", "notation", "order", "retired_on"]
    list_filter = [InUseFilter, "scheme"]
    search_fields = ["label", "code", "definition", "notation"]
    autocomplete_fields = ["broader"]
    fieldsets = [
        ("The word", {"fields": ["scheme", "code", "label", "definition"]}),
        ("Its place among others", {"fields": ["broader", "order", "notation", "uri"]}),
        ("Retirement", {"fields": ["retired_on"], "description": "A term is retired, never deleted."}),
    ]


@admin.register(Measure)
class MeasureAdmin(RetiringAdmin):
    """What figures count."""

    fixed = ("code",)
    list_display = ["label", "singular", "counts", "unit", "order", "retired_on"]
    list_filter = [InUseFilter, "counts"]
    told_of_choices = ("counts",)
    search_fields = ["label", "singular", "code", "definition"]
    fieldsets = [
        ("What is counted", {"fields": ["code", ("label", "singular"), "counts", "unit", "definition"]}),
        ("Its place among others", {"fields": ["order"]}),
        ("Retirement", {"fields": ["retired_on"], "description": "A measure is retired, never deleted."}),
    ]


@admin.register(Place)
class PlaceAdmin(WordAdmin):
    """Towns, campuses and venues."""

    fixed = ("ref",)
    list_display = ["name", "region", "is_venue", "latitude", "longitude"]
    list_filter = ["is_venue", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    told_of_choices = ("region",)
    search_fields = ["name", "ref", "region__label"]
    autocomplete_fields = ["region"]
    fieldsets = [
        ("The place", {"fields": ["name", "ref", "region", "is_venue"]}),
        (
            "On the map",
            {
                "fields": [("latitude", "longitude")],
                "description": "Degrees in WGS 84, only where a source fixes the spot.",
            },
        ),
    ]

    def get_prepopulated_fields(self, request, obj=None):
        """A new place's reference follows its name."""
        return {} if obj else {"ref": ("name",)}


@admin.register(Edition)
class EditionAdmin(LogAdmin):
    """Every published state of every record."""

    list_display = ["ref", "kind", "number", "issued_at", "issued_by", "note"]
    list_display_links = ["ref"]
    list_filter = ["kind", "issued_at"]
    search_fields = ["ref", "note", "issued_by"]
    date_hierarchy = "issued_at"
    ordering = ["-issued_at", "-id"]
    fieldsets = [
        (None, {"fields": ["kind", "ref", "number", "public_page"]}),
        ("When, by whom and why", {"fields": ["issued_at", "issued_by", "note"]}),
        ("What was published", {"fields": ["sha256", "schema", "document"]}),
    ]
    readonly_fields = ["public_page", "document"]

    def get_queryset(self, request):
        """Lists do not read the texts."""
        return super().get_queryset(request).defer("text")

    @admin.display(description="Public page")
    def public_page(self, edition):
        """The numbered Edition as the public reads it."""
        address = f"/{PATHS[edition.kind]}/{edition.ref}/editions/{edition.number}/"
        return format_html('<a href="{}">{}</a>', address, address)

    @admin.display(description="Document")
    def document(self, edition):
        """The text, laid out to be read; the hash is of the text as it is stored, without these spaces."""
        laid_out = json.dumps(json.loads(edition.text), indent=2, ensure_ascii=False)
        return format_html('<pre class="document" tabindex="0">{}</pre>', laid_out)


@admin.register(Change)
class ChangeAdmin(LogAdmin):
    """The change log, newest first."""

    list_display = ["sequence", "happened_at", "action", "kind", "ref", "number", "reason"]
    list_filter = ["action", "kind", "happened_at"]
    search_fields = ["ref", "reason"]
    date_hierarchy = "happened_at"
    ordering = ["-sequence"]
