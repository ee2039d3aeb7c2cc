"""Records on paper and in every script: pages that fit, sources with their addresses, names in their own direction."""

import shutil
import subprocess
from io import BytesIO

import pytest
from django.db import connection
from pypdf import PdfReader

from lifesci.editions.models import Entry
from lifesci.operations.publishing import publish_register
from lifesci.site.templatetags.register import page_of
from tests.fixtures.conftest import load_first_content
from tests.site import documents as made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
HOMES = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
ARABIC = "مختبر العلوم للشباب"
NAMES = {
    "cyrillic": "Менделеевская лаборатория",
    "welsh": "Canolfan Ŵyddoniaeth Llŷn",
    "gaelic": "Sabhal Mòr Ostaig, Slèite",
    "arabic": ARABIC,
    "hebrew": "מעבדה לנוער",
}


def has_letters_of_paper() -> bool:
    """Whether there is a typeface of the widths that pages are printed with: Helvetica, Arial or Liberation Sans."""
    found = shutil.which("fc-match")
    named = subprocess.run([found, "Helvetica"], capture_output=True, text=True, check=True).stdout if found else ""
    return any(name in named for name in ("Helvetica", "Arial", "Liberation Sans", "Nimbus Sans"))


letters_of_paper = pytest.mark.skipif(not has_letters_of_paper(), reason="no typeface of Helvetica's widths is found")


def printed(page, address) -> PdfReader:
    """A page as the browser prints it on A4."""
    answer = page.goto(address)
    assert answer.ok, f"{answer.status} {address}"
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def words_of(paper) -> str:
    """All that stands on the paper, its white space made plain."""
    return " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())


def test_a_whole_record_of_each_kind_fits_on_two_pages_with_the_addresses_of_its_sources(address, records, page):
    for kind, record in records.items():
        paper = printed(page, f"{address}/{HOMES[kind]}/{record.ref}/")
        assert len(paper.pages) <= 2, kind
        said = words_of(paper)
        assert "Accessibility" not in said
        assert "Report a correction" not in said
        assert f"/{HOMES[kind]}/{record.ref}/editions/" in said.replace(" ", "")
        if kind != "source":
            assert f"{address}/sources/annex/" in said.replace(" ", "")
    programme = words_of(printed(page, f"{address}/programmes/medlab/"))
    for piece in (
        "nearly 1,200",
        "nearly 1,200 students",
        "Source 1. MEDLAB, paragraph 12",
        "Editions and what changed",
    ):
        assert piece in programme, piece


def test_a_programme_of_which_much_is_known_fits_on_two_pages(live_server, page):
    behind = [{"ref": "annex", "title": "Annex A"}, {"ref": "data", "title": "Internal data of Bayer UK on Baylab"}]
    words = {"section": "Bayer UK work experience", "as_given_in": "data", "stated_as": "greater awareness of careers"}
    partner = {**made.HOST, "citation": made.citation(**words)}
    address = "https://www.gov.example/government/publications/life-sciences-jobs-plan/annex-a-industry-case-studies"
    made.publish(
        made.source("annex", publisher="UK Government", published_on="2026-02", website=address),
        made.source("data", publisher="Bayer UK", is_public=False),
        made.whole_programme(
            figures=[made.figure(f"f{number}", citation=made.citation(**words)) for number in range(4)],
            outcomes=[made.outcome(f"o{number}", citation=made.citation(**words)) for number in range(5)],
            partners=[{**partner, "ref": f"college-{number}"} for number in range(3)],
            sources=behind,
        ),
    )
    paper = printed(page, f"{live_server.url}/programmes/baylab-reading/")
    assert len(paper.pages) <= 2
    said = words_of_sources(paper)
    assert "1. Annex A, UK Government, February 2026." in said
    assert address in said.replace(" ", "")
    assert "2. Internal data of Bayer UK on Baylab, Bayer UK. Not public." in said
    assert f"{live_server.url}/sources/data/" in said.replace(" ", "")
    assert words_of(paper).count("Internal data of Bayer UK") == 1
    assert "Source 1. Bayer UK work experience, paragraph 82." in words_of(paper)
    assert "The source gives as its own source: source 2." in words_of(paper)


