"""The site's own pages: home, insights, sources, changes, and what machines look for at the root."""

import json
import re
from xml.etree import ElementTree

import pytest

from lifesci.editions.withdraw import withdraw
from lifesci.site import source_facts, standing
from lifesci.site.home import three_figures
from tests.site import documents as made
from tests.site.markup import undirected

pytestmark = pytest.mark.usefixtures("vocabularies")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def page(client, address, status=200):
    """The text of a page, with its white space made plain."""
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return undirected(" ".join(response.content.decode().split()))


def tree(client, address):
    """An XML answer of our own, parsed."""
    return ElementTree.fromstring(client.get(address).content)  # noqa: S314 - the register wrote it


def row(ref, counts, value):
    """A flat row of a figure."""
    return {"id": f"programme/{ref}/f{value}", "record": {"ref": ref}, "measure": {"counts": counts}, "value": value}


def test_three_figures_are_of_three_records_and_three_sorts():
    rows = [
        row("a", "people", 5),
        row("a", "people", 500),
        row("a", "schools", 900),
        row("b", "schools", 7),
        row("c", "events", 3),
        row("d", "hours", 2),
    ]
    assert [figure["id"] for figure in three_figures(rows)] == [
        "programme/a/f500",
        "programme/b/f7",
        "programme/c/f3",
    ]


def test_home_shows_ways_in_figures_and_the_newest_editions(client):
    made.publish(made.programme("plain"), made.whole_programme())
    text = page(client, "/")
    for piece in [
        '<a href="/programmes/">2 programmes</a>',
        '<a href="/organisations/">no organisations</a>',
        '<a href="/programmes/?audience=primary">Primary pupils</a> <span class="count">2<',
        '<a href="/programmes/?region=south-east">South East</a> <span class="count">1<',
        '<span class="numeral">16,500</span>',
        "<q>more than 16,500 students</q>",
        '<a href="/programmes/baylab-reading/">Baylab Reading</a>',
    ]:
        assert piece in text, piece


def test_home_of_an_empty_register_is_a_page(client):
    assert "Nothing published yet." in page(client, "/")


def test_home_takes_the_same_queries_for_one_programme_and_for_thirty(client, django_assert_num_queries):
    made.publish(made.whole_programme())
    for more in (range(29), ()):
        client.get("/")
        with django_assert_num_queries(8):
            client.get("/")
        made.publish(*(made.programme(f"p{n}", figures=[made.figure()]) for n in more))


def test_a_source_lists_every_fact_drawn_from_it_in_the_order_of_its_paragraphs(client):
    first = made.figure("first", citation=made.citation(paragraph=3))
    behind = made.figure("behind", phrase="nearly 8 posts", citation=made.citation(paragraph=9, as_given_in="careers"))
    loose = made.figure("loose", phrase="5 events", citation=made.citation(paragraph=None))
    sources = [{"ref": "annex", "title": "Annex A"}, {"ref": "careers", "title": "Careers"}]
    made.publish(
        made.source("annex", cites=[{"ref": "careers", "title": "Careers", "mark": "4", "paragraph": 99}]),
        made.source("careers", title="Careers", published_on="2026?"),
        made.whole_programme(
            figures=[loose, behind, first],
            outcomes=[made.outcome(citation=made.citation(paragraph=5))],
            sources=sources,
        ),
    )
    text = page(client, "/sources/annex/")
    places = [text.index(words) for words in ("Paragraph 3", "Paragraph 5", "Paragraph 9", "Paragraph not stated")]
    assert places == sorted(places)
    assert "4 published figures and outcomes" in text
    assert '<a href="/programmes/baylab-reading/">Baylab Reading</a>' in text
    on_paper = '<span class="on-paper"> (/sources/careers/)</span>'
    assert f'Footnote 4: <a href="/sources/careers/">Careers</a>{on_paper}, paragraph 99' in text
    text = page(client, "/sources/careers/")
    assert "1 published figure or outcome," in text
    assert "nearly 8 posts" in text
    assert 'by way of <a href="/sources/annex/#facts">' in text
    assert "<dd>2026 (inferred)</dd>" in text


