"""Insights: chart, table, CSV and list say the same, for any filters, on the register's first content."""

import csv
import html
import io
import re

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given
from hypothesis import settings as search_settings
from hypothesis import strategies as st

from lifesci.editions.models import EntryFigure, EntryTerm
from lifesci.editions.vocabulary import save_word
from lifesci.operations.publishing import publish_register
from lifesci.search.filters import ProgrammeFilters
from lifesci.search.schemes import FACETS
from lifesci.site.insights.pages import CHARTS
from lifesci.vocabularies.models import Measure, Search, Term
from tests.fixtures.conftest import load_first_content
from tests.site import documents as made

COUNTED = ("types", "audiences", "sectors", "regions", "launches", "checks")  # each row counts programmes of a list
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.fixture
def first_content(db):
    """The register's first content, published."""
    load_first_content()
    publish_register(by=None)


def text_of(client, address, status=200):
    """The text of an answer."""
    response = client.get(address)
    assert response.status_code == status, (address, response.content[:300])
    return response.content.decode()


def number(words: str) -> int:
    """A number with its thousands separated; "no" is 0."""
    return 0 if words.lower() == "no" else int(words.replace(",", ""))


def listed(client, address) -> int:
    """How many programmes a list says it has."""
    return number(re.search(r'id="results">([\d,]+|No) ', text_of(client, address))[1])


def rows_of(client, code, query) -> list[dict]:
    """The lines of a chart's CSV, the address of the list without its host."""
    lines = csv.DictReader(io.StringIO(text_of(client, f"/insights/{code}.csv{query}")))
    return [line | {"list": line["list"].removeprefix("http://testserver")} for line in lines]


def table_of(page) -> list[tuple[str, int, str]]:
    """(name, count, address) of each row of a page's table."""
    found = re.findall(r'<th scope="row">(?:<a href="([^"]*)">)?([^<]*).*?<td class="number">([\d,]+)', page)
    return [(html.unescape(name), number(count), html.unescape(address)) for address, name, count in found]


def marks_of(page) -> list[tuple[str, int, str]]:
    """(name, count, address) of each mark that is a link."""
    found = re.findall(r'<a href="([^"]*)" aria-label="(.*?):? ([\d,]+)">', page)
    return [(html.unescape(name), number(count), html.unescape(address)) for address, name, count in found]


def passing(query):
    """The programmes that pass these filters, by the plain way of the database."""
    return ProgrammeFilters(dict_of(query)).qs


def dict_of(query):
    """The parameters of a query string."""
    return QueryDict(query.removeprefix("?"))


def test_chart_table_file_and_list_agree_for_any_filters(client, first_content):
    codes = {
        name: sorted(
            set(EntryTerm.objects.filter(entry__kind="programme", scheme=facet.scheme).values_list("code", flat=True))
        )
        for name, facet in FACETS["programme"].items()
    }
    pairs = st.sampled_from([(name, code) for name, values in codes.items() for code in values])

    @search_settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
    @given(st.lists(pairs, max_size=3, unique=True))
    def agree(filters):
        query = f"?{'&'.join(f'{name}={code}' for name, code in filters)}" if filters else ""
        count = listed(client, f"/programmes/{query}")
        assert count == passing(query).count()
        for code in COUNTED:
            check_counted(client, code, query)
        check_gaps(client, query)
        check_figures(client, query)

    agree()


def check_counted(client, code, query):
    """A chart whose rows count programmes: page, CSV and each list say the same."""
    page, rows = text_of(client, f"/insights/{code}/{query}"), rows_of(client, code, query)
    first = next(iter(rows[0])) if rows else ""
    told = [(row[first], int(row["programmes"]), row["list"]) for row in rows]
    assert table_of(page) == told
    if "<figure" in page:
        beside = {"regions": ("UK-wide", "Outside the UK"), "launches": ("Not stated",)}.get(code, ())
        assert sorted(marks_of(page)) == sorted(row for row in told if row[0] not in beside)
    for name, count, address in told:
        assert listed(client, address) == count, (name, address)


