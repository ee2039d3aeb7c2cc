"""The page for whatever went wrong: what happened, what stands, what to do next. It never asks the database."""

from django.http import HttpResponse
from django.template.loader import render_to_string

USUAL_STEPS = (("Search all programmes", "/programmes/"), ("Go to the first page", "/"))
TRY_AGAIN = "Try this address again"


def error_page(
    request, *, status: int, title: str, detail: str, next_steps: list[tuple[str, str]] = ()
) -> HttpResponse:
    """An HTML answer with that status. `next_steps` are (label, address) pairs; the usual ones follow them.

    Only the path of the request is repeated, escaped by the template; the register version is left out, so the page
    also serves while the database is away.
    """
    again = [(TRY_AGAIN, request.get_full_path())] if status >= 500 and request.method == "GET" else []
    context = {"status": status, "title": title, "detail": detail, "next_steps": [*next_steps, *again, *USUAL_STEPS]}
    return HttpResponse(render_to_string("error.html", context), status=status)
