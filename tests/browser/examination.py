"""Looking at a page at every width and in every scheme: what breaks a rule, what overflows, what the policy refused."""

from http import HTTPStatus

from axe_playwright_python.sync_playwright import Axe
from django.db import connection

AXE = Axe().axe_script
RUN = "options => axe.run(document, options).then(found => found.violations)"

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What a scheme decides; most of the time goes here, as each text is held against all that lies behind it.
COLOURS = ("color-contrast", "link-in-text-block")
# A page is the same on either database, so the suite on SQLite looks at it wide and narrow, light and dark, and the
# other, which takes longer, in the one sight that is left.
SIGHTS = {"sqlite": ((1280, "light"), (1280, "dark"), (320, "dark")), "postgresql": ((320, "light"),)}[
    connection.vendor
]
# A section of many of one make is looked at once; of its colours, those of the first are seen.
THIN_OUT = """document.querySelectorAll(".operation ~ .operation, section:has(> .operation) ~ section > .operation")
  .forEach(each => each.remove())"""
HEIGHT = 900
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How much of a narrow screen a page leaves empty beside its main part; a page of another maker may have none.
BESIDE = """Array.from(document.querySelectorAll("main"), each =>
  document.documentElement.clientWidth - Math.round(each.getBoundingClientRect().width))[0] ?? 0"""
MARGINS = 48
WIDE = 1000
# Colours that change with a scheme or a width would take a moment to arrive.
SETTLED = "document.getAnimations().forEach(each => each.finish())"


def complaints(page) -> list[str]:
    """A list that fills with what scripts and the Content-Security-Policy complain of on a page, from now on."""
    said = []
    page.on("console", lambda message: said.append(message.text) if "Policy" in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def examine(page, address: str, said: list, *, shows="body", except_for: tuple[str, ...] = ()) -> list[str]:
    """Open an address and say all that is wrong there, each with the width and the scheme it was seen in.

    `said` are the page's complaints: those made before the examination, whose own script is not the page's, count.
    `shows` is what a page has once its scripts have drawn it; `except_for` the rules that it need not keep.
    """
    said.clear()
    status = page.goto(address).status
    failed = [f"answers {status}"] if status >= HTTPStatus.INTERNAL_SERVER_ERROR else []
    return failed + look_over(page, said, shows=shows, except_for=except_for)


def look_over(page, said: list, *, shows="body", except_for: tuple[str, ...] = ()) -> list[str]:
    """All that is wrong with the page that stands there, such as the answer to a form; as for `examine`."""
    page.locator(shows).first.wait_for()
    page.evaluate(OPEN_ALL)
    found, seen = list(said), None
    for width, scheme in SIGHTS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        wider = page.evaluate(OVERFLOW)
        found += [f"{width}: overflows by {wider}"] if wider else []
        empty = page.evaluate(BESIDE) if width < WIDE else 0
        found += [f"{width}: leaves {empty} empty"] if empty > MARGINS else []
        rules = [] if width == seen else broken(page, RULES, (*except_for, *COLOURS))
        page.evaluate(THIN_OUT)
        found += [f"{width} {scheme}: {each}" for each in (*rules, *broken(page, COLOURS, except_for))]
        seen = width
    return found


def broken(page, rules: tuple[str, ...], except_for: tuple[str, ...]) -> list[str]:
    """What a page breaks as it stands of these rules, or of rules with these tags, but some: each with how often and
    the first place."""
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    off = {rule: {"enabled": False} for rule in except_for}
    asked = {"runOnly": rules, "rules": off, "resultTypes": ["violations"], "preload": False}
    violations = page.evaluate(RUN, asked)
    return [f"{each['id']}, {len(each['nodes'])} times: {each['nodes'][0]['html'][:200]}" for each in violations]
