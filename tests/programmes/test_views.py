"""The pages of programmes: what they say of an Edition, and what they never say."""

import pytest
from django.utils import timezone

from lifesci.editions.models import Edition
from lifesci.editions.withdraw import withdraw
from tests.site import documents as made
from tests.site.markup import undirected

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    """The text of a page, with its white space made plain."""
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return undirected(" ".join(response.content.decode().split()))


def test_detail_shows_everything_the_edition_holds(client):
    parent = {"ref": "bayer-outreach", "title": "Bayer outreach"}
    made.publish(made.whole_programme(parent=parent, dates_note="Counted back from 2026."))
    text = page(client, "/programmes/baylab-reading/")
    for piece in [
        "<h1>Baylab Reading</h1>",
        'Led by <a href="/organisations/bayer-uk/">Bayer UK</a>, with '
        '<a href="/organisations/reading-college/">Reading College</a> (host)',
        'A strand of <a href="/programmes/bayer-outreach/">Bayer outreach</a>',
        '<span class="lead">more than</span> <span class="numeral">16,500</span> '
        '<span class="unit">students</span> <span class="tail">since 2017</span>',
        "Stated by the provider: source 1, paragraph 82",
        "<q>more than 16,500 students</q>",
        "Checked against the source</span> on 22 November 2026",
        '<p class="missing">Schools: not stated: the source gives no number</p>',
        "Students say that they are more sure of themselves in a laboratory.",
        'How it is known: internal assessment. <a href="#figure-students">The figure for this</a>.',
        "<h3>Apprentice technician, name not given</h3>",
        '<span class="moment">2021.</span> Joins as an apprentice.',
        '<a href="/programmes/?audience=primary">Primary pupils</a>',
        "<dt>Ages</dt><dd>7 to 18 years</dd>",
        "<dt>Started</dt><dd>2017</dd>",
        "<dt>Ended</dt><dd>not stated</dd>",
        "<dt>About these dates</dt><dd>Counted back from 2026.</dd>",
        '<a href="https://baylab.example/" rel="external">https://baylab.example/</a>',
        '<a href="/context/vision/">Life Sciences Vision</a>',
        '<a href="/sources/annex/">Annex A</a>',
        '<link rel="canonical" href="http://testserver/programmes/baylab-reading/">',
        '<link rel="alternate" type="application/json" title="The same as data" '
        'href="/api/v1/programmes/baylab-reading/editions/1/">',
        '<a href="http://testserver/programmes/baylab-reading/editions/1/">'.replace("http://testserver", ""),
        "http://testserver/programmes/baylab-reading/editions/1/</a>",
        Edition.objects.get().sha256,
    ]:
        assert piece in text, piece


def test_detail_says_in_words_what_is_not_stated(client):
    made.publish(made.programme("bare"))
    text = page(client, "/programmes/bare/")
    for piece in [
        "Lead organisation: not stated",
        "Not stated: no source read so far gives a number for this programme.",
        "Not stated: no source read so far says what came of this programme.",
        "Not stated: no policy, sector, place or issue is recorded for it.",
        "<dt>Ages</dt><dd>not stated</dd>",
        "<dt>Sectors</dt><dd>not stated</dd>",
        "<dt>Places</dt><dd>not stated</dd>",
        '<dt>Website</dt><dd class="web-address">not stated</dd>',
    ]:
        assert piece in text, piece
    assert "Stories" not in text
    assert "—" not in text


def test_markup_in_a_record_is_shown_as_text(client):
    attack = '<script>alert("x")</script>'
    made.publish(made.whole_programme(title=attack, summary=attack, description=attack, frequency=attack))
    for address in ("/programmes/baylab-reading/", "/programmes/", "/changes/", "/", "/feed.atom"):
        text = page(client, address)
        assert "&lt;script&gt;" in text
        assert text.count("<script") == text.count('<script type="application/ld+json">')
        assert "alert(" not in text.replace("alert(&quot;x&quot;)", "").replace(r"alert(\"x\")\u003c/script", "")


def test_an_old_edition_says_so_and_what_changed_since(client):
    made.publish(made.whole_programme(), note="First reading.")
    made.publish(made.whole_programme(frequency="each term"))
    text = page(client, "/programmes/baylab-reading/editions/1/")
    assert "<strong>This is an old Edition.</strong> You are reading Edition 1" in text
    assert '<a href="/programmes/baylab-reading/">Edition 2 is the current one.</a>' in text
    assert "<li>Frequency changed from “all year round” to “each term”.</li>" in text
    assert "<dt>How often</dt><dd>all year round</dd>" in text
    assert "First reading." in text


