"""From a draft to its Edition by two people, each at a browser of their own."""

import json

import pytest
from django.contrib.auth.models import Permission

from lifesci.editions.models import Edition
from lifesci.review.models import Comment, Step
from tests import factories as make
from tests.browser.examination import complaints

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SUMMARY = "An exhibition that shows how plants make medicines."


def person(name, *verbs):
    """Somebody who may do these things to programmes."""
    user = make.UserFactory(username=name)
    user.user_permissions.set(Permission.objects.filter(codename__in=[f"{verb}_programme" for verb in verbs]))
    return user


@pytest.fixture
def at_the_desk(sign_in, new_context):
    """A page of a browser of their own, in which somebody has signed in."""

    def opened(user):
        return sign_in(new_context().new_page(), user.username)

    return opened


def test_a_draft_becomes_an_edition_by_two_people(address, records, at_the_desk):
    editor = at_the_desk(person("edith", "view", "change"))
    publisher = at_the_desk(person("paul", "view", "publish"))
    form = f"{address}/admin/programmes/programme/{records['programme'].pk}/change/"
    number = Edition.objects.of("programme", "medlab").first().number
    said = complaints(publisher)
    editor.goto(form)
    editor.locator("#id_summary").fill(SUMMARY)
    editor.get_by_role("button", name="Save and continue editing").press("Enter")
    editor.locator(".messagelist .success").wait_for()
    send(editor, "Plants are in now.")
    answer(publisher, address, lambda: give_back(publisher, "Which plants?"))
    editor.goto(address + "/admin/")
    editor.locator("section[aria-labelledby=queue-returned] li a").press("Enter")
    editor.wait_for_url("**/change/")
    assert "Which plants?" in editor.locator(".comments").inner_text()
    send(editor, "Those of the garden.")
    answer(publisher, address, lambda: publish(publisher, number + 1))
    edition = Edition.objects.of("programme", "medlab").first()
    assert (edition.number, edition.issued_by, json.loads(edition.text)["summary"]) == (number + 1, "paul", SUMMARY)
    assert [(step.action, step.by_name) for step in Step.objects.order_by("pk").filter(by__isnull=False)] == [
        ("sent", "edith"),
        ("returned", "paul"),
        ("sent", "edith"),
        ("published", "paul"),
    ]
    assert Comment.objects.filter(resolved=False).count() == 0
    assert said == []


def send(page, note):
    """From the form of a record: send it for review."""
    page.get_by_role("link", name="Send for review").press("Enter")
    page.wait_for_url("**/send/")
    page.get_by_label("Note to the publisher").fill(note)
    page.get_by_role("button", name="Send for review").press("Enter")
    page.wait_for_url("**/change/")


def answer(page, address, act):
    """From the front page: open what waits longest for review, look at its preview, and answer."""
    page.goto(address + "/admin/")
    page.locator("section[aria-labelledby=queue-review] li a").press("Enter")
    page.wait_for_url("**/publish/")
    assert page.locator("section[aria-labelledby=changes] li").all_inner_texts() == [
        f"Summary changed from “An exhibition that shows how medicines are made.” to “{SUMMARY}”."
    ]
    page.get_by_role("link", name="See the page as the public will").press("Enter")
    page.wait_for_url("**/preview/")
    assert SUMMARY in page.locator("main").inner_text()
    page.get_by_role("link", name="Back to the desk").press("Enter")
    page.wait_for_url("**/change/")
    for left in ("**/preview/", "**/publish/"):
        page.go_back()
        page.wait_for_url(left)
    act()
    page.wait_for_url("**/change/")


def give_back(page, comment):
    """Return with a comment on the summary."""
    page.get_by_label("Comment 1 is about").select_option("summary")
    page.locator("#id_text_1").fill(comment)
    page.get_by_role("button", name="Return with these comments").press("Enter")


def publish(page, number):
    """Publish with a note."""
    page.get_by_label("What is new in this Edition").fill("It shows plants.")
    page.get_by_role("button", name=f"Publish Edition {number}").press("Enter")
