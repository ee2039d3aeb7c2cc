"""The desk publishes records that name each other in one act, and says who names a record before it is withdrawn."""

import pytest

from lifesci.editions.state import state_of
from lifesci.editions.withdraw import withdraw
from organisations.models import Organisation
from organisations.publish import publish_organisation
from tests import factories as make
from tests.desk.addresses import PUBLISHED, address

pytestmark = pytest.mark.django_db
NAME = PUBLISHED["organisation"]


@pytest.fixture
def circle(register):
    """Two organisations that name each other; neither is published."""
    found = [make.OrganisationFactory(ref=ref, name=ref.title()) for ref in ("first", "second")]
    make.AffiliationFactory(organisation=found[0], other=found[1], source=register.source)
    make.AffiliationFactory(organisation=found[1], other=found[0], source=register.source)
    return found


def preview(curator, record):
    page = curator.get(address(NAME, "publish", record.pk))
    form = page.context["form"]
    return page.content.decode(), {"note": "", "after": form["after"].value(), "seen": form["seen"].value()}


def test_a_circle_is_shown_and_published_in_one_act(curator, circle):
    first, second = circle
    page, form = preview(curator, first)
    assert "Published in the same act" in page
    assert f'<li><a href="{address(NAME, "publish", second.pk)}">Second</a></li>' in page
    answer = curator.post(address(NAME, "publish", first.pk), form, follow=True)
    assert "First is published as Edition 1, and in the same act Second." in answer.content.decode()
    assert [state_of("organisation", ref).number for ref in ("first", "second")] == [1, 1]
    assert "Published in the same act" not in preview(curator, first)[0]


def test_what_a_companion_lacks_is_shown_and_its_edit_is_never_published_unseen(curator, circle):
    first, second = circle
    form = preview(curator, first)[1]
    Organisation.objects.filter(pk=second.pk).update(website="ftp://second.example")
    answer = curator.post(address(NAME, "publish", first.pk), form)
    assert "The record was edited after this page was shown." in answer.context["problems"][0]
    problem = "Second: The address ftp://second.example does not begin with http:// or https://."
    assert problem in preview(curator, first)[0]
    assert state_of("organisation", "first").number == state_of("organisation", "second").number == 0


def test_who_names_a_record_is_listed_before_it_is_withdrawn(curator, register, client):
    organisation, programme = register.organisation, register.programme
    page = curator.get(address(NAME, "withdraw", organisation.pk)).content.decode()
    assert "2 published records name this one." in page
    assert '<li><a href="/context/vision/">Vision</a> (brief)</li>' in page
    assert '<li><a href="/programmes/outreach/">Outreach</a> (programme)</li>' in page
    alone = make.OrganisationFactory(ref="alone", name="Alone")
    publish_organisation(alone, by=None)
    assert "No other published record names this one." in (
        curator.get(address(NAME, "withdraw", alone.pk)).content.decode()
    )
    withdraw("organisation", organisation.ref, reason="It has closed.")
    public = client.get(f"/programmes/{programme.ref}/").content.decode()
    assert '<a href="/organisations/biologics/"><bdi>Biologics</bdi></a>' in public
    gone = client.get("/organisations/biologics/")
    assert (gone.status_code, "It has closed." in gone.content.decode()) == (410, True)
    again = curator.get(address(PUBLISHED["programme"], "publish", programme.pk)).context["draft"].readiness
    assert "The lead organisation “Biologics” was withdrawn. Name another, or publish it again." in again.blocking
