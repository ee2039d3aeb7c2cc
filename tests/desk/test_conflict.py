"""Two people edit one record: nothing is overwritten unseen, and nothing typed is lost."""

import pytest
from django.test import Client

from lifesci.trace.edits import edits
from lifesci.vocabularies.models import Scheme
from programmes.models import Programme, StoryStep
from tests import factories as make
from tests.desk.addresses import address
from tests.desk.sending import sent_by

pytestmark = pytest.mark.django_db

MINE, THEIRS = {"summary": "Mine."}, {"summary": "Theirs."}


@pytest.fixture
def programme(register):
    """The programme that two people edit."""
    return register.programme


@pytest.fixture
def where(programme):
    """Its form."""
    return address("programmes_programme", "change", programme.pk)


@pytest.fixture
def other(db):
    """Another curator at another machine."""
    client = Client()
    client.user = make.CuratorFactory(username="grace")
    client.force_login(client.user)
    return client


def saved_meanwhile(client, where, **typed):
    """Somebody opens the form, types and saves."""
    answer = client.post(where, {**sent_by(client.get(where)), **typed, "_save": "Save"})
    assert answer.status_code == 302, answer.context and answer.context.get("errors")


def asked(answer) -> dict[str, tuple]:
    """What the page asks: (label, as opened, mine, theirs, chosen) by the name of the choice."""
    assert answer.status_code == 409
    return {
        each.choice_name: (each.label, each.base, each.mine, each.theirs, each.chosen)
        for each in answer.context["comparison"].differences
    }


def test_a_form_sent_in_time_is_saved_without_a_question(curator, where, programme):
    saved_meanwhile(curator, where, **MINE)
    assert Programme.objects.get(pk=programme.pk).summary == "Mine."


def test_one_field_changed_by_both_is_asked_about_and_the_choice_is_saved(curator, other, where, programme):
    form = sent_by(curator.get(where)) | MINE
    saved_meanwhile(other, where, **THEIRS)
    page = curator.post(where, form)
    assert asked(page) == {"_choose-summary": ("Summary", programme.summary, "Mine.", "Theirs.", "")}
    assert "grace" in page.content.decode()
    assert Programme.objects.get(pk=programme.pk).summary == "Theirs."
    again = sent_by(page)
    unchosen = curator.post(where, again)
    assert unchosen.context["problems"] == ["Summary: choose which version stands."]
    assert curator.post(where, again | {"_choose-summary": "mine"}).status_code == 302
    assert Programme.objects.get(pk=programme.pk).summary == "Mine."


def test_what_only_one_of_the_two_changed_stands_by_itself(curator, other, where, programme):
    wanted = make.TermFactory(scheme=Scheme.SECTOR, code="cells", label="Cells")
    form = sent_by(curator.get(where)) | {"description": "Mine alone."}
    saved_meanwhile(other, where, summary="Theirs alone.", sectors=[wanted.pk], status="running")
    page = curator.post(where, form)
    assert asked(page) == {
        "_choose-description": ("Description", programme.description, "Mine alone.", programme.description, "mine"),
        "_choose-summary": ("Summary", programme.summary, programme.summary, "Theirs alone.", "theirs"),
        "_choose-sectors": ("Sectors", "", "", "Cells", "theirs"),
        "_choose-status": ("Status", "Not stated", "Not stated", "Running", "theirs"),
    }
    assert curator.post(where, sent_by(page)).status_code == 302
    programme = Programme.objects.get(pk=programme.pk)
    assert (programme.description, programme.summary, programme.status) == ("Mine alone.", "Theirs alone.", "running")
    assert list(programme.sectors.all()) == [wanted]


def test_children_are_compared_child_by_child(curator, other, where, programme):
    form = sent_by(curator.get(where)) | {"figures-0-value": "950", "outcomes-0-statement": "Mine."}
    new = {
        "partnerships-TOTAL_FORMS": "2",
        "partnerships-1-organisation": make.OrganisationFactory().pk,
        "partnerships-1-role": "host",
        "partnerships-1-basis": "provider-stated",
        "partnerships-1-order": "0",
    }
    saved_meanwhile(other, where, **{"figures-0-value": "980", "outcomes-0-DELETE": "on"})
    page = curator.post(where, form | new)
    assert asked(page) == {
        "_choose-figures-0-value": ("Value", "900", "950", "980", ""),
        "_choose-outcomes-0-id": ("The whole row", "there", "changed and kept", "deleted", ""),
    }
    chosen = {"_choose-figures-0-value": "theirs", "_choose-outcomes-0-id": "mine"}
    assert curator.post(where, sent_by(page) | chosen).status_code == 302
    assert programme.figures.get().value == 980
    assert programme.outcomes.get().statement == "Mine."
    assert programme.partnerships.count() == 2


