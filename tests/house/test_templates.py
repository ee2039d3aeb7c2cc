"""Templates hold nothing that the Content-Security-Policy would block: no inline script, style or event handler."""

import re

import pytest

BLOCKED = re.compile(
    r"""<style\b | <script\b(?![^>]*\bsrc=)
    | <[a-z][^>]*\s(?:style|on[a-z]+)\s*=
    | (?:href|src|action)=["']javascript:""",
    re.IGNORECASE | re.VERBOSE,
)
INSIDE_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def blocked(template: str) -> list[str]:
    """What of a template a browser would refuse, by how it begins."""
    return BLOCKED.findall(INSIDE_TAGS.sub("", template))


@pytest.mark.parametrize(
    "markup",
    [
        "<style>a{}</style>",
        "<script>go()</script>",
        '<script nonce="x">go()</script>',
        '<p class="a" style="color:red">',
        '<p\n  style="x">',
        '<button type="button" onclick="go()">',
        '<a href="javascript:go()">',
        '<rect {% if a > b %}class="x"{% endif %} style="fill:red"/>',
    ],
)
def test_blocked_finds_what_the_policy_refuses(markup):
    assert len(blocked(markup)) == 1


@pytest.mark.parametrize(
    "markup",
    ['<script src="/static/a.js" defer></script>', '<link rel="stylesheet" href="x.css">', "<p>on=off style=plain</p>"],
)
def test_blocked_leaves_what_the_policy_allows(markup):
    assert blocked(markup) == []


def test_no_template_holds_what_the_policy_refuses(files, house):
    templates = [path for path in files if path.suffix in {".html", ".svg"} and "templates" in path.parts]
    assert house / "templates/base.html" in templates
    found = {str(path.relative_to(house)): blocked(path.read_text()) for path in templates}
    assert {name: markup for name, markup in found.items() if markup} == {}
