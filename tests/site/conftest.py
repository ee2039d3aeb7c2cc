"""What page tests stand on: the words that the sample documents use."""

import pytest

from lifesci.vocabularies.models import Term

WORDS = {
    "audience": {"primary": "Primary pupils", "secondary": "Secondary pupils"},
    "region": {"northern-ireland": "Northern Ireland", "south-east": "South East"},
    "type": {"outreach": "Outreach", "school-resource": "School resource"},
    "sector": {"biopharmaceuticals": "Biopharmaceuticals"},
    "organisation-type": {"company": "Company"},
}


@pytest.fixture
def vocabularies(db):
    """The vocabularies of the sample documents."""
    Term.objects.bulk_create(
        Term(scheme=scheme, code=code, label=label, order=order)
        for scheme, terms in WORDS.items()
        for order, (code, label) in enumerate(terms.items())
    )
