"""A curator edits, previews, publishes, withdraws; the public sees each act at once and nothing before it."""

import json
import re

import pytest
from playwright.sync_api import expect

from lifesci.editions.models import Edition
from lifesci.editions.version import register_version

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
OLD = "An exhibition that shows how medicines are made."
NEW = "An exhibition that shows how photosynthesis makes medicines."
NOTE = "It shows plants as well."
WORD = "photosynthesis"


def public(context, address) -> dict:
    """What anybody can read of the programme: on its page, by the API, by a search and in the change log."""

    def read(path):
        return context.request.get(address + path)

    page = context.new_page()
    page.goto(address + "/programmes/medlab/")
    told = {"page": page.locator(".summary").first.inner_text()}
    page.goto(address + f"/programmes/?q={WORD}")
    told["search"] = page.locator(".records h3").all_inner_texts()
    page.goto(address + "/changes/")
    told["change log"] = page.locator(".facts .fact").first.inner_text().splitlines()[-1]
    page.close()
    record = read("/api/v1/programmes/medlab/").json()
    told["API"] = (record["edition"], record["summary"])
    told["API search"] = [each["ref"] for each in read(f"/api/v1/programmes/?q={WORD}").json()["results"]]
    changes = read(f"/api/v1/changes/?after={register_version() - 1}").json()["results"]
    told["API changes"] = [(each["ref"], each["action"], each["edition"], each["reason"]) for each in changes]
    told["feed"] = (NOTE in read("/feed.atom").text(), WORD in read("/feed.atom").text())
    return told


def edit(page, address):
    """Find the programme at the desk, write another summary, and save."""
    page.goto(address + "/admin/")
    page.get_by_role("rowheader", name="Programmes", exact=True).get_by_role("link").press("Enter")
    page.wait_for_url("**/admin/programmes/programme/")
    page.locator("#searchbar").focus()
    page.keyboard.type("medlab")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=medlab")
    page.locator("#result_list").get_by_role("link", name="MEDLAB at W5").press("Enter")
    summary = page.locator("#id_summary")
    assert summary.input_value() == OLD
    summary.press("Control+a")
    page.keyboard.type(NEW)
    page.get_by_role("button", name="Save and continue editing").press("Enter")
    page.locator(".messagelist .success").wait_for()


def test_an_edit_shows_nowhere_before_it_is_published_and_everywhere_after(
    address, records, page, sign_in, new_context
):
    anybody = new_context()
    before = public(anybody, address)
    number = Edition.objects.of("programme", "medlab").first().number
    assert (before["page"], before["API"], before["search"], before["API search"]) == (OLD, (number, OLD), [], [])
    edit(sign_in(page), address)
    assert page.locator(".standing").inner_text().strip() == f"Changed since Edition {number}"
    assert public(anybody, address) == before
    page.get_by_role("link", name="Preview and publish").press("Enter")
    page.wait_for_url("**/publish/")
    assert page.locator("section[aria-labelledby=changes] li").all_inner_texts() == [
        f"Summary changed from “{OLD}” to “{NEW}”."
    ]
    assert public(anybody, address) == before
    publish(page, number + 1)
    assert page.locator(".standing").inner_text().strip() == f"Current: Edition {number + 1}"
    assert public(new_context(), address) == {
        "page": NEW,
        "search": ["MEDLAB at W5"],
        "change log": NOTE,
        "API": (number + 1, NEW),
        "API search": ["medlab"],
        "API changes": [("medlab", "issued", number + 1, NOTE)],
        "feed": (True, True),
    }
    assert json.loads(Edition.objects.of("programme", "medlab").get(number=number).text)["summary"] == OLD


def publish(page, number):
    """Say what is new and publish, by keyboard."""
    page.get_by_label("What is new in this Edition").focus()
    page.keyboard.type(NOTE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Publish Edition {number}", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    assert page.locator(".messagelist .success").inner_text() == f"MEDLAB at W5 is published as Edition {number}."


def test_a_record_withdrawn_at_the_desk_is_a_tombstone_for_everybody(address, records, page, sign_in, new_context):
    anybody = new_context().new_page()

    def found():
        return [each["ref"] for each in anybody.request.get(address + "/api/v1/programmes/?q=medlab").json()["results"]]

    assert (anybody.goto(address + "/programmes/medlab/").status, found()) == (
        200,
        ["medlab", "outreach", "practicals"],
    )
    sign_in(page).goto(f"{address}/admin/programmes/programme/{records['programme'].pk}/withdraw/")
    page.get_by_label("Reason").focus()
    page.keyboard.type("It was closed before it began.")
    page.keyboard.press("Tab")
    page.keyboard.type("outreach")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    assert page.locator(".standing").inner_text().strip().startswith("Withdrawn")
    answer = new_context().new_page().goto(address + "/programmes/medlab/")
    assert (answer.status, "It was closed before it began." in answer.text()) == (410, True)
    assert found() == ["practicals"]


def test_a_related_record_is_chosen_by_keyboard(address, records, page, sign_in):
    sign_in(page).goto(address + "/admin/programmes/programme/add/")
    page.locator(".field-lead .select2-selection").focus()
    page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()
    page.keyboard.type("funder")
    page.locator(".select2-results__option--highlighted", has_text="Funder of Science").wait_for()
    page.keyboard.press("Enter")
    chosen = page.locator(".field-lead .select2-selection__rendered")
    expect(chosen).to_have_text(re.compile(r"Funder of Science \(Company, published\)$"))
    expect(page.locator(".field-lead :focus")).to_have_count(1)
