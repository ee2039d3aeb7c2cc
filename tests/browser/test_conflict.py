"""Two curators edit one programme in two browsers: the second chooses between both versions and loses nothing."""

import pytest

from programmes.models import Programme

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def opened(page, address):
    """The form of the programme."""
    page.goto(f"{address}/admin/programmes/programme/{Programme.objects.get(ref='medlab').pk}/change/")
    return page


def write(page, name, words):
    """Replace what a field says."""
    page.locator(f"#id_{name}").fill(words)


def save(page):
    """Save and stay."""
    page.get_by_role("button", name="Save and continue editing").press("Enter")


def test_conflicting_edits_are_shown_side_by_side_and_the_choice_is_saved(address, records, page, sign_in, new_context):
    mine, theirs = sign_in(page), sign_in(new_context().new_page())
    opened(mine, address)
    opened(theirs, address)
    write(theirs, "summary", "Theirs.")
    write(theirs, "frequency", "Each spring.")
    save(theirs)
    theirs.locator(".messagelist .success").wait_for()
    write(mine, "summary", "Mine.")
    write(mine, "description", "Mine alone.")
    save(mine)
    mine.get_by_role("heading", name="Choose between two versions").wait_for()
    assert Programme.objects.get(ref="medlab").summary == "Theirs."
    summary = mine.get_by_role("group", name="Summary (you both changed it)")
    assert summary.get_by_role("radio", checked=True).count() == 0
    summary.get_by_role("radio", name="Yours").focus()
    mine.keyboard.press("Space")
    mine.get_by_role("button", name="Save what is chosen").press("Enter")
    mine.locator(".messagelist .success").wait_for()
    programme = Programme.objects.get(ref="medlab")
    assert (programme.summary, programme.description, programme.frequency) == ("Mine.", "Mine alone.", "Each spring.")
