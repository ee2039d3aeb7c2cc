"""A visitor finds a programme, reads a figure to its words, cites an Edition: without a mouse or a script."""

import hashlib
import json

import pytest
from playwright.sync_api import expect

from lifesci.editions.models import Edition
from lifesci.editions.withdraw import withdraw
from tests.site import documents as made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def page(new_context):
    """A page of a browser in which scripts are switched off."""
    return new_context(java_script_enabled=False).new_page()


def heading(page, level=1):
    """The words of the only heading of this level, or of the first."""
    return page.get_by_role("heading", level=level).first.inner_text()


def test_a_visitor_finds_reads_and_cites_without_a_mouse_or_a_script(address, page):
    page.goto(address + "/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("medlab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/programmes/?q=medlab")
    page.get_by_role("checkbox", name="Northern Ireland").press("Space")
    page.get_by_role("button", name="Apply filters").press("Enter")
    page.wait_for_url("**region=northern-ireland**")
    assert heading(page, 2) == "1 programme in Northern Ireland matching “medlab”"
    page.get_by_role("link", name="MEDLAB at W5").press("Enter")
    page.wait_for_url("**/programmes/medlab/")
    follow_the_figure(page)
    page.go_back()
    page.wait_for_url("**/programmes/medlab/")
    cite(page)


def follow_the_figure(page):
    """From the number to the words that state it, and on to the page of its source."""
    figure = page.locator("#figure-students")
    words = figure.locator("q")
    assert not words.is_visible()
    figure.get_by_text("Reported by somebody independent: source 1, paragraph 12, page 4").press("Enter")
    expect(words).to_be_visible()
    assert words.inner_text().strip("“”‘’\"'") == "nearly 1,200 students"
    figure.get_by_role("link", name="Case studies").press("Enter")
    page.wait_for_url("**/sources/annex/")
    assert heading(page) == "Case studies"
    facts = page.locator("main").inner_text()
    assert "nearly 1,200 students" in facts
    assert "MEDLAB at W5" in facts


def cite(page):
    """From the record to its numbered Edition, and to the very bytes that the citation's hash is of."""
    number, text, sha256 = Edition.objects.of("programme", "medlab").values_list("number", "text", "sha256").first()
    citation = page.locator(".cite")
    assert f"“MEDLAB at W5”, Life sciences skills and outreach register, Edition {number}, " in citation.inner_text()
    citation.get_by_role("link").press("Enter")
    page.wait_for_url(f"**/programmes/medlab/editions/{number}/")
    assert heading(page) == "MEDLAB at W5"
    assert page.locator(".hash").inner_text() == sha256
    json_of_it = page.get_by_role("link", name=f"JSON of Edition {number}")
    with page.expect_response(f"**/api/v1/programmes/medlab/editions/{number}/") as awaited:
        json_of_it.press("Enter")
    answer = awaited.value
    assert answer.headers["etag"] == f'"{sha256}"'
    body = page.request.get(answer.url).body()
    assert (body.decode(), hashlib.sha256(body).hexdigest()) == (text, sha256)
    assert json.loads(body)["edition"] == number


def test_a_visitor_compares_two_programmes_of_a_list(address, records, page):
    made.publish(made.programme("practicals-two", title="Practicals two"))
    page.goto(address + "/programmes/?region=northern-ireland")
    page.get_by_role("checkbox", name="Compare Practicals two").press("Space")
    page.get_by_role("checkbox", name="Compare MEDLAB at W5").press("Space")
    page.get_by_role("button", name="Compare the chosen").press("Enter")
    page.wait_for_url("**/programmes/compare/?ref=medlab&ref=practicals-two")
    assert heading(page) == "2 programmes side by side"
    told = page.get_by_role("row", name="Students")
    assert told.get_by_role("cell").all_inner_texts() == ["nearly 1,200 students since 2017", "not stated"]
    page.get_by_role("link", name="Remove MEDLAB at W5").press("Enter")
    page.wait_for_url("**/programmes/compare/?ref=practicals-two")
    assert heading(page) == "1 programme side by side"


@pytest.fixture
def few(live_server) -> str:
    """Where a register of two programmes is served."""
    made.publish(made.programme("medlab"), made.programme("practicals"))
    return live_server.url


def test_the_first_tab_offers_to_skip_to_the_content(few, page):
    page.goto(few + "/programmes/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("element => element === document.activeElement && element.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_filters_wait_behind_a_disclosure_only_where_it_is_narrow(few, page):
    field = page.locator("#q")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(few + "/programmes/")
    assert field.is_visible()
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(few + "/programmes/")
    assert not field.is_visible()
    page.get_by_text("Search and filter").press("Enter")
    expect(field).to_be_visible()


def test_a_withdrawn_record_says_why_and_leads_to_its_successor(few, page):
    withdraw("programme", "practicals", reason="It is told with MEDLAB.", successor="medlab")
    answer = page.goto(few + "/programmes/practicals/")
    assert (answer.status, "It is told with MEDLAB." in page.locator("main").inner_text()) == (410, True)
    page.locator("main").get_by_role("link", name="See the record that takes its place").press("Enter")
    page.wait_for_url("**/programmes/medlab/")
