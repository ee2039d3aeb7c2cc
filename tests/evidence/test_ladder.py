"""The published ladder names the rungs that facts stand on, in their order, each with a criterion of its own."""

from html import unescape

import pytest

from lifesci.evidence.ladder import LADDER
from lifesci.evidence.models import Basis


def test_the_ladder_has_the_rungs_that_facts_can_stand_on():
    assert [(rung.code, rung.label.replace("’", "'")) for rung in LADDER] == Basis.choices


def test_every_rung_says_when_a_fact_stands_on_it():
    criteria = [rung.criteria for rung in LADDER]
    assert len(set(criteria)) == len(criteria)
    assert [text for text in criteria if len(text) < 60 or not text.endswith(".")] == []


@pytest.mark.django_db
def test_the_page_about_the_register_publishes_the_criteria(client):
    page = unescape(client.get("/about/").content.decode())
    for rung in LADDER:
        assert f'<dt id="{rung.code}">{rung.label}</dt><dd>{rung.criteria}</dd>' in page
