"""Corrections at the desk: beside the fact they speak of, read into its fields, decided once; links for providers."""

from urllib.parse import quote

import pytest

from lifesci.corrections.models import Correction, ProviderLink
from lifesci.corrections.queue import CORRECTIONS
from programmes.publish import publish_programme
from tests.desk.addresses import address
from tests.desk.conftest import curator, one_of_everything, register, rows_are_looked_up_to_be_written, sign_in
from tests.desk.test_forms import sent_back

pytestmark = pytest.mark.django_db
__all__ = ["curator", "one_of_everything", "register", "rows_are_looked_up_to_be_written", "sign_in"]
NAME, LINK = "corrections_correction", "corrections_providerlink"


@pytest.fixture
def correction(register) -> Correction:
    """A report of the programme's figure."""
    said = {
        "said": "more than 900 students, in total to date",
        "wrong": "<script>alert(1)</script> It grew.",
        "right": "Nearly 1,200 students a year since 2021.",
        "where": "Annual report",
        "email": "reader@example.org",
    }
    Correction.objects.filter(pk=register.correction.pk).update(**said)
    return Correction.objects.get()


def form_of(answer) -> dict:
    """What a browser would send of the form that accepts."""
    context = answer.context
    values = {field.html_name: field.value() for field in context["form"] if field.value() is not None}
    return {**values, "verb": "accept", "seen": context["seen"]}


def test_a_correction_stands_beside_its_fact_and_its_words_are_text(curator, register, correction):
    answer = curator.get(address(NAME, "change", correction.pk))
    page = answer.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; It grew." in page
    assert "<script>alert" not in page
    assert (answer.context["published"], answer.context["draft"]) == ("more than 900 students, in total to date",) * 2
    assert answer.context["reading"] == "nearly 1,200 students a year since 2021"
    form = form_of(answer)
    assert {name: str(form[name]) for name in ("value", "qualifier", "period_kind", "period_start")} == {
        "value": "1200",
        "qualifier": "nearly",
        "period_kind": "per_year",
        "period_start": "2021",
    }
    record = curator.get(address("programmes_programme", "change", register.programme.pk))
    assert f"/admin/corrections/correction/{correction.pk}/change/" in record.content.decode()


def test_accepting_fills_the_draft_and_the_next_note(curator, register, correction):
    where = address(NAME, "change", correction.pk)
    form = form_of(curator.get(where)) | {"stated_as": "nearly 1,200 students a year"}
    answer = curator.post(where, form)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        address("programmes_programme", "change", register.programme.pk),
    )
    figure = register.programme.figures.get()
    assert (figure.value, figure.qualifier, figure.period_start) == (1200, "nearly", "2021")
    assert curator.get("/programmes/outreach/").content.decode().count("1,200") == 0
    preview = curator.get(address("programmes_programme", "publish", register.programme.pk))
    note = preview.context["form"]["note"].value()
    assert note == f"Corrected after a report by a reader ({correction.number})."
    again = curator.get(where).content.decode()
    assert "Accepted by" in again
    assert "mailto:reader@example.org?subject=" in again
    assert quote("It was accepted; the next Edition will show it.") in again
    publish_programme(register.programme, by=None)
    shown = "It was accepted; Edition 2 shows it: http://testserver/programmes/outreach/editions/2/"
    assert quote(shown) in curator.get(where).content.decode()


def test_what_cannot_stand_is_said_and_what_was_typed_stays(curator, register, correction):
    where = address(NAME, "change", correction.pk)
    answer = curator.post(where, form_of(curator.get(where)) | {"value": "9.5", "population": "Typed before"})
    assert (answer.status_code, "Typed before" in answer.content.decode()) == (200, True)
    assert answer.context["problems"]
    assert (register.programme.figures.get().value, Correction.objects.get().state) == (900, "waiting")


def test_rejecting_keeps_the_reason_and_the_address_is_deleted_when_answered(curator, correction):
    where = address(NAME, "change", correction.pk)
    assert "Say why the correction is rejected." in curator.post(where, {"verb": "reject"}).content.decode()
    curator.post(where, {"verb": "reject", "reason": "The source says otherwise."})
    page = curator.get(where).content.decode()
    assert "The source says otherwise." in page
    curator.post(where, {"verb": "forget"})
    assert Correction.objects.get().email == ""
    assert "No address is held." in curator.get(where).content.decode()


def test_a_correction_of_a_whole_record_leads_to_its_form(curator, register, correction):
    Correction.objects.update(fact="")
    answer = curator.post(address(NAME, "change", correction.pk), {"verb": "accept"}, follow=True)
    assert answer.redirect_chain == [(address("programmes_programme", "change", register.programme.pk), 302)]
    assert "was accepted and is not published yet." in answer.content.decode()


def test_who_may_only_look_decides_nothing(sign_in, correction):
    client = sign_in("view_correction")
    where = address(NAME, "change", correction.pk)
    assert "only an editor can decide" in client.get(where).content.decode()
    assert client.post(where, {"verb": "reject", "reason": "No."}).status_code == 403
    assert Correction.objects.get().state == "waiting"


def test_the_list_shows_no_address_of_a_sender(curator, correction):
    page = curator.get(address(NAME, "changelist")).content.decode()
    assert "more than 900 students" in page
    assert "reader@" not in page
    found = curator.get(address(NAME, "changelist"), {"q": "reader@example.org"}).content.decode()
    assert "more than 900 students" not in found


def test_a_link_is_made_shown_and_closed(curator, register):
    register.link.delete()
    add = address(LINK, "add")
    form = sent_back(curator.get(add, {"organisation": "biologics"})) | {"organisation": "biologics"}
    answer = curator.post(add, form, follow=True)
    link = ProviderLink.objects.get()
    assert answer.redirect_chain == [(address(LINK, "change", link.pk), 302)]
    assert (link.organisation, link.made_by) == ("biologics", curator.user.username)
    assert f"http://testserver{link.get_absolute_url()}" in answer.content.decode()
    curator.post(address(LINK, "change", link.pk))
    link.refresh_from_db()
    assert link.is_open is False
    assert link.token not in curator.get(address(LINK, "change", link.pk)).content.decode()


def test_the_address_of_a_link_is_shown_to_those_who_may_make_one(sign_in, register):
    link = register.link
    client = sign_in("view_providerlink")
    where = address(LINK, "change", link.pk)
    assert link.token not in client.get(where).content.decode()
    assert client.post(where).status_code == 403
    assert ProviderLink.objects.get().is_open


def test_what_waits_stands_on_the_front_page_of_those_who_may_see_it(curator, sign_in, correction):
    line = CORRECTIONS.line(curator.user)
    assert (line.count, [(item.title, item.why) for item in line[:5]]) == (
        1,
        [
            (
                f"{correction.number}: more than 900 students, in total to date",
                "<script>alert(1)</script> It grew.",
            )
        ],
    )
    page = curator.get("/admin/").content.decode()
    assert f"{correction.number}: more than 900 students" in page
    assert "<script>alert" not in page
    assert curator.get(CORRECTIONS.address).status_code == 200
    assert CORRECTIONS.line(sign_in().user) is None


def test_what_a_provider_proposes_is_read_where_it_waits_and_on_the_page_of_the_link(curator, register, correction):
    Correction.objects.update(link=register.link, right="about 1,000 students")
    assert [item.why for item in CORRECTIONS.line(curator.user)[:5]] == ["The provider says: about 1,000 students"]
    page = curator.get(address(LINK, "change", register.link.pk)).content.decode()
    assert "“about 1,000 students” instead of “more than 900 students, in total to date”" in page
