"""One table of queries with the same answers on both engines, and an index that follows its texts."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField

from lifesci.editions.models import Entry, EntryText
from lifesci.search import sqlite
from lifesci.search.text import install_index, matching, ranked, refill_index, remove_index
from tests.search.catalogue import publish, withdraw

pytestmark = pytest.mark.django_db

RECORDS = {
    "summer": {"title": "Genomics summer school", "names": "Wellcome Genome Campus", "summary": "A week on campus."},
    "fellows": {
        "title": "Fellowship in immunology",
        "summary": "Apprenticeships and fellowships for young technologists.",
        "body": "The summer after: genomics for beginners.",
    },
    "cafe": {"title": "Café scientifique", "names": "Université de Genève\nSão Paulo", "body": "Über-naïve façade"},
    "numbers": {
        "title": "Reaching schools",
        "body": "more than 16,500 students in 2025-41; GSK’s e-mail: a_b@example.org",
    },
    "works": {"title": "Skills for life", "names": "IT Works", "summary": "Hands-on days. Women’s health."},
    "columns": {"title": "Alpha beta", "names": "gamma delta", "summary": "Prison leavers", "body": "women in medtech"},
    "ελλάδα": {"title": "Σχολή Γονιδιωματική", "body": "ДНК для школьников"},
}
QUERIES = [
    ("genomics", {"summer", "fellows"}),
    ("genomics summer", {"summer", "fellows"}),
    ('"genomics summer"', {"summer"}),
    ('"summer genomics"', set()),
    ("fellowships", {"fellows"}),
    ("fellowship", {"fellows"}),
    ("technologist", {"fellows"}),
    ("immunologies", {"fellows"}),
    ("apprent", {"fellows"}),
    ("apprent fellowship", set()),
    ("fellowship apprent", {"fellows"}),
    ("appr school", set()),
    ("CAFE", {"cafe"}),
    ("café", {"cafe"}),
    ("geneve sao paulo", {"cafe"}),
    ("uber naive facade", {"cafe"}),
    ("16,500", {"numbers"}),
    ("500 16", {"numbers"}),
    ("16 students", {"numbers"}),
    ("165", set()),
    ("2025-41", {"numbers"}),
    ("gsk", {"numbers"}),
    ("GSK's", {"numbers"}),
    ("e-mail", {"numbers"}),
    ("a_b@example.org", {"numbers"}),
    ("skills for life", {"works"}),
    ('"skills for life"', {"works"}),
    ('"skills life"', set()),
    ("the skills", {"works"}),
    ("hands-on", {"works"}),
    ("women", {"works", "columns"}),
    ("IT works", {"works"}),
    ('"beta gamma"', set()),
    ('"gamma delta"', {"columns"}),
    ("alpha leavers", {"columns"}),
    ("γονιδιωματική ΣΧΟΛΉ", {"ελλάδα"}),
    ("днк", {"ελλάδα"}),
    ("школьников", {"ελλάδα"}),
    ("nothing", set()),
    ("summer -school", {"summer"}),
    ("genomics AND", {"summer", "fellows"}),
    ("genomics OR nothing", set()),
    ("title:genomics", set()),
    ("school*", {"summer", "numbers"}),
    ("scho", {"summer", "numbers"}),
]
HOSTILE = [
    *(
        '"',
        '""',
        "'",
        "''",
        "*",
        "(",
        ")",
        "a OR",
        "OR",
        "NOT x",
        "NEAR(a b)",
        "{title} : x",
        "x:*",
        "^x",
        "-",
        "--",
        ";",
    ),
    *("x' OR 1=1 --", "\\", "%", "_", "\x00", "a\x00b", "\x01\x02", "&", "|", "!", "<->", ":*", "x:*A", "\U0001f600"),
    *("\u202e", "\ufeff", "a" * 10_000, '"' * 10_000, "x " * 5_000, "² ½ ª", "\u0301\u0301", "1e5 0x1f -7 .5"),
    *("http://x.y/z?a=b", "ﬁ ß ø"),
]


@pytest.fixture
def _records():
    for ref, texts in RECORDS.items():
        publish(ref, **texts)
    publish("summer-org", "Genomics summer school of fellowships", kind="organisation", body="women café")


def refs_of(ids):
    return set(Entry.objects.filter(pk__in=ids).values_list("ref", flat=True))


@pytest.mark.usefixtures("_records")
def test_matching_of_each_query_is_the_same_on_every_engine():
    got = {typed: refs_of(matching("programme", typed)) for typed, _ in QUERIES}
    assert got == dict(QUERIES)


@pytest.mark.usefixtures("_records")
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_matching_of_hostile_input_is_an_answer(typed):
    found = matching("programme", typed)
    assert refs_of(found) <= set(RECORDS)
    assert sorted(ranked("programme", typed).ids) == sorted(found)


@pytest.mark.usefixtures("_records")
def test_matching_keeps_to_one_kind():
    assert refs_of(matching("organisation", "genomics")) == {"summer-org"}
    assert matching("brief", "genomics") == []


@pytest.mark.usefixtures("_records")
def test_ranked_says_where_the_words_stand():
    all_in_title, title_and_names, any_in_title, to_summary = ranked("programme", "genomics summer").better
    assert refs_of(all_in_title) == refs_of(title_and_names) == refs_of(to_summary) == {"summer"}
    assert refs_of(any_in_title) == {"summer"}
    _, title_and_names, any_in_title, to_summary = ranked("programme", "alpha gamma").better
    assert [refs_of(step) for step in (title_and_names, any_in_title, to_summary)] == [{"columns"}] * 3
    assert [refs_of(step) for step in ranked("programme", "gamma").better] == [set(), {"columns"}, {"columns"}]


@pytest.mark.usefixtures("_records")
def test_matching_takes_one_query_and_none_for_nothing_to_look_for(django_assert_num_queries):
    with django_assert_num_queries(1):
        matching("programme", "genomics summer")
    with django_assert_num_queries(1):
        ranked("programme", "genomics summer")
    with django_assert_num_queries(0):
        assert matching("programme", "the !!") == []
        assert ranked("programme", "the !!") == ([], [])


def test_the_index_follows_its_texts_through_change_and_withdrawal():
    entry = publish("a", "Old words", body="kept")
    publish("b", "Other words")
    publish("a", "New words", body="kept")
    assert matching("programme", "old") == []
    assert refs_of(matching("programme", "new kept")) == {"a"}
    EntryText.objects.filter(pk=entry.pk).update(kind="source")
    assert matching("programme", "new") == []
    assert matching("source", "new") == [entry.pk]
    EntryText.objects.filter(pk=entry.pk).update(kind="programme")
    withdraw("a")
    assert [matching(kind, "new") for kind in ("programme", "source")] == [[], []]
    assert refs_of(matching("programme", "words")) == {"b"}


def test_refill_index_gives_the_same_answers():
    publish("a", "Old words")
    publish("b", "Other words")
    refill_index()
    assert refs_of(matching("programme", "words")) == {"a", "b"}


def test_install_index_twice_makes_nothing():
    assert install_index(connection) is False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps a generated column and needs no trigger")
def test_altering_the_table_drops_the_triggers_and_installing_mends_index_and_triggers():
    assert sqlite.standing(connection) == sqlite.triggers()
    assert len(sqlite.triggers()) == 20
    publish("a", "Old words")
    for name in sqlite.triggers():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}")
    publish("b", "Unseen words")
    publish("a", "New words")
    assert refs_of(matching("programme", "words")) == {"a"}
    assert install_index(connection) is True
    assert sqlite.standing(connection) == sqlite.triggers()
    assert refs_of(matching("programme", "words")) == {"a", "b"}
    assert matching("programme", "old") == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_alters_the_texts_leaves_them_searchable():
    field = EntryText._meta.get_field("title")
    other = CharField(max_length=500)
    other.set_attributes_from_name("title")
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            editor.alter_field(EntryText, field, other)
        assert sqlite.standing(connection) == {}
        with connection.schema_editor() as editor:
            editor.alter_field(EntryText, other, field)
    apps.get_app_config("search").mend(using="default")
    publish("a", "Old words")
    assert refs_of(matching("programme", "words")) == {"a"}


@pytest.mark.django_db(transaction=True)
def test_remove_index_takes_all_away_and_install_index_fills_it_again():
    publish("a", "Old words")
    remove_index(connection)
    publish("b", "Unseen words")
    assert install_index(connection) is True
    assert refs_of(matching("programme", "words")) == {"a", "b"}
