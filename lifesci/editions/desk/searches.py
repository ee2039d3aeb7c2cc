"""The admin of searches that found nothing: what the matrix of gaps on the insights page is made from."""

from django.contrib import admin

from lifesci.editions.desk.words import InUseFilter, RetiringAdmin


class SearchAdmin(RetiringAdmin):
    """Searches for programmes of a region and an audience that found none."""

    fixed = ("region", "audience", "searched_on")
    list_display = ["__str__", "region", "audience", "searched_on", "retired_on"]
    list_filter = [
        InUseFilter,
        "searched_on",
        ("region", admin.RelatedOnlyFieldListFilter),
        ("audience", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["region", "audience"]
    search_fields = ["note", "region__label", "audience__label"]
    date_hierarchy = "searched_on"
    fieldsets = [
        ("What was looked for", {"fields": ["region", "audience", "searched_on"]}),
        ("Where", {"fields": ["note"]}),
        ("Taking it back", {"fields": ["retired_on"], "description": "A search is taken back, never deleted."}),
    ]
