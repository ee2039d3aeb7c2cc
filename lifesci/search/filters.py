"""The strict filters of each kind of record, for pages and API alike; their names are declared in schemes.py."""

from functools import partial

import django_filters
from django import forms
from django.db.models import Exists, OuterRef

from lifesci.editions.models import Entry, EntryTerm
from lifesci.search.register import held_register
from lifesci.search.schemes import FACETS
from lifesci.search.text import matching

SEARCH_HELP = (
    "Words to look for, all of them, in title, names, summary and body; “quoted words” stand together, and the last"
    " word may be the beginning of one. The first twelve words count."
)


def known_values(labels: str) -> list[tuple[str, str]]:
    """Every value of a facet that can be asked for, with its label."""
    return list(held_register().labels.get(labels, {}).items())


class KnownValues(forms.MultipleChoiceField):
    """Accepts values of one scheme alone. Choices are read when the form is shown, values looked up when checked."""

    def __init__(self, *, labels, **options):
        self.labels = labels
        super().__init__(choices=partial(known_values, labels), **options)

    def valid_value(self, value):
        """Whether the register knows the value; retired terms are known."""
        return held_register().knows(self.labels, value)


class FacetFilter(django_filters.MultipleChoiceFilter):
    """Keeps records that carry any of the values."""

    field_class = KnownValues

    def __init__(self, facet):
        self.scheme = facet.scheme
        super().__init__(labels=facet.labels, label=facet.title, help_text=facet.help_text)

    def filter(self, qs, value):
        """The records that carry any of the values; all of them when none is asked for."""
        if not value:
            return qs
        return qs.filter(Exists(EntryTerm.objects.filter(entry=OuterRef("pk"), scheme=self.scheme, code__in=value)))


class TextFilter(django_filters.CharFilter):
    """Keeps records whose texts hold the words."""

    def __init__(self, kind):
        self.kind = kind
        super().__init__(label="Words", help_text=SEARCH_HELP)

    def filter(self, qs, value):
        """The records that match; all of them when no words are given."""
        return qs.filter(pk__in=matching(self.kind, value)) if value else qs


class EntryFilters(django_filters.FilterSet):
    """What the filters of every kind share. `record_kind` is the kind of record they keep."""

    record_kind = ""

    @property
    def qs(self):
        """The entries that pass, by the plain way of the database."""
        return super().qs.filter(kind=self.record_kind)


def _filters(kind):
    declared = {"q": TextFilter(kind), **{name: FacetFilter(facet) for name, facet in FACETS[kind].items()}}
    meta = type("Meta", (), {"model": Entry, "fields": []})
    return type(f"{kind.capitalize()}Filters", (EntryFilters,), {"record_kind": kind, "Meta": meta, **declared})


FILTERS = {kind: _filters(kind) for kind in FACETS}
ProgrammeFilters = FILTERS["programme"]
OrganisationFilters = FILTERS["organisation"]
BriefFilters = FILTERS["brief"]
SourceFilters = FILTERS["source"]
