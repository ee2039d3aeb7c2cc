"""Words that the search knows by heart are those of the working records."""

from lifesci.context.models import Brief
from lifesci.evidence.models import Source
from lifesci.search.filters import FILTERS
from lifesci.search.schemes import AGES, BRIEF_KIND, FACETS, FIXED, SOURCE_KIND, STATUS
from lifesci.vocabularies.models import Scheme
from programmes.models import Programme


def test_fixed_labels_are_those_of_the_records():
    assert dict(Programme.Status.choices) == STATUS
    assert dict(Brief.Kind.choices) == BRIEF_KIND
    assert dict(Source.Kind.choices) == SOURCE_KIND
    assert list(AGES) == [str(age) for age in range(121)]


def test_every_facet_has_labels_from_somewhere():
    labels = {facet.labels for facets in FACETS.values() for facet in facets.values()}
    assert labels - {*Scheme.values, *FIXED} == {"organisation"}


def test_the_filters_are_declared_once():
    assert {kind: list(filters.base_filters) for kind, filters in FILTERS.items()} == {
        kind: ["q", *facets] for kind, facets in FACETS.items()
    }
    assert list(FACETS["programme"]) == [
        *("sector", "region", "audience", "type", "organisation", "status", "theme", "delivery", "access", "age"),
        *("started", "checked", "evidence"),
    ]
    assert {kind: list(FACETS[kind]) for kind in ("organisation", "brief", "source")} == {
        "organisation": ["type", "region", "sector", "checked"],
        "brief": ["kind", "region", "sector", "checked"],
        "source": ["kind"],
    }
