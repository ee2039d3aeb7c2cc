"""From a reader's report, sent without an account or a script, to the Edition that thanks for it."""

import pytest
from playwright.sync_api import expect

from lifesci.corrections.models import Correction
from lifesci.editions.models import Edition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
RIGHT = "About 1,300 students since 2019."


def report(page, address):
    """A reader follows the link beside the figure, forgets a field, is told, and sends the report."""
    page.goto(address + "/programmes/medlab/")
    page.locator("#figure-students").get_by_role("link", name="Report a correction").press("Enter")
    page.wait_for_url("**/corrections/programmes/medlab/figure-students/")
    page.get_by_role("button", name="Send the report").press("Enter")
    page.get_by_role("link", name="Say what is wrong, in a few words.").press("Enter")
    expect(page.locator("[name=wrong]")).to_be_focused()
    page.keyboard.type("The exhibition has grown.")
    page.keyboard.press("Tab")
    page.keyboard.type(RIGHT)
    page.keyboard.press("Tab")
    page.keyboard.type("Annual report, page 4")
    page.get_by_role("button", name="Send the report").press("Enter")
    page.wait_for_url("**/corrections/received/**")
    return page.locator("main strong").inner_text()


def accept(page, address, number):
    """A curator finds it on the front page, looks at both sides, mends the quotation, and accepts."""
    page.get_by_role("link", name=number).first.press("Enter")
    page.wait_for_url("**/admin/corrections/correction/*/change/")
    assert page.locator("#id_value").input_value() == "1300"
    assert page.locator("#id_qualifier").input_value() == "about"
    page.locator("#id_stated_as").fill("about 1,300 students")
    page.get_by_role("button", name=f"Accept {number}").press("Enter")
    page.wait_for_url("**/admin/programmes/programme/*/change/")
    assert page.locator(".standing").inner_text().strip().startswith("Changed since Edition")


def test_a_report_becomes_an_edition_that_thanks_for_it(address, records, page, sign_in, new_context):
    reader = new_context(java_script_enabled=False).new_page()
    number = report(reader, address)
    assert Correction.objects.get().number == number
    before = Edition.objects.of("programme", "medlab").first().number
    accept(sign_in(page), address, number)
    reader.goto(address + "/programmes/medlab/")
    assert "1,300" not in reader.locator("#figures ~ *").first.inner_text()
    page.get_by_role("link", name="Preview and publish").press("Enter")
    page.wait_for_url("**/publish/")
    note = f"Corrected after a report by a reader ({number})."
    assert page.get_by_label("What is new in this Edition").input_value() == note
    page.get_by_role("button", name=f"Publish Edition {before + 1}").press("Enter")
    page.wait_for_url("**/change/")
    reader = new_context(java_script_enabled=False).new_page()
    reader.goto(address + "/programmes/medlab/")
    assert "about 1,300 students" in " ".join(reader.locator("#figure-students .phrase").inner_text().split())
    assert note in reader.locator("main").inner_text()


def test_unsaved_work_is_warned_about_and_rows_move_by_keyboard(address, records, page, sign_in):
    sign_in(page).goto(f"{address}/admin/programmes/programme/{records['programme'].pk}/change/")
    page.locator("form[data-watched]").wait_for()
    expect(page.locator("#id_figures-0-value")).to_be_hidden()
    page.locator("#figures-0 > details > summary").press("Enter")
    expect(page.locator("#id_figures-0-value")).to_be_visible()
    rows = page.locator("#figures-group .inline-related:not(.empty-form) .inline_label")
    first, second = rows.all_inner_texts()[:2]
    down = page.get_by_role("button", name=f"Move down: {first}")
    down.press("Enter")
    assert rows.all_inner_texts()[:2] == [second, first]
    expect(down).to_be_focused()
    assert page.locator("#id_figures-0-order").input_value() == "2"
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("link", name="Home").first.click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
