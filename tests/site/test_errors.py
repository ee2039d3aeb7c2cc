"""Error pages: what happened, what stands, what to do next, without asking the database."""

import pytest
from django.test import RequestFactory

from lifesci.site.errors import error_page


def made(path="/programmes/?q=x", **options):
    """An error page for a request of that path."""
    facts = {"status": 404, "title": "Not found", "detail": "There is nothing here."}
    return error_page(RequestFactory().get(path), **(facts | options))


def test_error_page_says_what_happened_and_what_next_without_the_database():
    response = made(next_steps=[("See the other record", "/programmes/b/")])
    text = response.content.decode()
    assert response.status_code == 404
    assert "<h1>Not found</h1>" in text
    assert '<p class="summary">There is nothing here.</p>' in text
    assert text.index("/programmes/b/") < text.index("Search all programmes")
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize(("status", "offered"), [(500, True), (503, True), (404, False), (410, False)])
def test_trying_again_is_offered_where_it_may_help(status, offered):
    text = made(status=status).content.decode()
    assert ('<a href="/programmes/?q=x">Try this address again</a>' in text) is offered


def test_what_the_visitor_wrote_is_shown_as_text_and_never_leads_elsewhere():
    text = made("//evil.example/x", status=503, detail="<b>no</b>").content.decode()
    assert "&lt;b&gt;no&lt;/b&gt;" in text
    assert 'href="//evil.example' not in text