def test_a_brief_of_which_much_is_known_fits_on_two_pages(live_server, page):
    words = {"section": "A white paper", "as_given_in": "paper", "stated_as": "exports worth around so much a year"}
    cited = made.citation(**words)
    note = "From 2009 to the writing of the paper; the end is not stated."
    made.publish(
        made.source("annex"),
        made.source("paper"),
        made.brief(
            description="It points to a strong past and to a capacity that has been lost since. " * 6,
            figures=[made.figure(f"f{number}", note=note, citation=cited) for number in range(8)],
            objectives=[
                {"key": f"o{number}", "statement": "Make the case as a place to make medicines.", "citation": cited}
                for number in range(7)
            ],
            sources=[{"ref": "annex", "title": "Annex A"}, {"ref": "paper", "title": "A white paper"}],
        ),
    )
    paper = printed(page, f"{live_server.url}/context/vision/")
    assert len(paper.pages) <= 2
    assert words_of(paper).count("Source 1. A white paper, paragraph 82.") == 15


@letters_of_paper
def test_a_source_of_a_whole_page_of_facts_is_printed_as_running_lines(live_server, page):
    cited = [{"ref": "annex", "title": "A"}]
    figures = [
        made.figure(f"f{number}", citation=made.citation(paragraph=number + 1, section=f"Section {number // 10}"))
        for number in range(100)
    ]
    made.publish(made.source("annex"), made.programme("many", figures=figures, sources=cited))
    paper = printed(page, f"{live_server.url}/sources/annex/")
    assert len(paper.pages) <= 2
    said = words_of(paper)
    assert said.count("more than 16,500 students") == 200
    assert [said.count(f"Section {number}") for number in range(10)] == [1] * 10
    assert said.count("Stated by the provider") == 0
    assert said.count("Where nothing else is said, the provider stated it.") == 1
    assert said.count("Checked on") + said.count("was checked on") == 1


@letters_of_paper
@pytest.mark.skipif(connection.vendor != "sqlite", reason="paper is the same whichever the database")
def test_every_record_of_the_first_content_is_printed_on_two_pages(live_server, page):
    load_first_content()
    publish_register(by=None)
    entries = list(Entry.objects.values("kind", "ref"))
    assert {entry["kind"] for entry in entries} == {"brief", "organisation", "programme", "source"}
    assert len(entries) > 100
    sheets = {page_of(entry): len(printed(page, live_server.url + page_of(entry)).pages) for entry in entries}
    assert {address: count for address, count in sheets.items() if count > 2} == {}


def words_of_sources(paper) -> str:
    """What stands on the paper below the heading of its sources."""
    return words_of(paper).partition(" Sources ")[2].partition(" How to cite ")[0]


def test_a_comparison_fits_on_two_pages(address, records, page):
    made.publish(made.whole_programme(), made.whole_programme("second"), made.whole_programme("third"))
    asked = "ref=medlab&ref=baylab-reading&ref=second&ref=third"
    paper = printed(page, f"{address}/programmes/compare/?{asked}")
    assert len(paper.pages) <= 2
    assert "Remove" not in words_of(paper)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_shown_as_it_is_and_runs_its_own_way(live_server, page, script):
    name = NAMES[script]
    made.publish(made.whole_programme(title=name, lead={"ref": "lead", "name": name}))
    page.goto(live_server.url + "/programmes/baylab-reading/")
    title = page.locator("h1")
    assert title.inner_text() == name
    runs = title.evaluate("element => getComputedStyle(element).direction")
    assert runs == ("rtl" if script in ("arabic", "hebrew") else "ltr")
    assert name in page.title()
    assert page.locator(".by bdi").first.inner_text() == name
    page.goto(live_server.url + "/programmes/")
    assert page.get_by_role("link", name=name).inner_text() == name


def test_names_that_run_from_the_right_keep_their_order_in_a_sentence_of_ours(live_server, page):
    aliases = [{"name": ARABIC, "note": ""}, {"name": NAMES["hebrew"], "note": ""}]
    made.publish(made.organisation("lab", name="Lab", aliases=aliases))
    page.goto(live_server.url + "/organisations/lab/")
    cell = page.locator("dt", has_text="Other names").locator("xpath=following-sibling::dd")
    assert cell.inner_text() == f"{ARABIC}; {NAMES['hebrew']}"
    first, second = (cell.locator("bdi").nth(number).bounding_box() for number in (0, 1))
    assert first["x"] + first["width"] <= second["x"]
