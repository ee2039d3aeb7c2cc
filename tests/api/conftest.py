"""What the API's tests ask: a register of a few published records, and a client that gets answers as clients do."""

import pytest
from django.test import Client

from lifesci.editions.issue import issue
from lifesci.vocabularies.models import Measure, Scheme, Term
from tests.api.facts import figure, outcome
from tests.editions.bodies import organisation, programme, source


@pytest.fixture
def api():
    """A client that sees a 500 as an answer."""
    return Client(raise_request_exception=False)


@pytest.fixture
def words(db):
    """The few words that the published records use."""
    Term.objects.create(scheme=Scheme.REGION, code="northern-ireland", label="Northern Ireland", order=1)
    Term.objects.create(scheme=Scheme.REGION, code="wales", label="Wales", order=2)
    Term.objects.create(scheme=Scheme.THEME, code="confidence", label="Confidence")
    Measure.objects.create(code="students", label="students", singular="student", counts="people", order=1)


def published(number: int):
    """Publish one programme with a figure and an outcome; its ref says its number."""
    return issue(
        programme(
            f"programme-{number:02}",
            f"Programme {number:02}",
            regions=[{"code": "wales" if number % 2 else "northern-ireland", "label": "Region"}],
            figures=[figure(value=number + 1)],
            outcomes=[outcome()],
            sources=[{"ref": "annex", "title": "Annex"}],
        )
    )


@pytest.fixture
def publish(words):
    """Publish a number of programmes, and before the first the source and the organisation they rest on."""
    made = []

    def act(count: int):
        if not made:
            issue(source())
            issue(organisation())
        for _ in range(count):
            made.append(published(len(made)))
        return made

    return act
