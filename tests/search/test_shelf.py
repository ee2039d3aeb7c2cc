"""Lists found, counted, faceted, ranked and paged."""

import pytest

from lifesci.editions.models import Entry
from lifesci.search.ask import BadParameter, parse
from lifesci.search.shelf import find
from tests.search.catalogue import make_terms, publish, refs, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms():
    make_terms()


def page(text="", kind="programme"):
    return find(parse(kind, text, for_page=True))


def answer(text="", kind="programme"):
    return find(parse(kind, text, for_page=False))


def walk(text=""):
    """The refs of each page behind `next`."""
    pages, cursor = [], ""
    while True:
        found = answer(f"{text}&cursor={cursor}" if cursor else text)
        pages.append(refs(found))
        cursor = found.next_cursor
        if not cursor:
            return pages


@pytest.fixture
def four():
    publish("acme", "Acme Ltd", kind="organisation", terms=[("type", "company"), ("region", "wales")])
    publish("b", "A beta day", terms=[("region", "wales"), ("audience", "primary"), ("status", "ended"), ("age", "9")])
    publish(
        "a", "Delta day", terms=[("region", "wales"), ("region", "london"), ("organisation", "acme"), ("age", "40")]
    )
    publish("d", "Alpha club", terms=[("region", "scotland"), ("audience", "teachers"), ("status", "running")])
    publish("c", "Gamma club", terms=[("audience", "primary"), ("organisation", "gone"), ("organisation", "acme")])


@pytest.mark.usefixtures("four")
def test_find_in_each_order():
    assert refs(page()) == ["d", "b", "a", "c"]
    assert refs(page("sort=recent")) == ["c", "d", "a", "b"]
    assert refs(page("sort=ref")) == refs(answer()) == ["a", "b", "c", "d"]
    assert refs(page(kind="organisation")) == ["acme"]
    assert refs(page(kind="brief")) == []


@pytest.mark.usefixtures("four")
def test_find_takes_any_value_of_a_name_and_all_names():
    assert refs(page("region=wales")) == ["b", "a"]
    assert refs(page("region=wales&region=scotland")) == ["d", "b", "a"]
    assert refs(page("region=wales&audience=primary")) == ["b"]
    assert refs(page("organisation=acme")) == ["a", "c"]
    assert refs(page("organisation=acme&organisation=gone&audience=primary")) == ["c"]
    assert refs(page("age=9&age=40")) == ["b", "a"]
    assert refs(page("sector=medtech")) == []


@pytest.mark.usefixtures("four")
def test_facets_count_beside_the_other_filters_and_hide_what_is_not_there():
    assert page().facets == {
        "sector": [],
        "region": [("scotland", "Scotland", 1, False), ("wales", "Wales", 2, False), ("london", "London", 1, False)],
        "audience": [("primary", "Primary pupils", 2, False), ("teachers", "Teachers", 1, False)],
        "type": [],
        "organisation": [("acme", "Acme Ltd", 2, False), ("gone", "gone", 1, False)],
        "status": [("running", "Running", 1, False), ("ended", "Ended", 1, False)],
        "theme": [],
        "delivery": [],
        "access": [],
        "age": [("9", "9", 1, False)],
        "started": [],
        "checked": [],
        "evidence": [],
    }
    facets = page("region=wales&audience=teachers&age=40").facets
    assert facets["region"] == [("wales", "Wales", 0, True)]
    assert facets["audience"] == [("teachers", "Teachers", 0, True)]
    assert facets["age"] == [("40", "40", 0, True)]
    facets = page("region=wales").facets
    assert facets["region"] == [
        ("scotland", "Scotland", 1, False),
        ("wales", "Wales", 2, True),
        ("london", "London", 1, False),
    ]
    assert facets["audience"] == [("primary", "Primary pupils", 1, False)]
    assert facets["organisation"] == [("acme", "Acme Ltd", 1, False)]
    assert page(kind="organisation").facets == {
        "type": [("company", "Company", 1, False)],
        "region": [("wales", "Wales", 1, False)],
        "sector": [],
        "checked": [],
    }


def test_find_by_relevance_puts_titles_first_and_then_names():
    publish("body", "Aa club", body="stem days for all")
    publish("names", "Bb club", names="STEM Days")
    publish("summary", "Cc club", summary="Days of stem")
    publish("both", "Days of stem")
    publish("half", "Days out", body="stem")
    publish("opening", "STEM days and nights")
    publish("other", "Days out", body="nothing")
    assert refs(page("q=stem+days")) == ["opening", "both", "names", "half", "summary", "body"]
    assert refs(page("q=stem+days&sort=title")) == ["body", "names", "summary", "both", "half", "opening"]
    assert refs(answer("q=stem+days")) == ["opening", "both", "names", "half", "summary", "body"]
    assert walk("q=stem+days&page_size=2") == [["opening", "both"], ["names", "half"], ["summary", "body"]]


