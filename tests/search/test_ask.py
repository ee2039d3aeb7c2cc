"""A query string is read strictly, and an Ask is written back the same way for the same question."""

import pytest
from django.http import QueryDict

from lifesci.search.ask import Ask, BadParameter, parse
from lifesci.search.cursor import Cursor
from lifesci.search.parameters import refuse_unknown
from tests.search.catalogue import make_terms, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register():
    make_terms()
    publish("acme", "Acme Ltd", kind="organisation", terms=[("type", "company")])
    publish("days", "Science days", terms=[("organisation", "gone"), ("organisation", "acme")])


def refused(text, *, kind="programme", for_page=True, **options):
    with pytest.raises(BadParameter) as caught:
        parse(kind, text, for_page=for_page, **options)
    return caught.value.parameter, caught.value.nearest


def test_parse_of_nothing_gives_the_defaults_of_page_and_api():
    assert parse("programme", "", for_page=True) == Ask("programme", sort="title", page=1)
    assert parse("programme", "", for_page=False) == Ask("programme", sort="ref", page=None)
    assert (
        parse("programme", "q=x", for_page=False).sort == parse("programme", "q=x", for_page=True).sort == "relevance"
    )


def test_parse_of_everything_on_a_page():
    text = "page=3&region=wales&region=scotland&region=wales&q=+stem++days&sort=recent&age=15&organisation=acme"
    asked = parse("programme", QueryDict(text), for_page=True)
    filters = (("region", ("scotland", "wales")), ("organisation", ("acme",)), ("age", ("15",)))
    assert asked == Ask("programme", "stem days", filters, "recent", 3)
    canonical = "q=stem+days&region=scotland&region=wales&organisation=acme&age=15&sort=recent&page=3"
    assert asked.query_string() == canonical
    assert parse("programme", canonical, for_page=True) == asked
    assert asked.applied() == {
        "q": "stem days",
        "region": ["scotland", "wales"],
        "organisation": ["acme"],
        "age": ["15"],
        "sort": "recent",
    }


def test_parse_of_each_kind_takes_its_own_filters():
    assert parse("organisation", "type=company&region=wales&sector=medtech", for_page=True).filters == (
        ("type", ("company",)),
        ("region", ("wales",)),
        ("sector", ("medtech",)),
    )
    assert parse("brief", "kind=policy", for_page=True).filters == (("kind", ("policy",)),)
    assert parse("source", "kind=white-paper", for_page=True).filters == (("kind", ("white-paper",)),)
    assert refused("type=outreach", kind="organisation") == ("type", "")
    assert refused("type=company", kind="programme") == ("type", "")
    assert refused("region=wales", kind="source")[0] == "region"


def test_parse_takes_an_organisation_that_a_record_names_though_it_is_not_published():
    assert parse("programme", "organisation=gone", for_page=True).chosen("organisation") == ("gone",)


@pytest.mark.parametrize(
    ("text", "parameter", "nearest"),
    [
        ("regions=wales", "regions", "region"),
        ("organization=acme", "organization", "organisation"),
        ("search=x", "search", "q"),
        ("xyzzy=1", "xyzzy", ""),
        ("cursor=x", "cursor", "page"),
        ("page_size=5", "page_size", "page"),
        ("region=wale", "region", "wales"),
        ("region=Wales", "region", "wales"),
        ("audience=Primary+pupils", "audience", "primary"),
        ("audience=zzzzzz", "audience", ""),
        ("organisation=acmee", "organisation", "acme"),
        ("status=runing", "status", "running"),
        ("region=", "region", ""),
        ("region=wales&region=", "region", ""),
        ("region=%00", "region", ""),
        ("q=%00", "q", ""),
        ("q=a%00b", "q", ""),
        ("q=%FF%FE", "q", ""),
        ("region=wal%E9s", "region", ""),
        ("q=a&q=b", "q", ""),
        ("page=0", "page", "1"),
        ("page=-1", "page", ""),
        ("page=01", "page", "1"),
        ("page=1.0", "page", ""),
        ("page=%D9%A1", "page", ""),
        ("page=" + "9" * 5000, "page", ""),
        ("page=1&page=2", "page", ""),
        ("page=", "page", ""),
        ("age=x", "age", ""),
        ("age=121", "age", ""),
        ("age=-1", "age", ""),
        ("age=07", "age", ""),
        ("sort=titel", "sort", "title"),
        ("sort=relevance", "sort", "title"),
        ("sort=", "sort", ""),
        ("q=+", "q", ""),
    ],
)
def test_parse_of_a_mistake_names_the_parameter_and_the_nearest_right_one(text, parameter, nearest):
    assert refused(text) == (parameter, nearest)


