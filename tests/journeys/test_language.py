"""The interface can be translated: in a language without plain letters, none is left on a public page."""

from collections import Counter
from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from lifesci.corrections.linking import make_link
from lifesci.editions import publish
from lifesci.editions.issue import issue
from lifesci.operations.publishing import publish_register
from lifesci.search.register import forget_register
from lifesci.site.templatetags import fragments
from lifesci.vocabularies.models import Measure, Place, Term
from tests.golden.examples import full_register
from tests.journeys.language import IN_GREEK, in_greek, pseudo, speak_pseudo, untranslated
from tests.journeys.leaks import public_addresses, published_refs

pytestmark = pytest.mark.django_db
WRITTEN = {Term: ("label", "definition"), Place: ("name",), Measure: ("label", "singular", "definition")}
SPECIFICATION = "/api/"  # described in the language of its OpenAPI document
FORM = "application/x-www-form-urlencoded"
SENT = {"wrong": "", "right": "", "where": "", "email": "nobody", "comment": "", "edition": "1"}
ASKED = (
    "/programmes/?q=αβψδ",
    "/programmes/?q=the",
    "/programmes/?regoin=wales",
    "/programmes/?page=99",
    "/programmes/?sort=recent&age=9",
    "/programmes/unknown/",
    "/organisations/gone/",
    "/programmes/compare/",
    "/programmes/compare/?ref=medlab&ref=outreach&ref=unknown",
    "/insights/?region=northern-ireland",
    "/totals/?measure=students&period=cumulative",
    "/nothing/",
)


@pytest.fixture
def greek(monkeypatch, db):
    """A register in which every word that people wrote is Greek, published while the pseudo-language is spoken."""
    speak_pseudo(monkeypatch)
    monkeypatch.setattr(publish, "issue", lambda body, **how: issue(in_greek(body), **how))
    full_register()
    for model, fields in WRITTEN.items():
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(**{name: getattr(row, name).translate(IN_GREEK) for name in fields})
    assert publish_register(by=None).refused == {}
    cache.clear()
    forget_register()
    kept = (fragments._record, fragments._choice, fragments._facts)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


def test_pseudo_words_keep_places_and_markup():
    assert pseudo('Edition {number} of <a href="/a/">%(name)s</a>') == 'Êďîťîôň {number} ôƒ <a href="/a/">%(name)s</a>'


def test_an_untranslated_word_is_found():
    html = '<p title="Here">Ĥêřê <code>code</code> <a href="/x/" aria-label="There">ťĥêřê</a> CSV</p><p>Left</p>'
    assert untranslated(html) == ["Here", "There", "Left"]


def pages(client):
    """(address, HTML) of every public page, of what is refused, and of the forms that are sent back to be mended."""
    link = make_link("almac-discovery", by=None).get_absolute_url()
    record = f"{link}organisations/almac-discovery/"
    for address in [*public_addresses(published_refs(), ["αβψ"]), *ASKED, link, record]:
        if not address.startswith(SPECIFICATION):
            yield address, client.get(address)
    for address in ("/corrections/programmes/medlab/", "/corrections/programmes/medlab/figure-students/"):
        yield (
            address,
            client.post(address, urlencode(SENT), content_type=FORM, headers={"Sec-Fetch-Site": "same-origin"}),
        )


@pytest.mark.usefixtures("greek")
def test_no_public_string_is_left_untranslated(client):
    found, read = {}, Counter()
    for address, answer in pages(client):
        if answer.headers.get("Content-Type", "").startswith(("text/html", "application/atom+xml")):
            read[answer.status_code] += 1
            for text in untranslated(answer.content.decode()):
                found.setdefault(text, f"{answer.status_code} {address}")
    assert read[200] > 60
    assert read.keys() >= {200, 400, 404, 422}
    assert found == {}