def check_gaps(client, query):
    """The matrix draws as many pairs as the CSV has, and each recorded one leads to as many programmes."""
    page, rows = text_of(client, f"/insights/gaps/{query}"), rows_of(client, "gaps", query)
    recorded = [row for row in rows if row["state"] == "recorded"]
    if "<figure" in page:
        drawing = page.partition("<figcaption>")[0]
        assert drawing.count('class="cell recorded"') == len(recorded)
        assert drawing.count('class="cell not-yet"') == len(rows) - len(recorded)
        linked = re.findall(r'<a href="([^"]*)" aria-label="(.*?), ([^,]*): ([\d,]+) programmes?">', drawing)
        assert sorted(
            (html.unescape(region), html.unescape(audience), html.unescape(to)) for to, audience, region, _ in linked
        ) == sorted((row["region"], row["audience"], row["list"]) for row in recorded)
    for row in recorded[::7]:
        assert listed(client, row["list"]) == int(row["programmes"])
    counts = {(row["region"], row["audience"]): int(row["programmes"]) for row in rows}
    entries = passing(query)
    for (region, audience), count in list(counts.items())[::11]:
        of_both = entries.filter(terms__in=terms("region", region)).filter(terms__in=terms("audience", audience))
        assert of_both.distinct().count() == count


def terms(scheme, label):
    """The facet rows of the term with a label."""
    return EntryTerm.objects.filter(
        scheme=scheme, code__in=Term.objects.filter(scheme=scheme, label=label).values("code")
    )


def check_figures(client, query):
    """Every figure of the programmes asked about is counted by its check and by its source, once."""
    figures = EntryFigure.objects.filter(entry__in=passing(query))
    for code in ("evidence", "sources"):
        rows = rows_of(client, code, query)
        assert sum(int(row["figures"]) for row in rows) == figures.count()
        column = {"evidence": 1, "sources": 2}[code]
        page = text_of(client, f"/insights/{code}/{query}")
        cells = [
            re.findall(r"<t[hd][^>]*>(?:<a[^>]*>)?([^<]*)", row)
            for row in re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", page)
        ]
        assert [number(row[column]) for row in cells] == [int(row["figures"]) for row in rows]
    drawn = rows_of(client, "reach", query)
    if drawn:
        one = EntryFigure.objects.get(identifier=drawn[0]["id"])
        same = figures.filter(measure=one.measure, period_kind=one.period_kind, value__isnull=False)
        assert sorted(row["id"] for row in drawn) == sorted(same.values_list("identifier", flat=True))
        assert [float(row["value"]) for row in drawn] == sorted((float(row["value"]) for row in drawn), reverse=True)


def test_a_page_says_what_was_asked_and_offers_to_take_it_away(client, vocabularies):
    made.publish(made.programme("a"), made.whole_programme())
    page = text_of(client, "/insights/?region=northern-ireland&audience=primary")
    assert (
        '<a href="/programmes/?region=northern-ireland&amp;audience=primary">1 programme for primary pupils in' in page
    )
    assert '<a href="/insights/?region=northern-ireland"><span class="visually-hidden">Remove </span>Primary' in page
    assert '<a href="/insights/">Clear all</a>' in page
    assert 'href="/insights/types.csv?region=northern-ireland&amp;audience=primary"' in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/insights/?page=2", "There is no parameter “page” here."),
        ("/insights/?audiense=primary", "Did you mean “audience”?"),
        ("/insights/types/?audience=primry", "Did you mean “primary” (Primary pupils)?"),
        ("/insights/reach/?measure=studens", "“studens” is not a value of “measure”"),
        ("/insights/reach.csv?period=yearly", "“yearly” is not a value of “period”"),
        ("/insights/types/?measure=students", "There is no parameter “measure” here."),
        ("/programmes/?started=1066", "“1066” is not a value of “started”."),
    ],
)
def test_what_a_chart_cannot_obey_is_named(client, vocabularies, address, words):
    Measure.objects.create(code="students", label="students", singular="student", counts="people")
    assert words in text_of(client, address, 400)


def test_a_chart_that_is_not_there_is_not_found(client, db):
    for address in ("/insights/ages/", "/insights/ages.csv"):
        text_of(client, address, 404)


def test_one_number_is_said_in_words_and_not_drawn(client, vocabularies):
    made.publish(made.programme("a"))
    page = text_of(client, "/insights/regions/")
    assert "<figure" not in page
    assert '<p class="said">Northern Ireland: 1 programme of 1.</p>' in page


def test_an_empty_register_has_insights_too(client, db):
    for code in CHARTS:
        assert "<figure" not in text_of(client, f"/insights/{code}/")
        assert rows_of(client, code, "") == []