def test_facts_read_at_one_place_of_one_record_stand_together_below_the_heading_of_the_source(client):
    read = {"paragraph": 3, "section": "Almac"}
    elsewhere = made.citation(**read, basis={"code": "official-statistic", "label": "Official statistic"})
    made.publish(
        made.source("annex"),
        made.whole_programme(
            figures=[
                made.figure("a", phrase="8 posts", citation=made.citation(**read)),
                made.figure("b", phrase="9 posts", citation=made.citation(**read)),
                made.figure("c", phrase="10 posts", citation=elsewhere),
                made.figure("d", phrase="11 posts", citation=made.citation(paragraph=4, section="UCB")),
            ],
            outcomes=[],
            sources=[{"ref": "annex", "title": "Annex A"}],
        ),
    )
    text = page(client, "/sources/annex/")
    drawn = text[text.index('id="facts"') : text.index('id="naming"')]
    runs = drawn.split('<li class="fact">')[1:]
    told = [[f"{number} posts" for number in range(8, 12) if f">{number} posts<" in run] for run in runs]
    assert told == [["8 posts", "9 posts"], ["10 posts"], ["11 posts"]]
    assert [run.count("Paragraph ") for run in runs] == [1, 1, 1]
    assert ["Official statistic" in run for run in runs] == [False, True, False]
    places = [drawn.index(words) for words in ("<h3>Almac</h3>", "8 posts", "<h3>UCB</h3>", "11 posts")]
    assert places == sorted(places)
    assert drawn.count("<h3>") == 2


def test_a_source_says_how_many_of_the_records_that_cite_it_are_listed(client, monkeypatch):
    cited = [{"ref": "annex", "title": "Annex A"}]
    made.publish(made.source("annex"), *(made.programme(ref, sources=cited) for ref in ("one", "three", "two")))
    assert "records are listed here" not in page(client, "/sources/annex/")
    monkeypatch.setattr("lifesci.editions.mentions.SHOWN", 2)
    made.publish(made.source("annex", note="Read again."))
    text = page(client, "/sources/annex/")
    assert '2 of 3 records are listed here. <a href="/data/">The table of links</a> has all of them.' in text
    assert "/programmes/two/" not in text


