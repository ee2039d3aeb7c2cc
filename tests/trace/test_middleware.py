"""What is changed at the desk is known to be done in a form by the person who is logged in; the public pays nothing."""

import pytest
from django.urls import reverse

from lifesci.trace.edits import last_edit
from lifesci.trace.middleware import DeskActs
from lifesci.vocabularies.models import Term
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_form_at_the_desk_names_the_person(client):
    curator = make.CuratorFactory(username="ada")
    client.force_login(curator)
    sent = {"scheme": "sector", "code": "cells", "label": "Cells", "order": 0}
    assert client.post(reverse("admin:vocabularies_term_add"), sent).status_code == 302
    edit = last_edit(Term.objects.get(code="cells"))
    assert (edit.act, edit.by, edit.by_name) == ("form", curator, "ada")


def test_a_public_request_never_meets_the_trace(client, monkeypatch):
    met = []
    monkeypatch.setattr(
        DeskActs, "__call__", lambda self, request: met.append(request.path) or self.get_response(request)
    )
    assert client.get("/about/").status_code == 200
    assert client.get("/account/login/").status_code == 200
    assert met == ["/account/login/"]
