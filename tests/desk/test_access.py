"""Who reaches which page of the desk: strangers none, staff without rights only the front page, curators all."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from lifesci.editions.models import Change, Edition
from tests.desk.addresses import CHILDREN, LOGS, PUBLISHED, REPORTS, WORDS, address, addresses

pytestmark = pytest.mark.django_db


def answers(client, pages):
    """The status of each page, and whether it is kept from caches."""
    found = {}
    for name, where in pages.items():
        answer = client.get(where)
        found[name] = (answer.status_code, "no-store" in answer.headers.get("Cache-Control", ""))
    return found


def test_strangers_are_sent_to_the_log_in(client, register):
    for name, where in addresses(register).items():
        answer = client.get(where)
        assert (name, answer.status_code, answer.headers["Location"]) == (name, 302, f"/admin/login/?next={where}")


def test_staff_without_rights_reach_the_front_page_alone(sign_in, register):
    pages = addresses(register)
    assert answers(sign_in(), pages) == {name: (200 if name == "front page" else 403, True) for name in pages}


def test_curators_reach_every_page_and_none_is_kept(curator, register):
    pages = addresses(register)
    assert len(pages) > 40
    assert answers(curator, pages) == dict.fromkeys(pages, (200, True))


def test_inactive_people_are_strangers(curator, register):
    assert curator.get(address("programmes_programme", "changelist")).status_code == 200
    type(curator.user).objects.update(is_active=False)
    assert curator.get(address("programmes_programme", "changelist")).status_code == 302


def test_every_model_at_the_desk_is_in_the_table():
    ours = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    known = {*PUBLISHED.values(), *CHILDREN.values(), *WORDS.values(), *REPORTS.values(), *LOGS}
    assert ours - {"auth_user", "auth_group"} == known


def test_the_front_page_is_ordered_as_curators_think(curator):
    page = curator.get(reverse("admin:index")).content.decode()
    headings = ["Programmes", "Organisations", "Briefs", "Sources", "Vocabularies", "Publishing log", "Accounts"]
    places = [page.index(f'class="section" title="Models in the {heading} application"') for heading in headings]
    assert places == sorted(places)
    assert "Stories" not in page
    assert "Engagements" not in page


@pytest.mark.parametrize("noun", ["edition", "change"])
def test_what_was_written_once_has_no_way_to_write(curator, register, noun):
    name = f"editions_{noun}"
    row = Edition.objects.first() if noun == "edition" else Edition.objects.count()
    pk = getattr(row, "pk", row)
    assert curator.get(address(name, "add")).status_code == 403
    assert curator.post(address(name, "change", pk), {"note": "rewritten"}).status_code == 403
    assert curator.post(address(name, "delete", pk), {"post": "yes"}).status_code == 403
    assert not Edition.objects.filter(note="rewritten").exists()


@pytest.mark.parametrize("page", ["publish", "withdraw", "change", "history"])
def test_a_record_that_is_not_there_leads_back_with_a_message(curator, page):
    answer = curator.get(address("programmes_programme", page, 999), follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "doesn’t exist" in answer.content.decode()


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_acts_refuse_other_methods(curator, register, page):
    assert curator.put(address("programmes_programme", page, register.programme.pk)).status_code == 405


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_acts_refuse_a_form_without_the_token_of_the_desk(curator, register, page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator.user)
    where = address("programmes_programme", page, register.programme.pk)
    assert strict.post(where, {"reason": "Forged", "after": 1, "seen": "x"}).status_code == 403
    assert not Change.objects.filter(reason="Forged").exists()