def test_a_source_with_many_facts_is_paged_and_its_queries_stay_the_same(
    client, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(source_facts, "PAGE_SIZE", 10)
    cited = [{"ref": "annex", "title": "Annex A"}]
    made.publish(made.source(), made.programme("one", figures=[made.figure()], sources=cited))
    with django_assert_num_queries(10):
        client.get("/sources/annex/")
    figures = [made.figure(f"f{n:02}", phrase=f"{n:02} things") for n in range(29)]
    made.publish(made.programme("many", figures=figures, sources=cited))
    with django_assert_num_queries(10):
        first = page(client, "/sources/annex/")
    assert "30 published figures" in first
    assert "Here are 1 to 10." in first
    assert '<a href="?page=3#facts" aria-label="Page 3">3</a>' in first
    found = [page(client, f"/sources/annex/?page={number}") for number in (1, 2, 3)]
    assert sorted(n for text in found for n in range(29) if f"{n:02} things" in text) == list(range(29))
    assert "“page” is a whole number from 1 to 3" in page(client, "/sources/annex/?page=4", 400)


def test_changes_are_listed_newest_first_with_reasons(client):
    made.publish(made.programme("old-lab", title="Old lab"), made.programme("new-lab", title="New lab"))
    withdraw("programme", "old-lab", reason="Recorded twice.", successor="new-lab")
    text = page(client, "/changes/")
    assert "The newest is 3." in text
    places = [text.index(f'id="change-{number}"') for number in (3, 2, 1)]
    assert places == sorted(places)
    assert '<a href="/programmes/old-lab/">Old lab</a> (programme): Withdrawn' in text
    assert 'Its place is taken by <a href="/programmes/new-lab/">New lab</a>' in text
    assert '<a href="/programmes/new-lab/editions/1/">Edition 1 issued</a>' in text
    assert '<a href="/programmes/old-lab/editions/1/">Edition 1 issued</a>' in text


def test_changes_take_the_same_queries_on_every_page(client, django_assert_num_queries):
    made.publish(*(made.programme(f"p{n}") for n in range(60)))
    client.get("/about/")  # the date of the version is kept from here on
    for address, shown, told in (("/changes/", 50, "60 to 11"), ("/changes/?page=2", 10, "10 to 1")):
        with django_assert_num_queries(5):
            response = client.get(address)
        assert response.content.count(b'<li class="fact"') == shown
        assert f"Here are {told}, the newest first." in page(client, address)
    assert "from 1 to 2" in page(client, "/changes/?page=3", 400)
    assert "There is no parameter “pge” here." in page(client, "/changes/?pge=2", 400)


def test_the_feed_is_atom_and_names_each_change_once(client):
    made.publish(made.programme("a", title="A & B"), made.programme("b"))
    response = client.get("/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = tree(client, "/feed.atom")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["B: edition 1 issued", "A & B: edition 1 issued"]
    assert [entry.find(f"{ATOM}id").text for entry in entries] == [
        "http://testserver/changes/#change-2",
        "http://testserver/changes/#change-1",
    ]
    assert entries[1].find(f"{ATOM}link").attrib["href"] == "http://testserver/programmes/a/"
    assert feed.find(f"{ATOM}updated").text == entries[0].find(f"{ATOM}updated").text


def test_the_feed_of_an_empty_register_is_atom(client):
    feed = tree(client, "/feed.atom")
    assert feed.find(f"{ATOM}updated").text == "1970-01-01T00:00:00+00:00"
    assert feed.findall(f"{ATOM}entry") == []


def test_the_sitemap_names_every_page_and_splits_when_it_is_large(client, monkeypatch):
    made.publish(made.programme("a"), made.brief("b"), made.source("c"), made.organisation("d"))
    found = tree(client, "/sitemap.xml").findall(f"{SITEMAP}url/{SITEMAP}loc")
    addresses = [each.text.removeprefix("http://testserver") for each in found]
    assert addresses == [*standing.STANDING_PAGES, "/programmes/a/", "/context/b/", "/sources/c/", "/organisations/d/"]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    monkeypatch.setattr(standing, "SITEMAP_SIZE", 8)
    index = tree(client, "/sitemap.xml").findall(f"{SITEMAP}sitemap/{SITEMAP}loc")
    assert [each.text for each in index] == [f"http://testserver/sitemap.xml?page={number}" for number in (1, 2)]


def test_robots_may_read_what_is_public(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /corrections/",
        "Disallow: /*?",
        "Allow: /",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_address_of_an_icon_that_browsers_guess_leads_to_the_mark(client):
    page = client.get("/").content.decode()
    mark = re.search(r'<link rel="icon" href="([^"]+)" type="image/svg\+xml">', page)[1]
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (301, mark)
    drawn = client.get(mark)
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")
    assert b"<svg" in drawn.getvalue()


def test_security_txt_says_where_to_write_and_until_when(client, settings):
    settings.SECURITY_CONTACT = "mailto:safe@register.example"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:safe@register.example"
    assert lines[1].startswith("Expires: 20")
    assert lines[2:] == ["Preferred-Languages: en", "Canonical: http://testserver/.well-known/security.txt"]


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("mailto:desk@register.example", 'Reach the curators at <a href="mailto:desk@register.example">'),
        ("mailto:security@register.invalid", "This copy of the register has no contact address set."),
    ],
)
def test_about_gives_the_contact_or_says_that_none_is_set(client, settings, contact, words):
    settings.SECURITY_CONTACT = contact
    assert words in page(client, "/about/")


@pytest.mark.parametrize("address", ["/about/", "/data/", "/accessibility/"])
def test_a_standing_page_refuses_parameters(client, address):
    assert client.get(address).status_code == 200
    assert "There is no parameter “x” here." in page(client, f"{address}?x=1", 400)


def test_every_page_names_the_register_version_and_its_day(client):
    made.publish(made.programme("a"), made.programme("b"))
    assert "<p>Register version 2, " in page(client, "/about/")


def test_every_edition_a_page_cites_is_what_the_page_shows(client):
    edition = made.publish(made.whole_programme())[0]
    assert json.loads(edition.text)["title"] in page(client, "/programmes/baylab-reading/")
