"""Looking at a page at every width and in every scheme: what breaks a rule, what overflows, what the policy refused."""

from axe_playwright_python.sync_playwright import Axe
from django.db import connection

AXE = Axe().axe_script
RUN = "([within, options]) => axe.run({include: [['html']], ...within}, options).then(found => found.violations)"

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What a scheme of colours can change; everything else is examined in one.
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")
# Colours are compared text by text; of a page's many sections of one make those of the first are.
REPEATED = [".operation ~ .operation", "section:has(> .operation) ~ section > .operation"]
UNREPEATED = {"exclude": [[each] for each in REPEATED]}
# What a page looks like does not depend on the database: on PostgreSQL one sight of each is enough.
EVERY_SIGHT = ((1280, 320), ("light", "dark"))
WIDTHS, SCHEMES = EVERY_SIGHT if connection.vendor == "sqlite" else ((320,), ("dark",))
HEIGHT = 900
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How much of a narrow screen a page leaves empty beside its main part; a page of another maker may have none.
BESIDE = """Array.from(document.querySelectorAll("main"), each =>
  document.documentElement.clientWidth - Math.round(each.getBoundingClientRect().width))[0] ?? 0"""
MARGINS = 48
# Colours that change with a scheme or a width may take a moment to arrive.
SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => true)"


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
    page.goto(address)
    return look_over(page, said, shows=shows, except_for=except_for)


def look_over(page, said: list, *, shows="body", except_for: tuple[str, ...] = ()) -> list[str]:
    """All that is wrong with the page that stands there, such as the answer to a form; as for `examine`."""
    page.locator(shows).first.wait_for()
    page.evaluate(OPEN_ALL)
    found = list(said)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wider = page.evaluate(OVERFLOW)
        found += [f"{width}: overflows by {wider}"] if wider else []
        empty = page.evaluate(BESIDE) if width == min(WIDTHS) else 0
        found += [f"{width}: leaves {empty} empty"] if empty > MARGINS else []
        off = {rule: {"enabled": False} for rule in (*except_for, *RULES_OF_COLOUR)}
        found += [f"{width}: {each}" for each in broken(page, runOnly=RULES, rules=off)]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {each}" for each in broken(page, UNREPEATED, runOnly=RULES_OF_COLOUR)]
    return found


def broken(page, within=None, **options) -> list[str]:
    """The rules that a page breaks as it stands, each with how often and the first place; `within` is axe's context."""
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    asked = {**options, "resultTypes": ["violations"], "preload": False}
    violations = page.evaluate(RUN, [within or {}, asked])
    return [f"{each['id']}, {len(each['nodes'])} times: {each['nodes'][0]['html'][:200]}" for each in violations]
