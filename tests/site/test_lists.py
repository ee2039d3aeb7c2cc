"""The list pages: what is found is said in words, kept in the address, and costs the same for one record and thirty."""

import html
import re

import pytest

from tests.site import documents as made
from tests.site.markup import undirected

pytestmark = pytest.mark.usefixtures("vocabularies")
MAKERS = {
    "/programmes/": made.programme,
    "/organisations/": made.organisation,
    "/context/": made.brief,
    "/sources/": made.source,
}


def page(client, address, status=200):
    """The text of a page, with its white space made plain."""
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return undirected(" ".join(response.content.decode().split()))


def test_a_list_shows_the_card_of_each_programme(client):
    made.publish(made.whole_programme())
    text = page(client, "/programmes/")
    for piece in [
        '<h2 class="count-heading" id="results">1 programme</h2>',
        '<h3><a href="/programmes/baylab-reading/">Baylab Reading</a></h3>',
        '<p class="muted">Bayer UK</p>',
        "<p>A laboratory in Reading where school students do experiments without charge.</p>",
        '<p class="strongest">More than 16,500 students since 2017</p>',
        '<p class="muted">Primary pupils, Secondary pupils. Reading</p>',
        '<link rel="alternate" type="application/json" title="The same as data" href="/api/v1/programmes/?sort=title">',
    ]:
        assert piece in text, piece


def test_filters_are_said_in_words_and_can_be_taken_away(client):
    made.publish(made.programme("a"), made.whole_programme())
    text = page(client, "/programmes/?region=northern-ireland&audience=primary&sort=recent")
    for piece in [
        "1 programme for primary pupils in Northern Ireland</h2>",
        '<a href="/programmes/?region=northern-ireland&amp;sort=recent"><span class="visually-hidden">Remove </span>'
        "Primary pupils",
        '<a href="/programmes/?audience=primary&amp;sort=recent"><span class="visually-hidden">Remove </span>'
        "Northern Ireland",
        '<a href="/programmes/">Clear all</a>',
        '<input type="hidden" name="sort" value="recent">',
        '<input type="checkbox" name="region" value="northern-ireland" checked><span>Northern Ireland</span>'
        '<span class="count">1</span>',
        '<input type="checkbox" name="region" value="south-east"><span>South East</span><span class="count">1</span>',
        "<strong>newest first</strong>",
        '<link rel="canonical" href="http://testserver/programmes/?region=northern-ireland&amp;audience=primary'
        '&amp;sort=recent">',
    ]:
        assert piece in text, piece
    assert "Baylab Reading" not in text


def test_nothing_found_says_what_to_lift(client):
    made.publish(made.programme("a"), made.whole_programme())
    text = page(client, "/programmes/?region=northern-ireland&type=school-resource")
    assert "No programmes of the type school resource in Northern Ireland</h2>" in text
    assert '<li><a href="/programmes/?type=school-resource">Without Northern Ireland</a>: 1 found</li>' in text
    assert '<li><a href="/programmes/?region=northern-ireland">Without School resource</a>: 1 found</li>' in text


def test_a_misspelt_word_gets_a_guess_that_is_called_one(client):
    made.publish(made.whole_programme())
    text = page(client, "/programmes/?q=labratory")
    assert 'A guess at what you meant: <a href="/programmes/?q=laboratory">laboratory</a>' in text
    assert ("Baylab Reading" in text, "Apply filters" in text) == (False, False)
    found = page(client, "/programmes/?q=laboratory")
    assert ("Baylab Reading" in found, "Apply filters" in found) == (True, True)


@pytest.mark.parametrize("q", ["", "%20", "+++"])
def test_an_empty_search_field_asks_for_everything(client, q):
    made.publish(made.programme("a"))
    assert "1 programme</h2>" in page(client, f"/programmes/?q={q}")


def test_words_with_markup_come_back_as_text(client):
    made.publish(made.programme("a"))
    text = page(client, "/programmes/?q=%3Cscript%3E%22x")
    assert "<script" not in text
    assert 'value="&lt;script&gt;&quot;x"' in text


def test_pages_are_numbered_links_and_each_record_stands_on_one(client):
    made.publish(*(made.programme(f"p{n:02}", title=f"Programme {n:02}") for n in range(45)))
    pages = [page(client, f"/programmes/?page={number}") for number in (1, 2, 3)]
    found = [[n for n in range(45) if f"Programme {n:02}<" in text] for text in pages]
    assert found == [list(range(20)), list(range(20, 40)), list(range(40, 45))]
    assert '<a href="/programmes/?page=2" aria-label="Page 2">2</a>' in pages[0]
    assert '<a href="/programmes/" rel="prev">Previous</a>' in pages[1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("audiense=primary", "Did you mean “audience”?"),
        ("audience=primry", "Did you mean “primary” (Primary pupils)?"),
        ("page=9", "There is no page 9: the last one is 1."),
        ("page=x", "“page” is a whole number"),
    ],
)
def test_what_a_list_cannot_obey_is_named(client, query, words):
    made.publish(made.programme("a"))
    assert words in page(client, f"/programmes/?{query}", 400)


def test_an_empty_register_says_so(client):
    for address in MAKERS:
        assert "Nothing has been published yet." in page(client, address)


@pytest.mark.parametrize("address", MAKERS)
def test_a_list_takes_the_same_queries_for_one_record_and_for_thirty(client, django_assert_num_queries, address):
    made.publish(MAKERS[address]("first"))
    client.get(address)
    with django_assert_num_queries(3):  # version, list items, version again
        client.get(address)
    made.publish(*(MAKERS[address](f"r{n}") for n in range(29)))
    client.get(address)
    with django_assert_num_queries(3):
        response = client.get(address)
    assert response.content.count(b"<h3>") == 20


@pytest.mark.parametrize(
    ("query", "words", "refs"),
    [
        ("", "Download these 3", ["a", "b", "baylab-reading"]),
        ("?region=south-east", "Download this one", ["baylab-reading"]),
        ("?sort=recent", "Download these 3", ["baylab-reading", "b", "a"]),
        ("?q=laboratory&region=south-east", "Download this one", ["baylab-reading"]),
    ],
)
def test_what_a_list_shows_can_be_downloaded_whole(client, query, words, refs):
    made.publish(made.programme("a"), made.programme("b"), made.whole_programme())
    text = page(client, f"/programmes/{query}")
    found = re.search(
        rf'{words} \((<a href="[^"]*">CSV</a>, <a href="[^"]*">XLSX</a>, <a href="[^"]*">JSON</a>)\)', text
    )
    csv, xlsx, json = (html.unescape(address) for address in re.findall(r'href="([^"]*)"', found[1]))
    lines = b"".join(client.get(csv).streaming_content).decode().split("\r\n")
    assert [line.partition(",")[0] for line in lines[1:-1]] == refs
    for address in (xlsx, json):
        assert client.head(address).headers["X-Total-Count"] == str(len(refs))
