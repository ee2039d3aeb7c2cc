"""What a page says of its Edition and of the records that name it."""

import pytest

from lifesci.editions import history
from lifesci.editions.history import current_page, edition_page
from lifesci.editions.mentions import mentions
from lifesci.editions.models import Edition
from lifesci.editions.reading import Gone, Unknown
from lifesci.editions.withdraw import withdraw
from tests.site import documents as made

pytestmark = pytest.mark.django_db


def test_the_current_page_lists_editions_newest_first_with_what_each_changed():
    made.publish(made.programme("lab"), note="First reading.")
    made.publish(made.programme("lab", frequency="each term"), note="More was read.")
    document, story = current_page("programme", "lab")
    assert document["frequency"] == "each term"
    assert (story.number, story.current, story.is_old, story.since, story.more) == (2, 2, False, [], 0)
    assert [(line.number, line.note, line.changes) for line in story.editions] == [
        (2, "More was read.", ["Frequency added: “each term”."]),
        (1, "First reading.", ["First Edition."]),
    ]
    assert story.sha256 == Edition.objects.get(number=2).sha256
    assert (story.url, story.json) == ("/programmes/lab/editions/2/", "/api/v1/programmes/lab/editions/2/")


def test_an_old_edition_says_what_changed_since():
    made.publish(made.programme("lab"))
    made.publish(made.programme("lab", frequency="each term"))
    document, story = edition_page("programme", "lab", 1)
    assert document["frequency"] == ""
    assert (story.number, story.current, story.is_old) == (1, 2, True)
    assert story.since == ["Frequency added: “each term”."]


def test_an_edition_of_a_withdrawn_record_has_no_current_one():
    made.publish(made.programme("lab"))
    withdraw("programme", "lab", reason="Recorded twice.")
    _, story = edition_page("programme", "lab", 1)
    assert (story.current, story.is_old, story.since) == (0, True, [])
    with pytest.raises(Gone):
        current_page("programme", "lab")


def test_only_the_newest_editions_are_listed(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(history, "SHOWN", 2)
    made.publish(*(made.programme("lab", frequency=f"{n} times") for n in range(1, 5)))
    with django_assert_num_queries(2):
        _, story = current_page("programme", "lab")
    assert [(line.number, line.changes) for line in story.editions] == [
        (4, ["Frequency changed from “3 times” to “4 times”."]),
        (3, ["Frequency changed from “2 times” to “3 times”."]),
    ]
    assert story.more == 2


def test_an_edition_that_never_was_is_unknown():
    made.publish(made.programme("lab"))
    with pytest.raises(Unknown):
        edition_page("programme", "lab", 2)


def test_mentions_are_the_published_records_that_name_one(django_assert_num_queries, monkeypatch):
    bayer = {"ref": "bayer", "name": "Bayer"}
    made.publish(
        made.organisation("bayer", name="Bayer"),
        made.organisation("bayer-uk", name="Bayer UK", part_of=bayer),
        made.programme("zoo", lead=bayer),
        made.programme("ark", lead=bayer),
        made.programme("gone", lead=bayer),
        made.programme("alien"),
    )
    withdraw("programme", "gone", reason="Recorded twice.")
    with django_assert_num_queries(1):
        found = mentions("organisation", "bayer")
    assert {kind: [item["ref"] for item in items] for kind, items in found.by_kind.items()} == {
        "organisation": ["bayer-uk"],
        "programme": ["ark", "zoo"],
    }
    assert (found.count, found.is_cut) == (3, False)
    monkeypatch.setattr("lifesci.editions.mentions.SHOWN", 2)
    with django_assert_num_queries(2):
        cut = mentions("organisation", "bayer")
    assert [item["ref"] for item in cut.listed] == ["bayer-uk", "ark"]
    assert (cut.count, cut.is_cut) == (3, True)
