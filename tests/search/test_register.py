"""What a process holds follows the change log: brought up to date or read anew, the same answers, for every thread."""

import random
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from lifesci.editions.models import Change, ChangeNumber, Entry
from lifesci.search import register as registers
from lifesci.search.ask import parse
from lifesci.search.filters import FILTERS
from lifesci.search.register import forget_register, read_register, register_at, revised_register
from lifesci.search.schemes import FACETS
from lifesci.search.shelf import find
from lifesci.vocabularies.models import Term
from tests.search.catalogue import LABELS, make_terms, publish, refs, withdraw

CODES = [(scheme, code) for scheme, codes in LABELS.items() if scheme in FACETS["programme"] for code in codes]
CODES += [("organisation", ref) for ref in ("acme", "beta", "gone")] + [("age", "12"), ("status", "ended")]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "publish", "withdraw"]),
        st.sampled_from(["programme", "organisation"]),
        st.sampled_from(["acme", "beta", "gamma", "delta"]),
        st.sampled_from(["Science days", "The science club", "Days of science", "Élan"]),
        st.sets(st.sampled_from(CODES), max_size=5),
    ),
    max_size=8,
)
ASKED = st.lists(st.sampled_from(CODES), max_size=4, unique=True)
WORDS = st.sampled_from(["", "", "science", "days", "elan club"])
ORDERS = st.sampled_from(["title", "recent", "ref"])


def do(acts):
    for act, kind, ref, title, terms in acts:
        if act == "publish":
            publish(ref, title, kind=kind, terms=terms)
        elif Entry.objects.filter(kind=kind, ref=ref).exists():
            withdraw(ref, kind)


def shape(register):
    """Everything that a register says, without how it is held."""
    shelves = {
        kind: (
            shelf.records,
            {id: sorted(refs) for id, refs in shelf.names.items()},
            {code: sorted(ids) for code, ids in shelf.named.items()},
            {
                name: (order.keys, order.ids, {c: bits for c, bits in order.bits.items() if c[0] != "organisation"})
                for name, order in shelf.orders.items()
            },
        )
        for kind, shelf in register.shelves.items()
    }
    return register.version, register.labels, shelves


def in_order(entries, order):
    key = {"title": lambda e: (e.sort_title, e.ref), "recent": lambda e: -e.sequence, "ref": lambda e: e.ref}[order]
    return [entry.ref for entry in sorted(entries, key=key)]


class TestAgreement(HypothesisCase):
    """Sets of positions give what the database gives, and an update what a new reading gives."""

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts=ACTS, asked=ASKED, words=WORDS, order=ORDERS)
    def test_find_agrees_with_the_plain_filters_of_the_database(self, acts, asked, words, order):
        forget_register()
        make_terms()
        do(acts)
        for scheme, ref in CODES:
            if scheme == "organisation":  # a withdrawn one that nobody names could not be asked for
                publish(ref, ref.title(), kind="organisation")
        text = "&".join([f"{scheme}={code}" for scheme, code in asked] + ([f"q={words}"] if words else []))
        found = find(parse("programme", f"{text}&sort={order}".lstrip("&"), for_page=True))
        given_values = {name: [code for scheme, code in asked if scheme == name] for name, _ in asked}
        plain = list(FILTERS["programme"]({**given_values, "q": words}).qs)
        assert (found.count, refs(found)) == (len(plain), in_order(plain, order)[:20])
        for name, values in found.facets.items():
            others = {other: codes for other, codes in given_values.items() if other != name}
            for code, _, count, chosen in values:
                narrowed = FILTERS["programme"]({**others, "q": words, name: [code]}).qs
                assert (count, chosen) == (narrowed.count(), (name, code) in asked)

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(before=ACTS, after=ACTS, asked=ASKED)
    def test_an_update_says_what_a_new_reading_says(self, before, after, asked):
        forget_register()
        make_terms()
        do(before)
        held = register_at()
        for scheme, code in asked:
            for order in held.shelves["programme"].orders.values():
                held.shelves["programme"].bits(order, scheme, code)
        do(after)
        newest = Change.objects.newest()
        updated, anew = revised_register(held, newest), read_register(newest)
        assert shape(updated) == shape(anew)
        for scheme, code in CODES:
            for kind, shelf in updated.shelves.items():
                for name, order in shelf.orders.items():
                    other = anew.shelves[kind]
                    assert shelf.bits(order, scheme, code) == other.bits(other.orders[name], scheme, code)


