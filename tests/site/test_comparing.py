"""Programmes side by side: what is shown of each, what cannot be shown and why, and the same as a file."""

import csv
from io import StringIO

import pytest

from lifesci.editions.withdraw import withdraw
from lifesci.site.comparing.table import Said, rows
from tests.site import documents as made

pytestmark = pytest.mark.usefixtures("vocabularies")
PAGE = "/programmes/compare/"


def page(client, address, status=200):
    """The text of a page, with its white space made plain."""
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return " ".join(response.content.decode().split())


def whole(body):
    """The document as its Edition holds it."""
    return body | {"edition": 1, "url": f"/programmes/{body['ref']}/"}


def test_rows_hold_what_each_edition_says_and_nothing_where_it_says_nothing():
    full, bare = whole(made.whole_programme()), whole(made.programme("bare"))
    found = {row.label: row.cells for row in rows([full, bare])}
    assert list(found) == [
        *("Led by", "With", "In one sentence", "For", "Ages", "Type", "Regions and nations", "Sectors", "Delivery"),
        *("Access", "Qualifications", "Gatsby Benchmarks", "Places", "How often", "Started", "Ended", "Status"),
        *("Students", "Schools", "Outcomes", "Context", "Sources", "Edition"),
    ]
    assert found["Led by"] == [[Said("Bayer UK", "/organisations/bayer-uk/")], []]
    assert found["With"] == [[Said("Reading College (host)", "/organisations/reading-college/")], []]
    assert found["Ages"] == [[Said("7 to 18 years")], []]
    assert found["Students"] == [
        [Said("more than 16,500 students since 2017", "/programmes/baylab-reading/#figure-students")],
        [],
    ]
    assert found["Schools"][0][0].words == "not stated: the source gives no number"
    assert found["Started"] == [[Said("2017")], []]
    assert found["Outcomes"][0][0].address == "/programmes/baylab-reading/#outcome-confidence"
    assert found["Edition"][1] == [Said("1", "/programmes/bare/editions/1/")]


def test_what_no_programme_states_is_said_once_below_the_table(client):
    made.publish(made.programme("a"), made.programme("b", frequency="weekly"))
    text = page(client, f"{PAGE}?ref=a&ref=b")
    assert '<th scope="row">How often</th><td><span class="muted">not stated</span></td><td><bdi>weekly</bdi>' in text
    assert '<th scope="row">Ages</th>' not in text
    assert (
        "Not stated for any of them: Led by; With; Ages; Sectors; Delivery; Access; Qualifications; Gatsby Benchmarks; "
        "Places; Started; Ended; Status; Outcomes; Context; Sources."
    ) in text


def test_a_figure_that_sources_contradict_says_so():
    doubted = made.figure(sources_differ=["other"])
    found = {row.label: row.cells for row in rows([whole(made.programme(figures=[doubted]))])}
    assert found["Students"][0][0].words == "more than 16,500 students since 2017 (sources differ)"


def test_programmes_stand_side_by_side_at_an_address_that_can_be_shared(client):
    made.publish(made.whole_programme(), made.programme("lab", title="Lab & co"))
    text = page(client, f"{PAGE}?ref=lab&ref=baylab-reading&ref=lab")
    for piece in [
        '<h1 id="compared">2 programmes side by side</h1>',
        "<title>Compared: Lab &amp; co, Baylab Reading – ",
        '<link rel="canonical" href="http://testserver/programmes/compare/?ref=lab&amp;ref=baylab-reading">',
        '<a href="/programmes/compare.csv?ref=lab&amp;ref=baylab-reading">taken as a file (CSV)</a>',
        '<a href="/programmes/compare/?ref=baylab-reading">Remove<span class="visually-hidden"> Lab &amp; co</span>',
        '<tr><th scope="row">Ages</th><td><span class="muted">not stated</span></td><td><bdi>7 to 18 years</bdi></td>',
        "<bdi>more than 16,500 students since 2017</bdi></a></td></tr>",
        'role="region" aria-labelledby="compared" tabindex="0"',
    ]:
        assert piece in text, piece
    assert 'role="note"' not in text


