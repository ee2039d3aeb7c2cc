"""The pages of organisations: what they are, what they run, and who else names them."""

import pytest

from tests.site import documents as made
from tests.site.markup import undirected

pytestmark = pytest.mark.django_db
BAYER = {"ref": "bayer", "name": "Bayer"}


def page(client, address):
    """The text of a page, with its white space made plain."""
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return undirected(" ".join(response.content.decode().split()))


def test_detail_tells_programmes_it_leads_from_those_it_joins(client):
    partner = {**BAYER, "role": {"code": "funder", "label": "Funder"}, "note": "", "citation": made.citation()}
    made.publish(
        made.organisation("bayer", name="Bayer"),
        made.programme("own", title="Own laboratory", lead=BAYER),
        made.programme("paid", title="Paid show", partners=[partner]),
        made.programme("alien", title="Alien programme"),
    )
    text = page(client, "/organisations/bayer/")
    led, joined = text.index("<h3>Led by Bayer</h3>"), text.index("<h3>In another role</h3>")
    assert led < text.index("Own laboratory") < joined < text.index("Paid show")
    assert '<a href="/programmes/?organisation=bayer">All programmes that name Bayer</a>' in text
    assert "Alien programme" not in text


def test_detail_names_parts_ties_and_aliases(client):
    tie = {
        "role": {"code": "works-with", "label": "works with"},
        "other": {"ref": "college", "name": "The College"},
        "note": "",
        "citation": made.citation(),
    }
    made.publish(
        made.organisation("college", name="The College"),
        made.organisation("bayer", name="Bayer", aliases=[{"name": "Bayer AG", "note": "former"}], affiliations=[tie]),
        made.organisation("bayer-uk", name="Bayer UK", part_of=BAYER),
    )
    text = page(client, "/organisations/bayer/")
    assert "<dd>Bayer AG (former)</dd>" in text
    assert 'Bayer works with <a href="/organisations/college/">The College</a>' in text
    assert '<h3>Parts of Bayer</h3> <ul><li><a href="/organisations/bayer-uk/">Bayer UK</a></li></ul>' in text
    assert (
        '<h3>Organisations whose page names The College</h3> <ul><li><a href="/organisations/bayer/">Bayer</a>'
        in page(client, "/organisations/college/")
    )


def test_an_organisation_without_anything_says_so(client):
    made.publish(made.organisation("alone", name="Alone"))
    text = page(client, "/organisations/alone/")
    assert "No published programme names this organisation." in text
    assert "<dt>Other names</dt><dd>none recorded</dd>" in text
    assert "<dt>Part of</dt><dd>not stated</dd>" in text


def test_detail_takes_the_same_queries_for_one_programme_and_for_thirty(client, django_assert_num_queries):
    cited = [{"ref": f"s{n}", "title": "A source"} for n in range(30)]
    made.publish(made.organisation("few", sources=cited[:1]), made.organisation("many", sources=cited))
    made.publish(made.programme("one", lead={"ref": "few", "name": "Few"}))
    made.publish(*(made.programme(f"p{n}", lead={"ref": "many", "name": "Many"}) for n in range(30)))
    client.get("/about/")  # the date of the version is kept from here on
    for ref in ("few", "many"):
        with django_assert_num_queries(6):  # version, Entry, Editions, sources, who names it, version again
            client.get(f"/organisations/{ref}/")
