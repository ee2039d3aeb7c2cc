"""Publishing and withdrawing at the desk: what the pages show, what the forms do, and what a refusal leaves behind."""

import json

import pytest
from django.utils.html import strip_tags

from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.state import state_of
from lifesci.evidence.models import CheckResult
from programmes.models import Programme
from programmes.publish import publish_programme
from tests import factories as make
from tests.desk.addresses import PUBLISHED, address

pytestmark = pytest.mark.django_db
PROGRAMME = PUBLISHED["programme"]


def written():
    """How much is published."""
    return Edition.objects.count(), Change.objects.count(), Entry.objects.count()


def preview(client, record, name=PROGRAMME):
    """The preview page, and what its form would send back."""
    answer = client.get(address(name, "publish", record.pk))
    form = answer.context["form"]
    return answer, {"note": "", "after": form["after"].value(), "seen": form["seen"].value()}


def refused(answer):
    """The sentences with which an act was refused."""
    assert answer.status_code == 200
    assert "Nothing was" in answer.content.decode()
    return answer.context["problems"]


@pytest.mark.parametrize("kind", PUBLISHED)
def test_publishing_a_changed_record_issues_its_next_edition_and_leads_back(curator, register, kind):
    record = getattr(register, kind)
    title = "name" if kind == "organisation" else "title"
    type(record).objects.filter(pk=record.pk).update(**{title: "Renamed"})
    before = state_of(kind, record.ref).number
    page, form = preview(curator, record, PUBLISHED[kind])
    assert f"Title changed from “{record}” to “Renamed”." in strip_tags(page.content.decode())
    answer = curator.post(address(PUBLISHED[kind], "publish", record.pk), {**form, "note": "A new name."}, follow=True)
    assert answer.redirect_chain == [(address(PUBLISHED[kind], "change", record.pk), 302)]
    assert f"Renamed is published as Edition {before + 1}." in answer.content.decode()
    edition = Edition.objects.of(kind, record.ref).first()
    assert (edition.number, edition.note, edition.issued_by) == (before + 1, "A new name.", curator.user.username)
    assert json.loads(edition.text)["title"] == "Renamed"
    assert answer.context["standing"].words == f"Current: Edition {before + 1}"


def test_a_draft_is_published_for_the_first_time(curator):
    programme = make.ProgrammeFactory(title="New", ref="new")
    page, form = preview(curator, programme)
    assert form["after"] == 0
    assert "This record was never published." in page.content.decode()
    curator.post(address(PROGRAMME, "publish", programme.pk), form)
    assert state_of("programme", "new").number == 1
    assert Programme.objects.get(pk=programme.pk).fixed_ref == "new"


def test_the_preview_shows_each_figure_beside_the_words_of_its_source(curator, register):
    figure = register.figure
    type(figure).objects.update(check_result=CheckResult.OTHER_VALUE)
    page = preview(curator, register.programme)[0]
    shown = [(row["phrase"], str(source), chip.words) for row, source, chip in page.context["figures"]]
    assert shown == [
        ("more than 900 students, in total to date", "Annex of case studies", "The words state another value")
    ]
    assert "<q>more than 900 students</q>" in page.content.decode()
    assert "Annex of case studies, Reach, paragraph 3" in page.content.decode()


def test_what_blocks_and_what_warns_is_shown_all_at_once_and_no_form(curator):
    programme = make.ProgrammeFactory(lead=make.OrganisationFactory(name="Silent Body"), summary="", description="")
    page = curator.get(address(PROGRAMME, "publish", programme.pk))
    readiness = page.context["draft"].readiness
    assert "The lead organisation “Silent Body” is not published. Publish it first." in readiness.blocking
    assert len(readiness.blocking) > 1
    assert readiness.warnings
    for sentence in [*readiness.blocking, *readiness.warnings]:
        assert sentence.replace("'", "&#x27;") in page.content.decode()
    assert 'value="Publish' not in page.content.decode()


def test_an_unready_record_is_refused_with_every_problem_and_nothing_is_written(curator):
    programme = make.ProgrammeFactory(lead=make.OrganisationFactory(name="Silent Body"), summary="")
    form, before = preview(curator, programme)[1], written()
    answer = curator.post(address(PROGRAMME, "publish", programme.pk), form)
    assert refused(answer) == answer.context["draft"].readiness.blocking
    assert written() == before
    assert Programme.objects.get(pk=programme.pk).fixed_ref == ""


def test_an_unchanged_record_is_refused(curator, register):
    page, form = preview(curator, register.programme)
    assert "there is nothing to publish" in page.content.decode()
    before = written()
    answer = curator.post(address(PROGRAMME, "publish", register.programme.pk), form)
    assert refused(answer) == ["Nothing has changed since Edition 1."]
    assert written() == before