def test_what_cannot_be_shown_is_said_in_words(client):
    made.publish(*(made.programme(f"p{n}", title=f"Programme {n}") for n in range(6)))
    withdraw("programme", "p5", reason="Recorded <twice>.", successor="p1")
    asked = "&".join(f"ref={ref}" for ref in ("p0", "p1", "p2", "p3", "p4", "p5", "never", "<b>"))
    text = page(client, f"{PAGE}?{asked}")
    for piece in [
        '<h1 id="compared">4 programmes side by side</h1>',
        'The first 4 are shown. Left out: <a href="/programmes/p4/"><bdi>Programme 4</bdi></a>.',
        '<a href="/programmes/p5/"><code>p5</code></a>. Recorded &lt;twice&gt;. Its place is taken by '
        '<a href="/programmes/p1/"><code>p1</code></a>.',
        "no programme was ever published under <code>never</code>.",
        "no programme was ever published under <code>&lt;b&gt;</code>.",
        '<link rel="canonical" href="http://testserver/programmes/compare/?ref=p0&amp;ref=p1&amp;ref=p2&amp;ref=p3">',
    ]:
        assert piece in text, piece


def test_without_programmes_the_page_says_how_to_choose(client):
    text = page(client, PAGE)
    assert '<h1 id="compared">Compare programmes</h1>' in text
    assert "Choose up to 4 programmes in" in text
    assert "<table" not in text
    assert "under <code>never</code>" in page(client, f"{PAGE}?ref=never")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("refs=a", "There is no parameter “refs” here. Did you mean “ref”?"),
        ("ref=", "“ref” is given without a value."),
        ("&".join(f"ref=p{n}" for n in range(41)), "At most 4 programmes are compared, and 41 are asked for."),
    ],
)
def test_an_address_that_cannot_be_read_is_refused(client, query, words):
    for address in (PAGE, "/programmes/compare.csv"):
        assert words in page(client, f"{address}?{query}", 400)


def test_the_file_has_a_column_for_each_programme_and_no_formula(client):
    made.publish(made.whole_programme(title="=1+1", frequency="@weekly"), made.programme("lab"))
    answer = client.get("/programmes/compare.csv?ref=baylab-reading&ref=lab")
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer["Content-Disposition"] == 'attachment; filename="programmes-compared-2.csv"'
    lines = {line[0]: line[1:] for line in csv.reader(StringIO(answer.content.decode(), newline=""))}
    assert lines[""] == ["baylab-reading", "lab"]
    assert lines["Title"] == ["'=1+1", "Lab"]
    assert lines["For"] == ["Primary pupils; Secondary pupils", "Primary pupils"]
    assert lines["How often"] == ["'@weekly", "not stated"]
    assert lines["Students"] == ["more than 16,500 students since 2017", "not stated"]
    assert lines["Address"] == [f"http://testserver/programmes/{ref}/editions/1/" for ref in ("baylab-reading", "lab")]


def test_the_list_offers_boxes_that_belong_to_the_comparison_and_not_to_the_filters(client):
    made.publish(made.programme("lab", title="Lab"))
    text = page(client, "/programmes/?region=northern-ireland")
    assert '<form id="compare" class="act no-print" action="/programmes/compare/" method="get">' in text
    assert '<input type="checkbox" name="ref" value="lab" form="compare">' in text
    made.publish(made.organisation("bayer-uk"))
    assert 'id="compare"' not in page(client, "/organisations/")


def test_a_comparison_takes_the_same_queries_for_one_programme_and_for_four(client, django_assert_num_queries):
    made.publish(*(made.whole_programme(f"p{n}") for n in range(4)))
    client.get("/about/")  # the date of the version is kept from here on
    for refs in (("p0",), ("p0", "p1", "p2", "p3")):
        with django_assert_num_queries(3):  # version, Entries with their Editions, version
            client.get(f"{PAGE}?{'&'.join(f'ref={ref}' for ref in refs)}")
    with django_assert_num_queries(4):  # and what became of the others
        client.get(f"{PAGE}?ref=p0&ref=never&ref=nor-this")