def test_a_search_in_vain_shows_until_a_programme_is_recorded_or_it_is_taken_back(client, vocabularies):
    made.publish(made.programme("a"))
    region, audience = (
        Term.objects.get(scheme=s, code=c) for s, c in (("region", "south-east"), ("audience", "primary"))
    )
    pair = {"region": "South East", "audience": "Primary pupils"}
    search = Search(region=region, audience=audience, searched_on="2026-11-20", note="=Asked two councils.")
    change = save_word(search)
    assert (change.kind, change.ref, change.action) == ("search", "south-east/primary/2026-11-20", "saved")

    def told():
        row = next(row for row in rows_of(client, "gaps", "") if pair.items() <= row.items())
        return row["state"], row["searched_on"], row["note"]

    assert told() == ("searched, none found", "2026-11-20", "'=Asked two councils.")
    page = text_of(client, "/insights/gaps/")
    assert "<p>South East, 20 November 2026: =Asked two councils.</p>" in page
    assert page.partition("<figcaption>")[0].count('class="cell searched"') == 1
    assert client.get("/api/v1/vocabularies/search/").json()["results"] == [
        {
            **{"region": "south-east", "audience": "primary", "searched_on": "2026-11-20"},
            **{"note": "=Asked two councils.", "retired_on": None},
        }
    ]
    search.retired_on = "2026-11-21"
    save_word(search)
    assert told() == ("not yet looked", "", "")
    search.retired_on = None
    save_word(search)
    made.publish(made.programme("b", regions=[made.SOUTH_EAST]))
    assert told() == ("recorded", "", "")


def test_doubt_is_drawn_and_what_cannot_be_drawn_is_counted(client, vocabularies):
    Measure.objects.create(code="students", label="students", singular="student", counts="people")
    hinted = {"value": None, "qualifier": "hundreds", "phrase": "hundreds of students"}
    made.publish(
        made.programme(
            "a", figures=[made.figure(), made.figure("exact", value=9, qualifier="exactly", phrase="9 students")]
        ),
        made.programme("b", figures=[made.figure("hint", **hinted)]),
    )
    page = text_of(client, "/insights/reach/")
    assert page.count('class="doubt"') == 2  # one bar and its key in the legend
    assert "“more than” or “at least”: the number may be higher" in page
    assert "“about”" not in page
    assert '<td class="number">16,500</td><td class="number"></td><td>more than</td>' in page
    assert [row["qualifier"] for row in rows_of(client, "reach", "")] == ["more_than", "exactly"]
    assert "Left out: 1 figure hinted at in words like “hundreds”, without a number." in page


def test_insights_take_the_same_queries_for_one_programme_and_for_thirty(
    client, vocabularies, django_assert_num_queries
):
    made.publish(made.programme("a", figures=[made.figure()]))
    for more in (range(29), ()):
        client.get("/insights/")
        with django_assert_num_queries(8):
            client.get("/insights/")
        made.publish(*(made.programme(f"p{n}", figures=[made.figure()]) for n in more))


@pytest.mark.parametrize(
    ("address", "charts"),
    [
        ("/programmes/?region=south-east&q=lab&sort=recent", "/insights/?q=lab&amp;region=south-east"),
        ("/organisations/?region=south-east&type=company&sort=recent", "/insights/?region=south-east"),
        ("/sources/", "/insights/"),
    ],
)
def test_every_list_leads_to_the_charts_with_its_filters(client, vocabularies, address, charts):
    made.publish(made.whole_programme(), made.organisation("a", place=made.READING), made.source())
    assert f'<a href="{charts}">' in text_of(client, address)


def test_lists_filter_on_start_oldest_check_and_evidence(client, vocabularies):
    old = made.figure(citation=made.citation(checked="2024-02-01"))
    doubted = made.figure(citation=made.citation(checked="", check_result="not_found"))
    made.publish(
        made.programme("a", starts="2017?", figures=[made.figure(), {**old, "key": "old"}]),
        made.programme("b", starts="2025-41", figures=[doubted]),
        made.programme("c", starts="", figures=[]),
    )
    found = {
        query: [ref for ref in "abc" if f'"/programmes/{ref}/"' in text_of(client, f"/programmes/?{query}")]
        for query in (
            *("started=2017", "started=2025", "started=not-stated", "started=2017&started=2025"),
            *("checked=2024", "checked=2026", "checked=never", "evidence=verified", "evidence=not_found"),
        )
    }
    assert found == {
        "started=2017": ["a"],
        "started=2025": ["b"],
        "started=not-stated": ["c"],
        "started=2017&started=2025": ["a", "b"],
        "checked=2024": ["a"],
        "checked=2026": [],
        "checked=never": ["b"],
        "evidence=verified": ["a"],
        "evidence=not_found": ["b"],
    }
