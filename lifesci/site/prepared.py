"""Header fields made once and laid under or over an answer in one step: every answer carries a dozen of them."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.http.response import ResponseHeaders

Prepared = dict[str, tuple[str, str]]


def prepared(fields: Mapping[str, str]) -> Prepared:
    """Fields in the form in which Django keeps them, checked as it checks them."""
    return dict(ResponseHeaders(fields)._store)


def lay_under(response: HttpResponse, fields: Prepared) -> None:
    """Set the fields that the answer has not set itself."""
    response.headers._store = {**fields, **response.headers._store}


def lay_over(response: HttpResponse, fields: Prepared) -> None:
    """Set the fields, whatever the answer has set."""
    response.headers._store.update(fields)
