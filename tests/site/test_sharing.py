"""What is shown of a record where its address is shared: description, card as SVG, card as PNG, and their tags."""

import re
import struct
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.editions.withdraw import withdraw
from lifesci.site.sharing import pages, png
from lifesci.site.sharing.card import HEIGHT, INNER, WIDTH, card
from lifesci.site.sharing.lines import is_right_to_left, width_of, wrapped
from lifesci.site.sharing.words import description, words_of
from tests.site import documents as made

SVG = "{http://www.w3.org/2000/svg}"
ISSUED = date(2026, 11, 5)


def whole(body):
    """The document as its Edition holds it."""
    return body | {"edition": 2, "url": f"/programmes/{body['ref']}/"}


def texts(svg):
    """The words of a drawing, line by line."""
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def test_words_are_title_lead_and_strongest_figure():
    assert words_of(made.whole_programme()) == (
        "Baylab Reading",
        "Bayer UK",
        "More than 16,500 students since 2017",
    )


def test_a_figure_that_sources_contradict_is_not_the_one_that_is_shared():
    figures = [made.missing_figure(), made.figure("a", sources_differ=["b"]), made.figure("c", phrase="about 9 events")]
    assert words_of(made.programme(figures=figures)).figure == "About 9 events"
    assert words_of(made.programme(figures=figures[:2])).figure == ""


EXPORTS = made.figure(
    measure={"code": "exports", "label": "exports", "singular": "", "counts": "money", "unit": "GBP"},
    value=30_000_000_000,
    phrase="about £30 billion a year",
    parts={"lead": "about", "numeral": "£30 billion", "unit": "", "tail": "a year"},
    population="medicines",
)


@pytest.mark.parametrize(
    ("body", "by"),
    [
        (made.programme(), "Lead organisation not stated"),
        (made.organisation(place=made.READING), "Company, Reading"),
        (made.brief(), "Policy"),
        (made.source(publisher="A department"), "A department"),
        (made.source(), "Annex to a policy paper"),
    ],
)
def test_whose_it_is_is_said_for_every_kind(body, by):
    assert words_of(body).by == by


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            made.whole_programme(summary="A laboratory for schools"),
            "A laboratory for schools. More than 16,500 students since 2017.",
        ),
        (made.organisation(description="It makes medicines.\n\nMore."), "It makes medicines."),
        (made.organisation(name="Bayer"), "Bayer: Company."),
        (made.source(), "Every published fact drawn from “Annex A”, in the order in which it stands there."),
        (made.whole_programme(summary="w" * 180), "w" * 180 + "."),
        (made.brief(summary="What it is.", figures=[EXPORTS]), "What it is. Exports: about £30 billion a year."),
        (made.brief(summary="word " * 80), "word " * 39 + "word…"),
        (made.brief(summary="w" * 300), "w" * 199 + "…"),
    ],
)
def test_a_description_is_one_or_two_sentences_and_never_too_long(body, said):
    assert description(body) == said
    assert len(said) <= 200


def test_a_card_holds_its_words_as_text():
    title = '<b>"x"</b> & ]]> {{ x }}'
    drawn = card(whole(made.whole_programme(title=title)), ISSUED)
    assert texts(drawn) == [
        "Life sciences skills and outreach register",
        title,
        "More than 16,500 students since 2017",
        "Bayer UK",
        "Edition 2, 5 November 2026",
    ]


def test_a_long_title_is_wrapped_in_smaller_letters_and_cut_at_the_fourth_line():
    sizes = []
    for words, lines in ((2, 1), (4, 2), (8, 3), (90, 4)):
        drawn = card(whole(made.programme(title="Laboratory " * words)), ISSUED)
        shown = [text for text in texts(drawn) if text.startswith("Laboratory")]
        sizes.append(int(re.search(r'<g font-size="(\d+)">', drawn)[1]))
        assert len(shown) == lines, words
    assert sizes == sorted(sizes, reverse=True)
    assert shown[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "is_right"), [("Lab", False), ("مختبر", True), ("«מעבדה» Lab", True), ("2017", False), ("", False)]
)
def test_a_line_is_placed_by_its_first_letter_that_has_a_direction(text, is_right):
    assert is_right_to_left(text) is is_right


@given(st.text(max_size=120))
def test_whatever_the_title_its_lines_fit_and_the_drawing_is_xml(title):
    lines = wrapped(title, 42, INNER, 4)
    assert len(lines) <= 4
    assert all(width_of(line, 42) <= INNER for line in lines)
    assert len(texts(card(whole(made.programme(title=title or "x")), ISSUED))) >= 3


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["Baylab", "Менделеев", "مختبر العلوم", "Ŵyddoniaeth", "実験室", "\u202eabc\x00"])
def test_a_card_is_a_picture_of_its_size_drawn_once(client, title, monkeypatch, django_assert_num_queries):
    made.publish(made.programme("lab", title=title.replace("\x00", "")))
    with django_assert_num_queries(3):  # version, Edition, version
        answer = client.get("/programmes/lab/editions/1/card.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", answer.content[16:24]) == (WIDTH, HEIGHT)
    drawn = []
    monkeypatch.setattr(png, "rendered", lambda svg: drawn.append(svg) or b"")
    assert client.get("/programmes/lab/editions/1/card.png").content == answer.content
    assert drawn == []


@pytest.mark.django_db
def test_a_page_names_its_card_only_where_one_can_be_drawn(client, monkeypatch):
    made.publish(made.whole_programme(title='"><b>Lab'))
    page = client.get("/programmes/baylab-reading/").content.decode()
    for piece in [
        '<meta property="og:title" content="&quot;&gt;&lt;b&gt;Lab">',
        '<meta property="og:url" content="http://testserver/programmes/baylab-reading/">',
        '<meta property="og:image" content="http://testserver/programmes/baylab-reading/editions/1/card.png">',
        '<meta property="og:image:alt" content="&quot;&gt;&lt;b&gt;Lab. Bayer UK. More than 16,500 students ',
        '<meta name="twitter:card" content="summary_large_image">',
    ]:
        assert piece in page, piece
    said = "A laboratory in Reading where school students do experiments without charge. "
    for name in ('name="description"', 'property="og:description"'):
        assert f'<meta {name} content="{said}More than 16,500 students since 2017.">' in page
    monkeypatch.setattr(png, "rendered", lambda svg: b"the same without fonts")
    png.can_draw.cache_clear()
    try:
        assert "og:image" not in client.get("/programmes/baylab-reading/").content.decode()
        assert client.get("/programmes/baylab-reading/editions/1/card.png").status_code == 404
    finally:
        png.can_draw.cache_clear()
    assert pages.can_draw is png.can_draw


@pytest.mark.django_db
def test_an_edition_of_a_withdrawn_record_is_its_own_canonical_page(client):
    made.publish(made.programme("lab"))
    made.publish(made.programme("lab", frequency="each term"))

    def canonical():
        page = client.get("/programmes/lab/editions/1/").content.decode()
        return re.search('<link rel="canonical" href="([^"]+)">', page)[1]

    assert canonical() == "http://testserver/programmes/lab/"
    withdraw("programme", "lab", reason="Recorded twice.")
    assert canonical() == "http://testserver/programmes/lab/editions/1/"


@pytest.mark.django_db
def test_an_amount_of_money_says_what_it_is_where_it_is_shown(client):
    made.publish(made.brief(figures=[EXPORTS]))
    text = client.get("/context/vision/").content.decode()
    assert "<p>Exports</p>" in text
    assert 'content="What vision is about. Exports: about £30 billion a year."' in text
