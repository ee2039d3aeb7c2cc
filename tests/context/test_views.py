"""The pages of context: figures, objectives, engagements, and the programmes that answer them."""

import pytest

from tests.site import documents as made
from tests.site.markup import undirected

pytestmark = pytest.mark.django_db
ENGAGEMENT = {
    "key": "visit",
    "title": "A visit to the campus",
    "happened_on": "XXXX-09-27",
    "place": None,
    "summary": "On skills.",
    "participants": [
        {
            "part": {"code": "guest", "label": "Guest"},
            "organisation": {"ref": "ols", "name": "Office for Life Sciences"},
            "person": "A. Director",
            "position": "Director",
        }
    ],
    "citation": made.citation(paragraph=2),
}


def page(client, address):
    """The text of a page, with its white space made plain."""
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return undirected(" ".join(response.content.decode().split()))


def test_detail_shows_what_the_brief_holds(client):
    made.publish(
        made.brief(
            "midlands",
            title="The Midlands",
            figures=[made.figure("jobs")],
            objectives=[{"key": "skills", "statement": "Find technical skills.", "citation": made.citation()}],
            engagements=[ENGAGEMENT],
            related=[{"ref": "vision", "title": "Life Sciences Vision"}],
            sources=[{"ref": "annex", "title": "Annex A"}],
        ),
        made.programme("lab", title="The laboratory", briefs=[{"ref": "midlands", "title": "The Midlands"}]),
        made.brief("county", title="A county", related=[{"ref": "midlands", "title": "The Midlands"}]),
    )
    text = page(client, "/context/midlands/")
    for piece in [
        '<p class="kicker">Policy</p> <h1>The Midlands</h1>',
        '<span class="numeral">16,500</span>',
        "<p>Find technical skills.</p>",
        "27 September (year not given)",
        'Guest: A. Director, Director, <a href="/organisations/ols/">Office for Life Sciences</a>',
        '<a href="/programmes/lab/">The laboratory</a>',
        '<a href="/context/vision/">Life Sciences Vision</a>',
        '<ul><li><a href="/context/county/">A county</a></li></ul>',
    ]:
        assert piece in text, piece


def test_a_brief_says_how_many_of_the_records_that_name_it_are_listed(client, monkeypatch):
    monkeypatch.setattr("lifesci.editions.mentions.SHOWN", 1)
    named = [{"ref": "vision", "title": "Life Sciences Vision"}]
    made.publish(made.brief("vision"), *(made.programme(ref, briefs=named) for ref in ("one", "two")))
    assert "1 of 2 records are listed here." in page(client, "/context/vision/")


def test_a_brief_without_programmes_says_so(client):
    made.publish(made.brief("alone"))
    assert "No published programme names this context." in page(client, "/context/alone/")


def test_detail_takes_the_same_queries_for_one_programme_and_for_thirty(client, django_assert_num_queries):
    cited = [{"ref": f"s{n}", "title": "A source"} for n in range(30)]
    made.publish(made.brief("few", sources=cited[:1]), made.brief("many", sources=cited))
    made.publish(made.programme("one", briefs=[{"ref": "few", "title": "Few"}]))
    made.publish(*(made.programme(f"p{n}", briefs=[{"ref": "many", "title": "Many"}]) for n in range(30)))
    client.get("/about/")  # the date of the version is kept from here on
    for ref in ("few", "many"):
        with django_assert_num_queries(6):  # version, Entry, Editions, sources, who names it, version again
            client.get(f"/context/{ref}/")
