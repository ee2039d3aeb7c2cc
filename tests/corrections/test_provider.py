"""A provider's link: its own published facts and no others, without an account, until it is closed."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from lifesci.context.publish import publish_brief
from lifesci.corrections.linking import make_link, revoke
from lifesci.corrections.models import Confirmation, Correction, ProviderLink
from lifesci.editions.sources import publish_source
from organisations.publish import publish_organisation
from programmes.models import ProgrammeFigure
from programmes.publish import publish_programme
from tests import factories as make
from tests.corrections.conftest import FORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(db) -> ProviderLink:
    """A link for a body that leads one programme, beside a programme and a brief of others."""
    source = make.SourceFactory(ref="annex")
    body, other = make.OrganisationFactory(ref="biologics", name="Biologics"), make.OrganisationFactory(ref="other")
    own = make.ProgrammeFactory(ref="outreach", title="Outreach", lead=body)
    make.ProgrammeFigureFactory(programme=own, source=source, key="students", review_on=None)
    make.OutcomeFactory(programme=own, source=source, key="confidence", statement="They are more confident.")
    strange = make.ProgrammeFactory(ref="strange", lead=other)
    brief = make.BriefFactory(ref="vision")
    publish_source(source, by=None)
    for each in (body, other):
        publish_organisation(each, by=None)
    for each in (own, strange):
        publish_programme(each, by=None)
    publish_brief(brief, by=None)
    return make_link("biologics", by=None)


@pytest.fixture
def own_page(link) -> str:
    """The private page of the programme."""
    return f"{link.get_absolute_url()}programmes/outreach/"


def post(reader, address, headers=None, **said):
    """Send the answers of a page."""
    names = {name.replace("__", "-"): value for name, value in said.items()}
    return reader.post(address, urlencode(names), content_type=FORM, headers=headers or {})


def test_a_link_shows_the_records_of_one_organisation_to_whoever_has_it_and_nobody_keeps_the_page(
    reader, link, own_page
):
    for address in (link.get_absolute_url(), own_page):
        answer = reader.get(address)
        told = {name: answer.headers[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
        assert told == {
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "same-origin",
        }
        assert (answer.status_code, "Set-Cookie" in answer.headers, "ETag" in answer.headers) == (200, False, False)
    listed = reader.get(link.get_absolute_url()).content.decode()
    assert "0 of 2 facts answered." in listed
    assert "strange" not in listed
    facts = reader.get(own_page).content.decode()
    assert "more than 900 students, in total to date" in facts
    assert "They are more confident." in facts


@pytest.mark.parametrize(
    "where", ["programmes/strange/", "context/vision/", "programmes/unknown/", "nonsense/outreach/"]
)
def test_a_link_opens_no_record_of_others(reader, link, where):
    assert reader.get(link.get_absolute_url() + where).status_code == 404


def test_a_link_is_closed_by_its_day_by_a_curator_and_by_any_change_of_its_address(reader, link, own_page):
    assert reader.get(own_page.replace("/provider/", "/provider/x")).status_code == 404
    ProviderLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    late = reader.get(own_page)
    assert (late.status_code, late.headers["Cache-Control"]) == (410, "no-store")
    assert "This link no longer opens." in late.content.decode()
    ProviderLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert reader.get(own_page).status_code == 200
    revoke(link, by=None)
    assert (
        reader.get(own_page).status_code,
        post(reader, own_page, **{"figure-students__answer": "right"}).status_code,
    ) == (
        410,
        410,
    )
    assert not Confirmation.objects.exists()


def test_confirming_renews_the_fact_apart_from_its_evidence_check(reader, link, own_page):
    before = ProgrammeFigure.objects.values("checked_on", "check_result", "checked_as").get()
    answer = post(reader, own_page, **{"figure-students__answer": "right", "outcome-confidence__answer": ""})
    assert (answer.status_code, answer.headers["Location"]) == (303, link.get_absolute_url())
    figure = ProgrammeFigure.objects.get()
    assert (figure.confirmed_on, figure.confirmed_by) == (timezone.localdate(), "biologics")
    assert ProgrammeFigure.objects.values("checked_on", "check_result", "checked_as").get() == before
    [confirmation] = Confirmation.objects.all()
    assert (confirmation.fact, confirmation.edition, confirmation.said) == (
        "figure-students",
        1,
        "more than 900 students, in total to date",
    )
    assert post(reader, own_page, **{"figure-students__answer": "right"}).status_code == 303
    assert Confirmation.objects.count() == 1
    assert "1 of 2 facts answered." in reader.get(link.get_absolute_url()).content.decode()
    assert "You said that it still holds." in reader.get(own_page).content.decode()


def test_a_confirmation_of_what_the_draft_no_longer_says_renews_nothing(reader, link, own_page):
    ProgrammeFigure.objects.update(value=1000)
    assert post(reader, own_page, **{"figure-students__answer": "right"}).status_code == 303
    assert Confirmation.objects.count() == 1
    assert ProgrammeFigure.objects.get().confirmed_on is None


def test_another_value_comes_with_its_source_and_waits_for_a_curator(reader, link, own_page):
    said = {"figure-students__answer": "other", "figure-students__right": "about 950 students to date"}
    refused = post(reader, own_page, **said)
    assert refused.status_code == 422
    assert "Give what it should say, and where that can be read." in refused.content.decode()
    assert "about 950 students to date" in refused.content.decode()
    assert post(reader, own_page, **said, **{"figure-students__where": "Annual report, page 4"}).status_code == 303
    [correction] = Correction.objects.all()
    assert (correction.link, correction.right, correction.where, correction.state, correction.email) == (
        link,
        "about 950 students to date",
        "Annual report, page 4",
        "waiting",
        "",
    )
    assert ProgrammeFigure.objects.get().value == 900


def test_words_without_their_choice_are_not_lost(reader, own_page):
    answer = post(reader, own_page, **{"figure-students__right": "950"})
    assert answer.status_code == 422
    assert "Choose “It should say something else”" in answer.content.decode()


def test_a_form_from_elsewhere_or_with_a_field_of_another_fact_is_refused(reader, own_page):
    assert (
        post(
            reader, own_page, headers={"Origin": "https://evil.example"}, **{"figure-students__answer": "right"}
        ).status_code
        == 403
    )
    assert post(reader, own_page, **{"figure-other__answer": "right"}).status_code == 400
    assert post(reader, own_page, **{"figure-students__answer": "nonsense"}).status_code == 422
    assert not Confirmation.objects.exists()
