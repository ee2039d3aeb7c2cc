"""Records on paper and in every script: pages that fit, sources with their addresses, names in their own direction."""

from io import BytesIO

import pytest
from pypdf import PdfReader

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


def printed(page, address) -> PdfReader:
    """A page as the browser prints it on A4."""
    page.goto(address)
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def words(paper) -> str:
    """All that stands on the paper, its white space made plain."""
    return " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())


def test_a_whole_record_of_each_kind_fits_on_two_pages_with_the_addresses_of_its_sources(address, records, page):
    for kind, record in records.items():
        paper = printed(page, f"{address}/{HOMES[kind]}/{record.ref}/")
        assert len(paper.pages) <= 2, kind
        said = words(paper)
        assert "Accessibility" not in said
        assert "Report a correction" not in said
        assert f"/{HOMES[kind]}/{record.ref}/editions/" in said.replace(" ", "")
        if kind != "source":
            assert f"{address}/sources/annex/" in said.replace(" ", "")
    programme = words(printed(page, f"{address}/programmes/medlab/"))
    for piece in (
        "nearly 1,200",
        "nearly 1,200 students",
        "Where it stands: MEDLAB, paragraph 12",
        "Editions and what changed",
    ):
        assert piece in programme, piece


def test_a_comparison_fits_on_two_pages(address, records, page):
    made.publish(made.whole_programme(), made.whole_programme("second"), made.whole_programme("third"))
    asked = "ref=medlab&ref=baylab-reading&ref=second&ref=third"
    paper = printed(page, f"{address}/programmes/compare/?{asked}")
    assert len(paper.pages) <= 2
    assert "Remove" not in words(paper)


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
