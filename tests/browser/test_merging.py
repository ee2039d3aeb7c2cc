"""A duplicate is merged in three steps, at a browser: what moves where is seen before it is done."""

import pytest

from organisations.models import Organisation
from organisations.publish import publish_organisation
from programmes.models import Programme
from tests import factories as make
from tests.browser.examination import complaints
from tests.desk.addresses import PUBLISHED
from tests.desk.addresses import address as desk_address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_duplicate_is_merged_once_what_moves_was_seen(address, records, page, sign_in):
    stays = Organisation.objects.get(ref="almac-discovery")
    twice = make.OrganisationFactory(ref="almac-twice", name="Almac Discovery Ltd")
    publish_organisation(twice, by=None)
    Programme.objects.filter(ref="medlab").update(lead=twice)
    said = complaints(sign_in(page))
    page.goto(address + desk_address(PUBLISHED["organisation"], "change", twice.pk))
    page.get_by_role("link", name="Merge").press("Enter")
    page.get_by_label("The record that stays").fill(stays.name)
    page.get_by_label("Reason").fill("Recorded twice.")
    page.get_by_role("button", name="Show what would move").press("Enter")
    page.locator("#references").wait_for()
    moves = page.locator("section[aria-labelledby=references] li").all_inner_texts()
    assert moves == ["“MEDLAB at W5”: lead organisation points to “Almac Discovery”."]
    assert page.locator("section[aria-labelledby=children] li").all_inner_texts() == [
        "Name “Almac Discovery Ltd” becomes another name."
    ]
    assert Programme.objects.get(ref="medlab").lead == twice
    page.get_by_role("button", name="Merge into Almac Discovery").press("Enter")
    page.wait_for_url("**/change/")
    assert (Programme.objects.get(ref="medlab").lead, said) == (stays, [])
    page.goto(address + "/organisations/almac-twice/")
    assert page.url == address + "/organisations/almac-discovery/"
