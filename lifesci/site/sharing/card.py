"""The card of a record as SVG: its title, whose it is and its strongest figure, drawn by a template."""

from django.conf import settings
from django.template.loader import render_to_string

from lifesci.evidence.periods import date_in_words
from lifesci.site.sharing.lines import placed, wrapped
from lifesci.site.sharing.words import words_of
from lifesci.words import gettext

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
INNER = WIDTH - 2 * MARGIN
# Sizes of letters, each with the lines it may take; a text that fits none of them ends in “…” at the last.
TITLE_SIZES = ((68, 2), (52, 3), (42, 4))
FIGURE_SIZES = ((42, 2), (34, 2))
BY_SIZE, BAR = 32, 28
TITLE_TOP, GAP, FIGURE_FOOT, FOOT = 116, 24, 502, 584


def card(document: dict, issued_on) -> str:
    """The SVG of one Edition, 1200 by 630."""
    words = words_of(document)
    size, lines = fitted(words.title or document["ref"], TITLE_SIZES, INNER)
    title = placed(lines, TITLE_TOP + size, round(size * 1.18))
    figure_size, figure = fitted(words.figure, FIGURE_SIZES, INNER - BAR)
    step = round(figure_size * 1.25)
    first = FIGURE_FOOT - step * (len(figure) - 1)
    context = {
        "width": WIDTH,
        "height": HEIGHT,
        "left": MARGIN,
        "right": WIDTH - MARGIN,
        "title_size": size,
        "title": title,
        "by_size": BY_SIZE,
        "by": placed(wrapped(words.by, BY_SIZE, INNER, 1), title[-1].y + GAP + BY_SIZE, 0),
        "figure_size": figure_size,
        "figure": placed(figure, first, step),
        "figure_left": MARGIN + BAR,
        "figure_top": first - figure_size,
        "figure_height": step * len(figure),
        "foot": FOOT,
        "register": settings.SITE_NAME,
        "edition": gettext("Edition {number}, {date}").format(
            number=document["edition"], date=date_in_words(issued_on.isoformat())
        ),
    }
    return render_to_string("cards/record.svg", context)


def fitted(text: str, sizes, width: int) -> tuple[int, list[str]]:
    """The largest letters in which a text has room, and its lines."""
    for size, most in sizes:
        lines = wrapped(text, size, width, most)
        if not lines or not lines[-1].endswith("…") or text.endswith("…"):
            break
    return size, lines