def test_the_current_edition_by_its_number_is_not_called_old(client):
    made.publish(made.whole_programme())
    made.publish(made.whole_programme(frequency="each term"))
    for address in ("/programmes/baylab-reading/", "/programmes/baylab-reading/editions/2/"):
        text = page(client, address)
        assert "This is an old Edition" not in text
        assert "Edition 2 (this page)" in text
        assert '<a href="/programmes/baylab-reading/editions/1/">Edition 1</a>' in text


def test_a_withdrawn_programme_leaves_its_reason_and_its_editions(client):
    made.publish(made.programme("old-lab", title="Old lab"), made.programme("new-lab"))
    withdraw("programme", "old-lab", reason="It was recorded twice.", successor="new-lab")
    text = page(client, "/programmes/old-lab/", 410)
    assert "It was recorded twice." in text
    assert '<a href="/programmes/new-lab/">' in text
    assert '<a href="/programmes/old-lab/editions/1/">Read its last Edition' in text
    text = page(client, "/programmes/old-lab/editions/1/")
    assert "The record was withdrawn since" in text
    assert "<h1>Old lab</h1>" in text


@pytest.mark.parametrize("address", ["/programmes/nothing/", "/programmes/baylab/editions/2/", "/programmes/baylab/x/"])
def test_what_was_never_published_is_not_found(client, address):
    made.publish(made.programme("baylab"))
    assert "What to do next" in page(client, address, 404)


def test_the_list_of_sources_says_where_each_can_be_read(client):
    cited = [{"ref": ref, "title": ref.title()} for ref in ("annex", "paper", "data", "gone")]
    made.publish(
        made.source("annex", publisher="UK Government", published_on="2026-02", website="https://annex.example/a"),
        made.source("paper", website=""),
        made.source("data", publisher="Bayer", is_public=False),
        made.source("gone", publisher="Secret Press", website="https://gone.example/"),
        made.programme("lab", sources=cited),
    )
    address = "https://annex.example/a"
    listed = page(client, "/programmes/lab/").partition('id="sources"')[2]
    assert (
        '<a href="/sources/annex/">Annex</a>, UK Government, February 2026. '
        f'<a class="web-address" href="{address}" rel="external">{address}</a>' in " ".join(listed.split())
    )
    assert listed.count("Address not stated.") == 1
    assert listed.count("Not public.") == 1
    assert "Secret Press" in listed
    assert "https://gone.example/" in listed
    withdraw("source", "gone", reason="It was never given to us.")
    made.publish(made.source("annex", website="https://moved.example/"))
    for path in ("/programmes/lab/", "/programmes/lab/editions/1/"):
        text = page(client, path)
        assert '<a href="/sources/gone/">Gone</a>.' in text
        assert "Secret Press" not in text
        assert "gone.example" not in text
        assert "https://moved.example/" in text
        assert address not in text


def test_detail_takes_the_same_queries_for_one_figure_and_for_thirty(client, django_assert_num_queries):
    annex, further = {"ref": "annex", "title": "Annex A"}, [{"ref": f"s{n}", "title": "A source"} for n in range(30)]
    made.publish(
        made.source(),
        made.programme("few", figures=[made.figure()], sources=[annex]),
        made.programme("many", figures=[made.figure(f"f{n}") for n in range(30)], sources=[annex, *further]),
    )
    client.get("/about/")  # the date of the version is kept from here on
    for ref in ("few", "many"):
        with django_assert_num_queries(5):  # version, Entry with its Edition, Editions, sources, version again
            client.get(f"/programmes/{ref}/")


def test_the_age_of_a_fact_is_told_by_the_day_of_the_version_that_answers(client):
    figure = made.figure(citation=made.citation(checked="2001-01-01"))
    doubted = made.figure("doubted", citation=made.citation(checked="", check_result="period_in_doubt"))
    made.publish(made.programme("a", figures=[figure, doubted]))
    years = timezone.localdate().year - 2001
    text = page(client, "/programmes/a/")
    checked = '<span class="verified">Checked against the source</span> on 1 January 2001'
    age = f", {years} years before this version of the register"
    assert f'{checked}<span class="no-print">{age}</span></dd>' in text
    assert "<dt>Checked</dt><dd>Found in the source; words near them suggest another period</dd>" in text
