"""Vocabularies at the desk: every save is logged and public, codes are fixed, words are retired and never deleted."""

import pytest
from django.utils import timezone

from lifesci.editions.models import Change
from lifesci.vocabularies.models import Measure, Place, Term
from tests import factories as make
from tests.desk.addresses import WORDS, address

pytestmark = pytest.mark.django_db
TERM = {"scheme": "sector", "code": "genomics", "label": "Genomics", "order": 3}


def logged():
    """The change log, as (kind, ref, action)."""
    return list(Change.objects.values_list("kind", "ref", "action"))


def test_a_new_term_is_saved_and_logged(curator):
    answer = curator.post(address("vocabularies_term", "add"), TERM)
    assert answer.status_code == 302
    assert Term.objects.values_list("scheme", "code", "label", "order").get() == ("sector", "genomics", "Genomics", 3)
    assert logged() == [("term", "sector/genomics", "saved")]


def test_a_new_place_and_a_new_measure_are_logged(curator):
    curator.post(address("vocabularies_place", "add"), {"ref": "leeds", "name": "Leeds"})
    curator.post(
        address("vocabularies_measure", "add"), {"code": "pupils", "label": "pupils", "counts": "people", "order": 0}
    )
    assert (Place.objects.get().name, Measure.objects.get().label) == ("Leeds", "pupils")
    assert logged() == [("place", "leeds", "saved"), ("measure", "pupils", "saved")]


def test_a_word_that_breaks_a_rule_is_refused_and_not_logged(curator):
    curator.post(address("vocabularies_term", "add"), TERM)
    answer = curator.post(address("vocabularies_term", "add"), TERM)
    assert "This vocabulary already has a term with this code." in str(answer.context["errors"])
    money = {"code": "cost", "label": "pounds", "counts": "money", "order": 0}
    answer = curator.post(address("vocabularies_measure", "add"), money)
    assert "Money is recorded in pounds: give GBP as the unit." in str(answer.context["errors"])
    assert len(logged()) == 1


def test_what_partners_store_is_fixed_after_the_first_save(curator):
    term = make.TermFactory(scheme="sector", code="genomics")
    curator.post(address("vocabularies_term", "change", term.pk), {**TERM, "scheme": "type", "code": "other"})
    assert Term.objects.values_list("scheme", "code", "label").get() == ("sector", "genomics", "Genomics")
    place = make.PlaceFactory(ref="leeds")
    curator.post(address("vocabularies_place", "change", place.pk), {"ref": "bradford", "name": "Leeds city"})
    assert Place.objects.values_list("ref", "name").get() == ("leeds", "Leeds city")


@pytest.mark.parametrize(("noun", "one"), [("term", make.TermFactory), ("measure", make.MeasureFactory)])
def test_words_are_retired_and_brought_back_each_with_its_line_in_the_log(curator, noun, one):
    words = [one(), one(**({"code": "second"}))]
    where = address(WORDS[noun], "changelist")
    chosen = {"_selected_action": [word.pk for word in words]}
    page = curator.post(where, {**chosen, "action": "retire"}, follow=True).content.decode()
    assert "Retired: " in page
    assert {word.retired_on for word in type(words[0]).objects.all()} == {timezone.localdate()}
    assert len(logged()) == 2
    curator.post(where, {**chosen, "action": "retire"})
    assert len(logged()) == 2
    curator.post(where, {**chosen, "action": "bring_back"})
    assert {word.retired_on for word in type(words[0]).objects.all()} == {None}
    assert len(logged()) == 4


@pytest.mark.parametrize(
    ("noun", "one"), [("term", make.TermFactory), ("place", make.PlaceFactory), ("measure", make.MeasureFactory)]
)
def test_words_are_never_deleted(curator, noun, one):
    word = one()
    assert curator.post(address(WORDS[noun], "delete", word.pk), {"post": "yes"}).status_code == 403
    curator.post(
        address(WORDS[noun], "changelist"),
        {"action": "delete_selected", "_selected_action": [word.pk], "post": "yes"},
    )
    assert type(word).objects.filter(pk=word.pk).exists()


def test_adding_a_word_needs_the_right_to_change_words(sign_in):
    assert sign_in("add_term").get(address("vocabularies_term", "add")).status_code == 403
    assert sign_in("add_term", "change_term").post(address("vocabularies_term", "add"), TERM).status_code == 302


def test_retiring_needs_the_right_to_change_words(sign_in):
    term = make.TermFactory()
    viewer = sign_in("view_term")
    viewer.post(address("vocabularies_term", "changelist"), {"action": "retire", "_selected_action": [term.pk]})
    assert Term.objects.get().retired_on is None
