"""The page for whatever went wrong: what happened, what stands, what to do next. It never asks the database."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from lifesci.words import gettext, gettext_noop

USUAL_STEPS = ((gettext_noop("Search all programmes"), "/programmes/"), (gettext_noop("Go to the first page"), "/"))
TRY_AGAIN = gettext_noop("Try this address again")


def error_page(
    request, *, status: int, title: str, detail: str, next_steps: list[tuple[str, str]] = ()
) -> HttpResponse:
    """An HTML answer with that status. `next_steps` are (label, address) pairs; the usual ones follow them.

    Only the path of the request is repeated, escaped by the template; the register version is left out, so the page
    also serves while the database is away.
    """
    again = [(gettext(TRY_AGAIN), request.get_full_path())] if status >= 500 and request.method == "GET" else []
    usual = [(gettext(label), address) for label, address in USUAL_STEPS]
    context = {"status": status, "title": title, "detail": detail, "next_steps": [*next_steps, *again, *usual]}
    return HttpResponse(render_to_string("error.html", context), status=status)
