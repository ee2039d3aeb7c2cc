"""The guide at the desk: two pages that lead to each other, with pictures that are there and say what they show."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests import factories as make

pytestmark = pytest.mark.django_db
PAGES = ("/admin/guide/", "/admin/guide/publishing/")


@pytest.mark.parametrize("address", PAGES)
def test_every_picture_of_the_guide_is_there_small_and_described(client, address):
    client.force_login(make.UserFactory())
    page = client.get(address).content.decode()
    pictures = re.findall(r'<img src="/static/([^"]+)" width="\d+" height="\d+" alt="([^"]+)">', page)
    assert len(pictures) >= 2
    for path, words in pictures:
        with open(finders.find(path), "rb") as picture:
            assert len(picture.read()) < 60_000
        assert len(words) > 40
    assert page.count("<img") == len(pictures)


def test_the_pages_of_the_guide_lead_to_each_other_and_the_desk_leads_to_them(client):
    client.force_login(make.UserFactory())
    assert all(f'href="{other}"' in client.get(page).content.decode() for page, other in (PAGES, PAGES[::-1]))
    assert f'href="{PAGES[0]}"' in client.get("/admin/").content.decode()


def test_strangers_do_not_read_the_guide(client):
    assert [client.get(address).status_code for address in PAGES] == [302, 302]
