"""The feed of a list: what is new, changed and withdrawn in it, read as a feed reader reads it."""

import feedparser
import pytest

from lifesci.editions.withdraw import withdraw
from lifesci.site import list_feeds
from tests.site import documents as made

pytestmark = pytest.mark.usefixtures("vocabularies")
WALES = [made.term("south-east", "South East")]


def feed(client, address):
    """A feed that a reader takes as well-formed."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    read = feedparser.parse(answer.content)
    assert (read.bozo, read.version) == (False, "atom10")
    return read


def told(read):
    """The title of each entry and what sort of news it is."""
    return [(entry.title, entry.tags[1].term) for entry in read.entries]


def fill():
    """Two programmes in the South East, one of them changed; one elsewhere; and one of each withdrawn."""
    made.publish(
        made.programme("lab", title="Lab", regions=WALES, summary="Chemistry for schools."),
        made.programme("other", title="Other"),
        made.programme("old-lab", title="Old lab", regions=WALES, summary="Chemistry once."),
        made.programme("old-other", title="Old other"),
        made.programme("new-lab", title="New <lab> & more", regions=WALES),
    )
    made.publish(
        made.programme("lab", title="Lab", regions=WALES, frequency="weekly", summary="Chemistry for schools.")
    )
    withdraw("programme", "old-lab", reason="Recorded twice.", successor="lab")
    withdraw("programme", "old-other", reason="It never was.")


def test_a_filtered_list_tells_what_is_new_changed_and_withdrawn_in_it(client):
    fill()
    read = feed(client, "/programmes/feed.atom?region=south-east")
    assert told(read) == [
        ("Old lab: withdrawn", "withdrawn"),
        ("Lab: edition 2 issued", "changed"),
        ("New <lab> & more: edition 1 issued", "new"),
    ]
    assert read.feed.title == "Life sciences skills and outreach register: programmes in South East"
    assert read.feed.id == "http://testserver/programmes/feed.atom?region=south-east"
    assert [link.href for link in read.feed.links] == [
        "http://testserver/programmes/feed.atom?region=south-east",
        "http://testserver/programmes/?region=south-east",
    ]
    assert [entry.id for entry in read.entries] == [f"http://testserver/changes/#change-{n}" for n in (7, 6, 5)]
    assert read.entries[0].link == "http://testserver/programmes/old-lab/"
    assert read.entries[0].summary == "Recorded twice. Its place is taken by Lab. Chemistry once."
    assert [link.href for link in read.entries[0].links if link.rel == "related"] == [
        "http://testserver/programmes/lab/"
    ]
    assert read.feed.updated == read.entries[0].updated


def test_an_unfiltered_list_tells_of_all_its_kind_and_of_no_other(client):
    fill()
    made.publish(made.source())
    assert [title for title, _ in told(feed(client, "/programmes/feed.atom"))] == [
        "Old other: withdrawn",
        "Old lab: withdrawn",
        "Lab: edition 2 issued",
        "New <lab> & more: edition 1 issued",
        "Other: edition 1 issued",
    ]
    assert told(feed(client, "/sources/feed.atom")) == [("Annex A: edition 1 issued", "new")]
    assert told(feed(client, "/context/feed.atom")) == []
    assert told(feed(client, "/organisations/feed.atom")) == []


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ("chemistry", ["Old lab: withdrawn", "Lab: edition 2 issued"]),
        ("chem", ["Old lab: withdrawn", "Lab: edition 2 issued"]),
        ('"chemistry once"', ["Old lab: withdrawn"]),
        ("alchemy", []),
    ],
)
def test_words_are_looked_for_in_what_is_gone_too(client, q, titles):
    fill()
    assert [title for title, _ in told(feed(client, f"/programmes/feed.atom?q={q}"))] == titles


def test_a_record_that_came_back_is_told_once(client):
    made.publish(made.programme("lab", title="Lab"))
    withdraw("programme", "lab", reason="By mistake.")
    made.publish(made.programme("lab", title="Lab"))
    assert told(feed(client, "/programmes/feed.atom")) == [("Lab: edition 2 issued", "changed")]


def test_a_list_links_the_feed_of_what_it_shows(client):
    fill()
    page = client.get("/programmes/?region=south-east&sort=recent").content.decode()
    address = "/programmes/feed.atom?region=south-east"
    assert f'<link rel="alternate" type="application/atom+xml" title="Changes to this list" href="{address}">' in page
    assert f'<a href="{address}">What is new, changed or withdrawn in this list (Atom feed)</a>' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("regoin=wales", "There is no parameter “regoin” here. Did you mean “region”?"),
        ("region=south-eats", "Did you mean “south-east” (South East)?"),
        ("sort=title", "There is no parameter “sort” here."),
        ("page=2", "There is no parameter “page” here."),
        ("region=", "“region” is given without a value."),
    ],
)
def test_a_feed_is_as_strict_as_its_list(client, query, words):
    answer = client.get(f"/programmes/feed.atom?{query}")
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_characters_that_xml_refuses_do_not_break_a_feed(client):
    made.publish(made.programme("lab", title="A\x0bB\x1f]]>", summary="C\uffffD"))
    assert told(feed(client, "/programmes/feed.atom")) == [("A B ]]>: edition 1 issued", "new")]
    assert told(feed(client, "/feed.atom")) == [("A B ]]>: edition 1 issued", "new")]


def test_only_the_newest_withdrawals_are_looked_at(client, monkeypatch):
    monkeypatch.setattr(list_feeds, "WITHDRAWN_LOOKED_AT", 2)
    made.publish(*(made.programme(f"p{n}") for n in range(3)))
    for n in range(3):
        withdraw("programme", f"p{n}", reason="Recorded twice.")
    assert [title for title, _ in told(feed(client, "/programmes/feed.atom"))] == ["P2: withdrawn", "P1: withdrawn"]


def test_a_feed_takes_the_same_queries_for_one_record_and_for_thirty(client, django_assert_num_queries):
    address = "/programmes/feed.atom?region=northern-ireland"
    made.publish(made.programme("one"), made.programme("gone"))
    withdraw("programme", "gone", reason="Recorded twice.")
    for more in (range(30), ()):
        client.get(address)
        client.get("/about/")
        with django_assert_num_queries(8):  # version twice, items, changes, withdrawals, their Editions, cards, gone
            client.get(address)
        made.publish(*(made.programme(f"p{n}") for n in more), *(made.programme(f"q{n}") for n in more))
        for n in more:
            withdraw("programme", f"q{n}", reason="Recorded twice.")
