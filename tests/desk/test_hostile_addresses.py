"""Addresses that nobody writes in good faith get an answer at the desk too, never a fault of the register's own."""

from itertools import product

import pytest
from django.test import Client

from tests.desk.addresses import PUBLISHED, WORDS, address

pytestmark = pytest.mark.django_db
QUERIES = {
    PUBLISHED["programme"]: (
        *("q=%00", "q=%FF%FE", "q=" + "a" * 10_000, "q=%22(*", "p=-1", "p=99999999999999999999", "o=99.-99.x"),
        *("id__in=x,%00", "nothing=1", "standing=%00", "lead__id__exact=x", "review_on__gte=yesterday"),
    ),
    "editions_edition": ("kind__exact=%00", "id__exact=99999999999999999999", "issued_at__year=0"),
    WORDS["place"]: ("region__id__exact=99999999999999999999", "is_venue__exact=%00"),
}
KEYS = ("0", "x", "99999999999999999999", "_00", "1" * 400, "%FF", "a/b")
PAGES = {PUBLISHED["programme"]: ("change", "publish", "withdraw"), WORDS["term"]: ("change", "history", "delete")}


def faults(curator, addresses) -> dict[str, int]:
    """The addresses that are answered with a fault."""
    client = Client(raise_request_exception=False)
    client.force_login(curator.user)
    assert client.get("/admin/").status_code == 200  # nothing below is a stranger's way to the log-in
    answered = {each: client.get(each).status_code for each in addresses}
    return {each: status for each, status in answered.items() if status >= 500}


def test_no_query_breaks_a_list(curator, register):
    lists = [f"{address(name, 'changelist')}?{query}" for name, queries in QUERIES.items() for query in queries]
    assert faults(curator, lists) == {}


def test_no_key_breaks_a_page(curator, register):
    asked = [(address(name, "changelist"), *each) for name, pages in PAGES.items() for each in product(KEYS, pages)]
    assert faults(curator, [f"{base}{key}/{page}/" for base, key, page in asked]) == {}


def test_a_character_that_no_database_takes_is_refused_and_kept_by_nobody(curator):
    answer = curator.get(f"{address(PUBLISHED['brief'], 'changelist')}?kind__exact=%00")
    assert (answer.status_code, answer["Cache-Control"]) == (400, "no-store")
    assert "The address holds a NUL character." in answer.content.decode()


def test_no_query_breaks_an_autocomplete(curator, register):
    good = "app_label=programmes&model_name=programme&field_name=lead"
    queries = ["", "term=%00", good, f"{good}&term=%00", f"{good}&term=%FF", f"{good}&page=0", f"{good}&page=x"]
    queries += [good.replace("=lead", "=%00"), good.replace("programmes", "%00"), f"{good}&term={'a' * 5000}"]
    assert faults(curator, [f"/admin/autocomplete/?{query}" for query in queries]) == {}