@pytest.mark.django_db
def test_a_change_is_noticed_at_the_next_question_and_read_by_update(monkeypatch):
    publish("a", "One")
    first = register_at()
    monkeypatch.setattr(registers, "read_register", lambda version: pytest.fail("read anew"))
    assert register_at() is first
    publish("b", "Two")
    assert refs(find(parse("programme", "", for_page=True))) == ["a", "b"]
    withdraw("a")
    assert refs(find(parse("programme", "", for_page=True))) == ["b"]
    assert (first.version, register_at().version) == (1, 3)


@pytest.mark.django_db
def test_a_term_is_shown_under_its_new_label_and_a_retired_one_still_is():
    make_terms()
    publish("a", "One", terms=[("region", "wales")])
    assert find(parse("programme", "", for_page=True)).facets["region"] == [("wales", "Wales", 1, False)]
    Term.objects.filter(code="wales").update(label="Cymru", retired_on="2026-01-01")
    publish("region/wales", "", kind="term")
    Entry.objects.filter(kind="term").delete()
    found = find(parse("programme", "region=wales", for_page=True))
    assert found.facets["region"] == [("wales", "Cymru", 1, True)]


@pytest.mark.django_db
def test_a_renamed_organisation_is_shown_under_its_new_name():
    publish("acme", "Acme Ltd", kind="organisation")
    publish("a", "One", terms=[("organisation", "acme")])
    assert find(parse("programme", "", for_page=True)).facets["organisation"] == [("acme", "Acme Ltd", 1, False)]
    publish("acme", "Acme plc", kind="organisation")
    assert find(parse("programme", "", for_page=True)).facets["organisation"] == [("acme", "Acme plc", 1, False)]


@pytest.mark.django_db
def test_many_changes_or_a_broken_log_are_read_anew():
    publish("a", "One")
    held = register_at()
    for number in range(registers.MOST_REVISIONS + 1):
        publish(f"p{number}", "Many")
    assert revised_register(held, Change.objects.newest()) is None
    assert find(parse("programme", "", for_page=True)).count == registers.MOST_REVISIONS + 2
    held = register_at()
    publish("z", "Z")
    ChangeNumber.objects.update(latest=Change.objects.newest() + 5)
    assert revised_register(held, Change.objects.newest() + 5) is None
    assert find(parse("programme", "", for_page=True)).count == registers.MOST_REVISIONS + 3


@pytest.mark.django_db
def test_a_log_that_is_shorter_than_it_was_is_read_anew():
    for ref in "abc":
        publish(ref, ref)
    assert register_at().version == 3
    Entry.objects.filter(ref="c").delete()
    ChangeNumber.objects.update(latest=2)
    assert (register_at().version, find(parse("programme", "", for_page=True)).count) == (2, 2)


@pytest.mark.django_db
def test_an_older_version_is_answered_by_the_newer_register_that_is_held():
    publish("a", "One")
    publish("b", "Two")
    held = register_at()
    assert register_at(1) is held


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_while_records_are_published_see_each_version_whole():
    for number in range(30):
        publish(f"p{number:02}", f"Title {number:02}", terms=[("region", "wales")] if number % 2 else [])
    make_terms()
    wrong, stop = [], threading.Event()

    def ask():
        try:
            while not stop.is_set():
                found = find(parse("programme", "region=wales", for_page=True))
                if found.count != 15 or len(found.items) != 15:
                    wrong.append((found.version, found.count, len(found.items)))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    chance = random.Random(1)
    for _ in range(25):
        number = chance.randrange(30)
        publish(f"p{number:02}", f"Title {chance.random()}", terms=[("region", "wales")] if number % 2 else [])
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert register_at().version == 55
