"""A form sent after its session ended comes back as it was typed, to the same person alone, and is not saved."""

import pytest
from django.test import Client
from django.urls import reverse

from lifesci.editions.desk.kept_form import BACK, KEPT_FOR, SLOT
from programmes.models import Programme
from tests import factories as make
from tests.desk.addresses import address
from tests.desk.sending import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(register):
    """A form that lies open."""
    return address("programmes_programme", "change", register.programme.pk)


def typed(client, where, **more):
    """What the person typed before the session ended."""
    return sent_by(client.get(where)) | {"summary": "Typed with care.", "figures-0-value": "950"} | more


def shown(answer) -> tuple:
    """What the form shows that was typed, and its errors."""
    form = answer.context["adminform"].form
    value = answer.context["inline_admin_formsets"][1].formset.forms[0]["value"].value()
    return form["summary"].value(), str(value), form.non_field_errors()


def test_what_was_typed_comes_back_after_the_log_in_and_is_saved_by_hand(curator, register, where):
    form = typed(curator, where)
    user = curator.user
    curator.session.flush()
    away = curator.post(where, form)
    assert (away.status_code, "next=" in away.headers["Location"]) == (302, True)
    assert Programme.objects.get().summary != "Typed with care."
    curator.force_login(user)
    back = curator.get(where)
    assert shown(back) == ("Typed with care.", "950", [BACK])
    assert Programme.objects.get().summary != "Typed with care."
    assert SLOT not in curator.session
    assert curator.post(where, sent_by(back)).status_code == 302
    assert (Programme.objects.get().summary, register.programme.figures.get().value) == ("Typed with care.", 950)


def test_a_new_record_comes_back_too(curator, register):
    where = address("programmes_programme", "add")
    form = sent_by(curator.get(where)) | {"title": "Brand new", "ref": "brand-new"}
    curator.session.flush()
    curator.post(where, form)
    curator.force_login(curator.user)
    back = curator.get(where)
    assert back.context["adminform"].form["title"].value() == "Brand new"
    assert not Programme.objects.filter(ref="brand-new").exists()


def test_nobody_else_gets_it(curator, where):
    form = typed(curator, where)
    curator.session.flush()
    curator.post(where, form)
    curator.force_login(make.CuratorFactory())
    assert curator.get(where).context["adminform"].form["summary"].value() != "Typed with care."
    curator.force_login(curator.user)
    assert curator.get(where).context["adminform"].form["summary"].value() != "Typed with care."


@pytest.mark.parametrize("mark", ["", "x", "1:abc:def"])
def test_a_stranger_keeps_nothing_here(client, where, mark):
    client.post(where, {"summary": "Spam", "_opened_by": mark})
    assert SLOT not in client.session


def test_what_is_kept_too_long_is_dropped(curator, where, monkeypatch):
    form = typed(curator, where)
    user = curator.user
    curator.session.flush()
    curator.post(where, form)
    session = curator.session
    session[SLOT] = {**session[SLOT], "at": session[SLOT]["at"] - KEPT_FOR - 1}
    session.save()
    curator.force_login(user)
    assert curator.get(where).context["adminform"].form["summary"].value() != "Typed with care."


def test_a_form_of_an_earlier_session_is_shown_again_and_a_forged_one_refused(register, where):
    client = Client(enforce_csrf_checks=True)
    user = make.CuratorFactory()
    client.force_login(user)
    form = typed(client, where, csrfmiddlewaretoken="a" * 64)
    answer = client.post(where, form)
    assert (answer.status_code, answer.headers.get("Location")) == (302, where)
    assert shown(client.get(where))[0] == "Typed with care."
    assert Programme.objects.get().summary != "Typed with care."
    forged = {name: values for name, values in form.items() if name != "_opened_by"}
    assert client.post(where, forged).status_code == 403


def test_somebody_who_saved_meanwhile_is_still_asked_about(curator, register, where):
    form = typed(curator, where)
    user = curator.user
    curator.session.flush()
    curator.post(where, form)
    register.programme.summary = "Theirs."
    register.programme.save()
    curator.force_login(user)
    page = curator.get(where)
    assert page.status_code == 409
    assert curator.post(where, sent_by(page) | {"_choose-summary": "mine"}).status_code == 302
    assert Programme.objects.get().summary == "Typed with care."


def test_the_log_in_itself_keeps_the_form(curator, where):
    form = typed(curator, where)
    curator.user.set_password("a password of one test")
    curator.user.save()
    curator.session.flush()
    assert "What you typed is kept" not in curator.get(reverse("account_login")).content.decode()
    curator.post(where, form)
    assert "What you typed is kept" in curator.get(reverse("account_login")).content.decode()
    answer = curator.post(
        reverse("account_login"), {"login": curator.user.username, "password": "a password of one test", "next": where}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, where)
    assert shown(curator.get(where))[0] == "Typed with care."