def test_a_child_deleted_here_and_changed_there_is_asked_about(curator, other, where, programme):
    form = sent_by(curator.get(where)) | {"figures-0-DELETE": "on", "outcomes-0-figure": ""}
    saved_meanwhile(other, where, **{"figures-0-value": "980", "figures-0-population": "learners"})
    page = curator.post(where, form)
    assert asked(page)["_choose-figures-0-DELETE"][-1] == ""
    assert curator.post(where, sent_by(page) | {"_choose-figures-0-DELETE": "theirs"}).status_code == 302
    figure = programme.figures.get()
    assert (figure.value, figure.population) == (980, "learners")


def test_a_child_that_was_only_deleted_or_only_added_by_the_other_needs_no_choice(curator, other, where, programme):
    form = sent_by(curator.get(where)) | MINE
    saved_meanwhile(other, where, **{"outcomes-0-DELETE": "on"})
    page = curator.post(where, form)
    assert asked(page)["_choose-outcomes-0-id"] == ("The whole row", "there", "kept", "deleted", "theirs")
    assert curator.post(where, sent_by(page)).status_code == 302
    assert (programme.outcomes.count(), Programme.objects.get(pk=programme.pk).summary) == (0, "Mine.")
    form = sent_by(curator.get(where)) | {"summary": "Mine once more."}
    make.OutcomeFactory(programme=programme)
    assert curator.post(where, form).status_code == 302
    assert programme.outcomes.count() == 1


def test_a_change_elsewhere_in_the_record_asks_nothing(curator, register):
    where = address("programmes_story", "change", register.story.pk)
    form = sent_by(curator.get(where)) | {"steps-0-text": "Mine."}
    register.programme.summary = "Changed elsewhere."
    register.programme.save()
    assert curator.post(where, form).status_code == 302
    assert StoryStep.objects.get().text == "Mine."


def test_the_page_of_a_child_with_children_asks_too(curator, other, register):
    where = address("programmes_story", "change", register.story.pk)
    form = sent_by(curator.get(where)) | {"steps-0-text": "Mine."}
    saved_meanwhile(other, where, **{"steps-0-text": "Theirs."})
    page = curator.post(where, form)
    assert [each[2:4] for each in asked(page).values()] == [("Mine.", "Theirs.")]
    assert curator.post(where, sent_by(page) | {"_choose-steps-0-text": "mine"}).status_code == 302
    assert StoryStep.objects.get().text == "Mine."


def test_words_of_the_vocabularies_ask_too(curator, other, register):
    where = address("vocabularies_term", "change", register.term.pk)
    form = sent_by(curator.get(where)) | {"label": "Mine"}
    saved_meanwhile(other, where, label="Theirs")
    assert asked(curator.post(where, form))["_choose-label"][2:4] == ("Mine", "Theirs")


def test_a_third_version_while_choosing_is_shown_and_nothing_typed_is_lost(curator, other, where, programme):
    form = sent_by(curator.get(where)) | MINE
    saved_meanwhile(other, where, **THEIRS)
    page = curator.post(where, form)
    saved_meanwhile(other, where, summary="Theirs again.")
    page = curator.post(where, sent_by(page) | {"_choose-summary": "mine"})
    assert page.context["is_again"]
    assert [each[2:4] for each in asked(page).values()] == [("Mine.", "Theirs again.")]
    assert curator.post(where, sent_by(page) | {"_choose-summary": "mine"}).status_code == 302
    assert Programme.objects.get(pk=programme.pk).summary == "Mine."


def test_an_invalid_form_keeps_the_version_it_was_opened_on(curator, other, where):
    form = sent_by(curator.get(where)) | {"title": ""}
    page = curator.post(where, form)
    assert page.status_code == 200
    saved_meanwhile(other, where, **THEIRS)
    assert curator.post(where, sent_by(page) | MINE | {"title": "Outreach"}).status_code == 409


def test_who_may_not_change_the_record_is_not_shown_the_other_version(register, sign_in, where, other):
    client = sign_in("view_programme")
    saved_meanwhile(other, where, **THEIRS)
    assert client.post(where, {"_version": "1.1", **MINE}).status_code == 403


@pytest.mark.parametrize("version", ["", "x", "0.0", "-1.3", "999999999999999999999999.1", "1.1\x00"])
def test_a_version_nobody_wrote_breaks_nothing(curator, where, programme, version):
    form = sent_by(curator.get(where)) | MINE | {"_version": version}
    assert curator.post(where, form).status_code in (302, 409)


def test_saving_a_form_as_it_was_opened_leaves_no_edit(curator, where, programme):
    count = edits(programme).count()
    saved_meanwhile(curator, where)
    assert edits(programme).count() == count
