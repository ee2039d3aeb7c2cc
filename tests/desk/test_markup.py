"""The pages of the desk keep to the content policy, and every input of them has a name."""

from html.parser import HTMLParser

import pytest

from lifesci.editions.models import Entry
from programmes.models import Programme
from tests import factories as make
from tests.desk.addresses import addresses

pytestmark = pytest.mark.django_db
UNNAMED_KINDS = {"hidden", "submit", "button"}


class Page(HTMLParser):
    """Collects what a browser would refuse, and inputs that have no label."""

    def __init__(self, text):
        super().__init__()
        self.refused, self.inputs, self.labels, self.depth, self.script = [], {}, set(), 0, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.refused += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        self.refused += [f"<{tag}>"] if tag == "style" else []
        self.refused += [f"<{tag} javascript:>"] if (given.get("href") or "").startswith("javascript:") else []
        self.script = tag == "script" and "src" not in given
        if tag == "label":
            self.depth += 1
            self.labels.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") not in UNNAMED_KINDS:
            named = self.depth or "aria-label" in given or "aria-labelledby" in given or "title" in given
            self.inputs[given.get("id") or given.get("name")] = bool(named)

    def handle_endtag(self, tag):
        self.depth -= tag == "label"
        self.script = False

    def handle_data(self, data):
        if self.script and data.strip():
            self.refused.append("<script> inline")

    @property
    def unnamed(self):
        """Inputs that no label names."""
        return [key for key, named in self.inputs.items() if not named and key not in self.labels]


@pytest.mark.parametrize(
    ("markup", "refused"),
    [
        ('<p style="color:red">', ["<p style>"]),
        ("<style>p{}</style>", ["<style>"]),
        ("<script>go()</script>", ["<script> inline"]),
        ('<a onclick="go()">', ["<a onclick>"]),
        ('<a href="javascript:go()">', ["<a javascript:>"]),
        ('<script src="/x.js"></script>', []),
    ],
)
def test_the_reader_finds_what_the_policy_refuses(markup, refused):
    assert Page(markup).refused == refused


def test_the_reader_finds_an_input_without_a_name():
    assert Page('<input id="a"><label for="b">B</label><input id="b"><label><input id="c"></label>').unnamed == ["a"]


def test_no_page_holds_what_the_policy_refuses_and_every_input_has_a_name(curator, register):
    Programme.objects.update(summary="Edited, so that the page of publishing has its form.")
    make.ProgrammeFactory(lead=make.OrganisationFactory())
    assert Entry.objects.count() == 5
    pages = {name: Page(curator.get(where).content.decode()) for name, where in addresses(register).items()}
    assert {name: page.refused for name, page in pages.items() if page.refused} == {}
    assert {name: page.unnamed for name, page in pages.items() if page.unnamed} == {}


def test_text_with_markup_is_shown_as_text_everywhere(curator, register):
    token = "<img src=x onerror=alert(1)>"
    Programme.objects.update(title=token, summary=token)
    register.figure.population = register.figure.stated_as = token
    register.figure.save()
    for name, where in addresses(register).items():
        assert (name, token in curator.get(where).content.decode()) == (name, False)
    shown = curator.get(addresses(register)["programme publish"]).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
