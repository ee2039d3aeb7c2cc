"""The reference page says all that the description does, in words, and needs no script."""

import re
from datetime import date
from html import escape, unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lifesci.api.openapi import openapi_text
from lifesci.api.problem import MEANINGS
from lifesci.api.reference.page import TAGS, description
from lifesci.api.templatetags.reference import coded
from lifesci.api.versions import deprecations
from lifesci.api.versions.deprecations import Deprecation
from lifesci.editions.issue import issue
from tests.site.documents import brief

PAGE = "/api/"
TARGET = re.compile(r' id="([^"]+)"')
INNER = re.compile(r'href="#([^"]+)"')


@pytest.fixture
def read(api):
    """The text of the page."""

    def text() -> str:
        return api.get(PAGE).content.decode()

    return text


@pytest.fixture
def register(publish):
    """A published record of each kind."""
    publish(1)
    issue(brief())


def operations() -> list[tuple[str, dict]]:
    """Every operation of the description with its path."""
    return [(path, item["get"]) for path, item in description()["paths"].items()]


def section(page: str, operation: dict) -> str:
    """What the page says of one operation."""
    anchor = operation["operationId"].replace("_", "-")
    return page.split(f'<h3 id="{anchor}">', 1)[1].split("</section>", 1)[0]


def test_the_page_is_a_page_like_any_other(api, register):
    answer = api.get(PAGE)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "RateLimit" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    page = answer.content.decode()
    assert page.count("<h1") == 1
    assert "<script" not in page
    wrong = api.get(f"{PAGE}?a=1")
    assert (wrong.status_code, wrong.headers["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert api.get(PAGE, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_every_operation_parameter_and_answer_is_on_it(read, register):
    page = read()
    assert len(operations()) > 25
    for path, operation in operations():
        said = section(page, operation)
        assert f"GET {path}</code>" in said
        assert unescape(said).startswith(operation["summary"])
        for parameter in operation["parameters"]:
            assert f"<dt><code>{parameter['name']}</code></dt>" in said
        for status in set(operation["responses"]) - {"401", "405", "406", "429", "500", "503"}:
            assert f"<dt><code>{status}</code></dt>" in said
        for language in ("curl", "python", "r"):
            assert said.count(f'data-language="{language}"') == 1


def test_every_subject_has_a_title_of_its_own(read, register):
    assert {operation["tags"][0] for _, operation in operations()} <= set(TAGS)
    page = read()
    assert [page.index(f'<h2 id="{tag}">{title}</h2>') for tag, title in TAGS.items()] == sorted(
        page.index(f'<h2 id="{tag}">') for tag in TAGS
    )


def test_every_shape_that_answers_have_is_on_it_with_its_members(read, register):
    page = read()
    for name in ("Programme", "ProgrammeItem", "FigureRow", "ChangeLine", "Problem", "Citation", "TableOfTotals"):
        said = page.split(f'<h3 id="shape-{name}">', 1)[1].split("</section>", 1)[0]
        for member in description()["components"]["schemas"][name]["properties"]:
            assert f"<dt><code>{member}</code></dt>" in said


def test_a_list_that_is_given_as_a_file_leads_to_its_columns(read, register):
    said = section(read(), dict(operations())["/api/v1/changes/"])
    assert '<a href="#shape-TableOfChanges">TableOfChanges</a>' in said
    assert "text/csv" in said


def test_every_link_within_leads_somewhere_and_no_anchor_stands_twice(read, register):
    page = read()
    targets = TARGET.findall(page)
    assert len(targets) == len(set(targets))
    assert set(INNER.findall(page)) - set(targets) == set()
    assert len(set(INNER.findall(page))) > 40


def test_every_link_to_try_answers(api, read, register):
    links = re.findall(r'<a class="try" href="([^"]+)" aria-label="Try it: ', read())
    assert len(links) == len(operations()) + 1  # and one of Open Referral
    assert {link: api.get(unescape(link)).status_code for link in links} == dict.fromkeys(map(unescape, links), 200)


def test_an_empty_register_has_the_page_with_what_has_to_be_filled_in(read, db):
    page = read()
    said = section(page, dict(operations())["/api/v1/programmes/{ref}/"])
    assert "Try it" not in said
    assert "http://testserver/api/v1/programmes/REF/" in said


def test_the_page_costs_the_same_queries_for_1_and_for_30_records(api, publish):
    counts = []
    for more in (1, 29):
        publish(more)
        api.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            api.get(PAGE)
        counts.append(len(queries))
    assert counts == [3, 3]


def test_errors_keys_rates_and_versions_are_said_in_words(read, register, settings):
    settings.API_RATE, settings.KEY_RATE = 1500, 25_000
    page = read()
    for name, status, meaning in MEANINGS:
        assert f"<dt><code>{status}</code> {name}</dt>" in page
        assert escape(meaning).replace("`", "") in page.replace("<code>", "").replace("</code>", "")
    assert "may do so 1,500 times a minute" in page
    assert "A key may ask 25,000 times a minute" in page
    assert f"This is version {description()['info']['version']}." in page
    assert "Nothing is going at present." in page
    settings.API_RATE = 0
    assert "This register sets no limit" in read()


def test_names_of_the_description_are_set_as_code_and_nothing_else_is_markup():
    assert coded("Send `a<b>` & `c`, not `") == "Send <code>a&lt;b&gt;</code> &amp; <code>c</code>, not `"


def test_what_will_go_is_said_where_answers_lead(read, register, monkeypatch):
    going = Deprecation("list_outcomes", date(2027, 3, 1), date(2028, 3, 1), "Ask for <figures>.")
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (going,))
    openapi_text.cache_clear()
    try:
        page = read()
        said = section(page, dict(operations())["/api/v1/outcomes/"])
    finally:
        monkeypatch.undo()
        openapi_text.cache_clear()
    assert (
        f'<li id="{going.anchor}"><code>list_outcomes</code>: announced on 1 March 2027, goes on 1 March 2028.' in page
    )
    assert "Ask for &lt;figures&gt;." in page
    assert "This will go." in said


def test_it_is_linked_from_every_footer_and_from_the_data(api, register):
    for address in ("/", "/data/"):
        assert '<a href="/api/">' in api.get(address).content.decode()
    assert "/api/</loc>" in api.get("/sitemap.xml").content.decode()
