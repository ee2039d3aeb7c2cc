"""A list leaves as a spreadsheet, comes back as a plan, becomes an Edition, and the whole import is undone."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from lifesci.editions.models import Edition
from lifesci.imports.models import Proposal
from programmes.models import Programme
from tests.browser.examination import complaints

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
OLD = "An exhibition that shows how medicines are made."
NEW = "An exhibition that shows how plants make medicines."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(page, address) -> bytes:
    """The list of programmes as a curator takes it away."""
    page.goto(address + "/admin/programmes/programme/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export this list as XLSX").click()
    return download.value.path().read_bytes()


def edited(workbook: bytes) -> bytes:
    """The same with another summary of one programme."""
    book, saved = load_workbook(io.BytesIO(workbook)), io.BytesIO()
    [cell] = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == OLD]
    cell.value = NEW
    book.save(saved)
    return saved.getvalue()


def send(page, address, workbook):
    """Send the file in, and wait for its plan."""
    page.goto(address + "/admin/imports/proposal/add/")
    file = {"name": "programmes.xlsx", "mimeType": XLSX, "buffer": workbook}
    page.get_by_label("File", exact=True).set_input_files([file])
    page.get_by_role("button", name="Read it into a plan").press("Enter")
    comes_to(page, "Plan ready")


def comes_to(page, stage):
    """Look again until the plan says so."""
    while page.locator("#progress").count():
        page.get_by_role("link", name="Look again").click()
    expect(page.locator(".standing .chip")).to_have_text(stage)


def standing(page, address) -> str:
    """How the programme stands at the desk."""
    page.goto(f"{address}/admin/programmes/programme/{Programme.objects.get(ref='medlab').pk}/change/")
    return page.locator(".standing").inner_text().strip()


def summary_for_anybody(context, address) -> str:
    """What somebody reads who comes for the first time."""
    page = context.new_page()
    page.goto(address + "/programmes/medlab/")
    return page.locator(".summary").first.inner_text()


def test_a_spreadsheet_becomes_a_plan_then_an_edition_and_is_undone(address, records, page, sign_in, new_context):
    said = complaints(sign_in(page))
    number = Edition.objects.of("programme", "medlab").first().number
    workbook = exported(page, address)
    send(page, address, workbook)
    assert set(Proposal.objects.get().rows.values_list("outcome", flat=True)) == {"unchanged"}
    send(page, address, edited(workbook))
    plan = page.url
    page.get_by_role("link", name="Changed", exact=True).press("Enter")
    [row] = page.locator("table.plan tbody tr").all_inner_texts()
    assert re.search(rf"medlab.*{OLD}.*{NEW}", row, re.DOTALL)
    assert (Programme.objects.get(ref="medlab").summary, standing(page, address)) == (OLD, f"Current: Edition {number}")
    page.goto(plan)
    page.get_by_role("button", name="Apply: make drafts").press("Enter")
    comes_to(page, "Applied")
    assert standing(page, address) == f"Changed since Edition {number}"
    assert summary_for_anybody(new_context(), address) == OLD
    page.get_by_role("link", name="Preview and publish").press("Enter")
    page.get_by_label("What is new in this Edition").fill("It shows plants.")
    page.get_by_role("button", name=f"Publish Edition {number + 1}").press("Enter")
    page.wait_for_url("**/change/")
    assert summary_for_anybody(new_context(), address) == NEW
    page.goto(plan)
    page.get_by_role("button", name="Undo the whole import").press("Enter")
    expect(page.locator(".standing .chip")).to_have_text("Undone", timeout=30_000)  # the page looks again by itself
    assert (Programme.objects.get(ref="medlab").summary, summary_for_anybody(new_context(), address)) == (OLD, NEW)
    assert standing(page, address) == f"Changed since Edition {number + 1}"
    assert said == []
