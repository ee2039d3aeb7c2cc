"""A source is published like any record, and never with the text that is held of it."""

import json

import pytest

from lifesci.editions.models import Edition
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.editions.readiness import NotReady
from lifesci.editions.reading import current
from lifesci.editions.sources import document, publish_source, readiness
from lifesci.evidence.models import Source
from tests.factories import SourceFactory, SourceReferenceFactory

pytestmark = pytest.mark.django_db


def found(source):
    """What stands against the source now."""
    whole = Source.objects.whole().get(pk=source.pk)
    return readiness(whole, published_names(named_in(document(whole, {}))))


def test_footnotes_stand_in_the_order_of_the_text_those_without_a_place_last():
    source = SourceFactory()
    for mark, paragraph in (("c", None), ("b", 9), ("a", 2)):
        SourceReferenceFactory(source=source, cites=SourceFactory(ref=f"paper-{mark}"), mark=mark, paragraph=paragraph)
    cites = document(Source.objects.whole().get(pk=source.pk), {("source", "paper-a"): "Paper A"})["cites"]
    assert cites == [
        {"ref": "paper-a", "title": "Paper A", "mark": "a", "paragraph": 2},
        {"ref": "paper-b", "title": "", "mark": "b", "paragraph": 9},
        {"ref": "paper-c", "title": "", "mark": "c", "paragraph": None},
    ]


def test_a_source_says_all_that_it_lacks():
    source = SourceFactory(publisher="", published_on="", url="")
    assert found(source).blocking == []
    assert found(source).warnings == [
        "No publisher is named.",
        "Nothing is said about the date of the document.",
        "Nothing says where the document can be read.",
    ]
    assert found(SourceFactory(url="", is_public=False, published_note="Not dated.", published_on="")).warnings == []


def test_a_source_waits_for_those_it_cites_and_tells_what_is_wrong_all_at_once():
    source = SourceFactory(url="ftp://example.org/paper")
    SourceReferenceFactory(source=source, cites=SourceFactory(title="Survey"), mark="1")
    Source.objects.filter(pk=source.pk).update(published_on="lately")
    with pytest.raises(NotReady) as refused:
        publish_source(source, by=None)
    assert [problem.partition(" is not a date")[0] for problem in refused.value.problems] == [
        "Date of the document: “lately”",
        "The address ftp://example.org/paper does not begin with http:// or https://.",
        "The source “Survey” is not published. Publish it first.",
    ]
    assert Edition.objects.count() == 0


def test_the_held_text_of_a_source_is_not_published_and_stays():
    source = SourceFactory(ref="annex", text="Nobody else reads this.", held="plain", editor_note="Nor this.")
    edition = publish_source(source, by=None)
    assert "Nobody else reads this." not in edition.text
    assert "Nor this." not in edition.text
    assert json.loads(edition.text)["facts"] == {
        "figures": "/api/v1/figures/?source=annex",
        "outcomes": "/api/v1/outcomes/?source=annex",
    }
    assert Source.objects.get().text == "Nobody else reads this."
    assert Source.objects.get().fixed_ref == "annex"


def test_a_new_title_of_a_cited_source_is_public_when_that_source_publishes_it():
    survey = SourceFactory(ref="survey", title="Survey")
    paper = SourceFactory(ref="paper")
    SourceReferenceFactory(source=paper, cites=survey, mark="1", paragraph=4)
    publish_source(survey, by=None)
    publish_source(paper, by=None)
    Source.objects.filter(ref="survey").update(title="Survey of pupils")
    assert current("source", "paper")[0]["cites"][0]["title"] == "Survey"
    publish_source(survey, by=None)
    assert current("source", "paper")[0]["cites"] == [
        {"ref": "survey", "title": "Survey of pupils", "mark": "1", "paragraph": 4}
    ]