@pytest.mark.parametrize(
    ("text", "parameter", "nearest"),
    [
        ("page=2", "page", "cursor"),
        ("order=title", "order", "sort"),
        ("limit=5", "limit", "page_size"),
        ("page_size=0", "page_size", "1"),
        ("page_size=101", "page_size", "100"),
        ("page_size=ten", "page_size", ""),
        ("q=", "q", ""),
        ("cursor=", "cursor", ""),
        ("cursor=x", "cursor", ""),
        ("cursor=%F0%9F%98%80", "cursor", ""),
        ("cursor=bnVsbA", "cursor", ""),
        ("cursor=" + "A" * 5000, "cursor", ""),
    ],
)
def test_parse_of_a_mistake_on_the_api(text, parameter, nearest):
    assert refused(text, for_page=False) == (parameter, nearest)


@pytest.mark.parametrize(
    ("text", "for_page", "sentence"),
    [
        ("sort=titel", True, "it is one of title, recent, ref, relevance. Did you mean “title”?"),
        ("sort=By+title.", False, "it is one of title, recent, ref, relevance. Did you mean “title”?"),
        ("page=2", False, " Pages here follow each other by the address in “next”, which carries a “cursor”. Param"),
        ("cursor=x", True, " Pages here are numbered: give “page”. Parameters: q, "),
        ("ordering=title", False, " Did you mean “sort”? Parameters: q, "),
    ],
)
def test_a_mistake_is_answered_in_the_words_of_this_address(text, for_page, sentence):
    with pytest.raises(BadParameter) as caught:
        parse("programme", text, for_page=for_page)
    assert sentence in caught.value.detail


def test_a_name_for_paging_is_likened_to_no_filter_where_there_are_no_pages():
    with pytest.raises(BadParameter) as caught:
        refuse_unknown(QueryDict("page=2"), ("q", "age"))
    assert caught.value.nearest == ""
    assert caught.value.detail == "There is no parameter “page” here. Parameters: q, age."


def test_parse_of_the_empty_search_field_of_a_form_asks_for_no_words():
    assert parse("programme", "q=&region=wales", for_page=True).query_string() == "region=wales"


def test_parse_of_too_many_parameters_is_refused():
    assert refused("&".join(["region=wales"] * 1001)) == ("query string", "")
    assert parse("programme", "&".join(["region=wales"] * 1000), for_page=True).filters == (("region", ("wales",)),)


def test_parse_leaves_declared_extras_to_their_reader():
    assert parse("programme", "format=csv", for_page=False, extra=("format",)) == Ask(
        "programme", sort="ref", page=None
    )
    assert refused("formt=csv", for_page=False, extra=("format",)) == ("formt", "format")


def test_parse_takes_a_cursor_of_the_same_question_alone():
    asked = parse("programme", "region=wales", for_page=False)
    text = Cursor(True, 0, ("days",)).text(asked.digest())
    assert parse("programme", f"region=wales&page_size=7&cursor={text}", for_page=False).cursor == text
    for other in ("region=scotland", "region=wales&sort=title", "region=wales&q=x", ""):
        assert refused(f"{other}&cursor={text}", for_page=False) == ("cursor", "")
    assert refused(f"cursor={text}", kind="source", for_page=False) == ("cursor", "")
    forged = Cursor(True, 0, (7, None)).text(asked.digest())
    assert refused(f"region=wales&cursor={forged}", for_page=False) == ("cursor", "")
    forged = Cursor(True, 99, ("days",)).text(asked.digest())
    assert refused(f"region=wales&cursor={forged}", for_page=False) == ("cursor", "")


def test_an_ask_changes_one_thing_and_starts_from_the_first_page():
    asked = parse("programme", "q=days&region=wales&region=scotland&status=ended&page=4", for_page=True)
    assert asked.without("region", "wales").query_string() == "q=days&region=scotland&status=ended"
    assert asked.without("region").query_string() == "q=days&status=ended"
    assert asked.without("q").query_string() == "region=scotland&region=wales&status=ended"
    assert asked.with_value("sector", "medtech").query_string() == (
        "q=days&sector=medtech&region=scotland&region=wales&status=ended"
    )
    assert asked.with_value("region", "wales") == asked.on_page(1)
    assert asked.sorted_by("title").query_string() == ("q=days&region=scotland&region=wales&status=ended&sort=title")
    assert asked.asking("other words").sort == "relevance"
    assert asked.asking("").sort == "title"
    assert asked.sorted_by("recent").asking("").sort == "recent"
    assert asked.query_string(page=5).endswith("&page=5")


def test_parse_notices_a_new_value_with_the_next_change():
    assert refused("organisation=newer") == ("organisation", "")
    publish("newer", "Newer Ltd", kind="organisation")
    assert parse("programme", "organisation=newer", for_page=True).chosen("organisation") == ("newer",)


def test_parse_takes_one_query_and_none_with_a_version(django_assert_num_queries):
    version = 2
    parse("programme", "region=wales", for_page=True)
    with django_assert_num_queries(1):
        parse("programme", "region=scotland&audience=primary&sector=medtech", for_page=True)
    with django_assert_num_queries(0):
        parse("programme", "region=london&audience=primary", for_page=True, version=version)