def test_a_publisher_who_was_overtaken_is_told_and_nothing_is_written(curator, register):
    programme = register.programme
    form = preview(curator, programme)[1]
    Programme.objects.filter(pk=programme.pk).update(summary="Somebody else's.")
    publish_programme(programme, by=None)
    before = written()
    answer = curator.post(address(PROGRAMME, "publish", programme.pk), {**form, "note": "Mine."})
    assert refused(answer) == ["Edition 2 was published meanwhile. Look at it before you publish again."]
    assert written() == before
    assert answer.context["form"]["after"].value() == 2
    assert "Mine." in answer.content.decode() or answer.context["draft"].is_unchanged


def test_an_edit_after_the_preview_is_never_published_unseen(curator, register):
    programme = register.programme
    Programme.objects.filter(pk=programme.pk).update(summary="Seen.")
    form = preview(curator, programme)[1]
    Programme.objects.filter(pk=programme.pk).update(summary="Not seen.")
    before = written()
    answer = curator.post(address(PROGRAMME, "publish", programme.pk), {**form, "note": "Kept."})
    assert len(refused(answer)) == 1
    assert written() == before
    assert "Kept." in answer.content.decode()
    assert "Not seen." in answer.content.decode()
    again = {"note": "Kept.", "after": answer.context["form"]["after"].value()}
    curator.post(address(PROGRAMME, "publish", programme.pk), {**again, "seen": answer.context["form"]["seen"].value()})
    assert json.loads(Edition.objects.of("programme", "outreach").first().text)["summary"] == "Not seen."


@pytest.mark.parametrize("form", [{}, {"after": "-1", "seen": "x"}, {"after": "many", "seen": "x"}, {"after": "1"}])
def test_a_form_that_was_tampered_with_is_refused(curator, register, form):
    before = written()
    assert refused(curator.post(address(PROGRAMME, "publish", register.programme.pk), form))
    assert written() == before


def test_withdrawing_leaves_a_tombstone_with_reason_and_successor(curator, register):
    programme, other = register.programme, make.ProgrammeFactory(ref="other", title="Other")
    publish_programme(other, by=None)
    where = address(PROGRAMME, "withdraw", programme.pk)
    assert '<option value="other">Other</option>' in curator.get(where).content.decode()
    answer = curator.post(where, {"reason": "Recorded twice.", "successor": "other"}, follow=True)
    assert answer.context["standing"].words == "Withdrawn"
    gone = state_of("programme", "outreach").withdrawn
    assert (gone.reason, gone.successor, gone.number) == ("Recorded twice.", "other", 1)
    assert "was withdrawn on" in curator.get(where).content.decode()


@pytest.mark.parametrize(
    ("form", "sentences"),
    [
        ({"reason": "Because.", "successor": "nobody"}, ["nobody is not another published programme."]),
        ({"reason": "Because.", "successor": "outreach"}, ["outreach is not another published programme."]),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused_and_nothing_is_written(curator, register, form, sentences):
    before = written()
    assert refused(curator.post(address(PROGRAMME, "withdraw", register.programme.pk), form)) == sentences
    assert written() == before


def test_a_withdrawal_without_a_reason_is_shown_beside_its_field(curator, register):
    answer = curator.post(address(PROGRAMME, "withdraw", register.programme.pk), {"reason": "  "})
    assert answer.context["form"].errors == {"reason": ["This field is required."]}
    assert state_of("programme", "outreach").is_published


def test_a_withdrawn_record_can_be_published_again(curator, register):
    curator.post(address(PROGRAMME, "withdraw", register.programme.pk), {"reason": "By mistake."})
    page, form = preview(curator, register.programme)
    assert "Publishing brings the record back." in page.content.decode()
    curator.post(address(PROGRAMME, "publish", register.programme.pk), form)
    assert (state_of("programme", "outreach").number, state_of("programme", "outreach").is_published) == (2, True)


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_without_the_permission_there_is_no_button_and_the_act_is_refused(sign_in, register, act):
    Programme.objects.update(summary="Edited.")
    viewer = sign_in("view_programme", "change_programme")
    page = viewer.get(address(PROGRAMME, act, register.programme.pk))
    assert 'type="submit" class="default' not in page.content.decode()
    assert (
        address(PROGRAMME, act, register.programme.pk)
        not in viewer.get(address(PROGRAMME, "change", register.programme.pk)).content.decode()
    )
    before = written()
    form = {"reason": "No right.", "after": 1, "seen": page.context["draft"].fingerprint}
    assert viewer.post(address(PROGRAMME, act, register.programme.pk), form).status_code == 403
    assert written() == before


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_with_the_permission_the_button_and_the_way_to_it_are_there(sign_in, register, act):
    Programme.objects.update(summary="Edited.")
    publisher = sign_in("view_programme", "change_programme", f"{act}_programme")
    where = address(PROGRAMME, act, register.programme.pk)
    assert where in publisher.get(address(PROGRAMME, "change", register.programme.pk)).content.decode()
    assert 'type="submit" class="default' in publisher.get(where).content.decode()