def test_find_pages_by_number():
    for number in range(45):
        publish(f"p{number:02}", f"Title {number:02}")
    found = page("page=3")
    assert (found.count, found.page, found.pages, found.first) == (45, 3, 3, 41)
    assert refs(found) == [f"p{number:02}" for number in range(40, 45)]
    assert (found.next_cursor, found.previous_cursor) == ("", "")
    with pytest.raises(BadParameter) as caught:
        page("page=4")
    assert (caught.value.parameter, caught.value.nearest) == ("page", "3")
    empty = page("region=wales")
    assert (empty.count, empty.page, empty.pages, empty.first, empty.items) == (0, 1, 1, 0, [])


def test_find_walks_forth_and_back_by_cursor():
    for number in range(7):
        publish(f"p{number}", f"Title {9 - number}")
    for order in ("ref", "title", "recent"):
        pages = walk(f"page_size=3&sort={order}")
        assert [len(each) for each in pages] == [3, 3, 1]
        assert sum(pages, []) == refs(answer(f"page_size=100&sort={order}"))
        first = answer(f"page_size=3&sort={order}")
        second = answer(f"page_size=3&sort={order}&cursor={first.next_cursor}")
        third = answer(f"page_size=3&sort={order}&cursor={second.next_cursor}")
        assert [each.previous_cursor == "" for each in (first, second, third)] == [True, False, False]
        assert refs(answer(f"page_size=3&sort={order}&cursor={third.previous_cursor}")) == refs(second)
        assert refs(answer(f"page_size=3&sort={order}&cursor={second.previous_cursor}")) == refs(first)


def test_a_walk_meets_each_record_once_while_records_are_published_and_withdrawn():
    standing = [f"p{number:02}" for number in range(0, 40, 2)]
    for ref in standing:
        publish(ref, f"Title {ref}", terms=[("region", "wales")])
    met, cursor, number = [], "", 1
    while True:
        found = answer(f"region=wales&page_size=3&cursor={cursor}" if cursor else "region=wales&page_size=3")
        met += refs(found)
        if not found.next_cursor:
            break
        cursor = found.next_cursor
        publish(f"p{number % 40:02}", "A new one", terms=[("region", "wales")])
        publish(standing[number % 20], "0 another title", terms=[("region", "wales")])
        if number > 5:
            withdraw(f"p{number - 4:02}")
        number += 2
    assert [ref for ref in met if ref in standing] == standing
    assert len(met) == len(set(met))


def test_find_of_words_that_are_not_there_guesses_and_has_tried_its_guesses():
    publish("a", "Genomics for beginners", terms=[("region", "wales")])
    publish("b", "Apprenticeship in manufacturing")
    publish("c", "Apprentices at work", kind="organisation")
    assert page("q=geonmics").guesses == ["genomics"]
    assert page("q=genomi").guesses == ["genomics"]
    assert page("q=geonmics+beginers").guesses == ["genomics beginners"]
    assert page("q=%22geonmics+for%22").guesses == ['"genomics for"']
    assert page("q=aprenticeship").guesses == ["apprenticeship"]
    assert page("q=zzzzzz").guesses == []
    assert page("q=geonmics&region=scotland").guesses == []
    assert page("q=genomics&region=scotland").guesses == []
    assert page("q=genomics").guesses == []
    withdraw("a")
    assert page("q=geonmics").guesses == []
    publish("e", "Proteomics week")
    assert page("q=protoemics").guesses == ["proteomics"]


def test_find_says_when_there_is_nothing_to_look_for_and_what_was_left_out():
    publish("a", "The day")
    found = page("q=%22%21%22+the")
    assert (found.count, found.nothing_to_look_for, found.left_out, found.items) == (0, True, 0, [])
    found = page("q=" + "+".join(["day"] * 15))
    assert (found.count, found.nothing_to_look_for, found.left_out) == (1, False, 3)


@pytest.mark.parametrize(("text", "cold", "warm"), [("", 2, 2), ("region=wales", 2, 2), ("q=title+day", 3, 2)])
def test_find_takes_the_same_queries_for_one_record_and_for_thirty(text, cold, warm, django_assert_num_queries):
    publish("p", "Title day", terms=[("region", "wales")])
    for wanted in (1, 30):
        while Entry.objects.count() < wanted:
            publish(f"p{Entry.objects.count()}", "Title day", terms=[("region", "wales"), ("organisation", "x")])
        page()
        asked = parse("programme", text, for_page=True)
        for expected in (cold, warm):
            with django_assert_num_queries(expected):
                found = find(asked)
                assert (found.count, len(found.items), bool(found.facets)) == (wanted, min(wanted, 20), True)
        with django_assert_num_queries(1):
            find(asked, found.version)


def test_find_after_the_catalogue_was_rebuilt_without_a_change():
    publish("a", "Title", terms=[("region", "wales")])
    assert refs(page()) == ["a"]
    entry = Entry.objects.get()
    Entry.objects.all().delete()
    entry.pk = 4711
    entry.save(force_insert=True)
    assert refs(page()) == ["a"]
    assert page("region=wales").count == 0
