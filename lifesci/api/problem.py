"""Errors of the API as RFC 9457 problem documents. Called by lifesci.urls for everything that fails under /api/."""

import json

from django.http import HttpResponse

from lifesci.failure import Failure

TYPES = "/api/v1/problems/"
MEDIA_TYPE = "application/problem+json"

# Every type a problem of the API can have: name, status, what it means and what to do.
MEANINGS = (
    (
        "bad-parameter",
        400,
        "A parameter or its value is unknown; `parameter` names it, `nearest` the likely right one.",
    ),
    ("bad-request", 400, "The request is malformed before its parameters are read."),
    ("wrong-key", 401, "The request carries a key that the register did not give out, or no longer takes."),
    ("not-found", 404, "Nothing is published at this address."),
    ("method-not-allowed", 405, "The API is read with GET and HEAD."),
    ("not-acceptable", 406, "The address serves none of the media types that the request accepts."),
    ("gone", 410, "Withdrawn; `reason` says why, `successor` what takes its place, `last_edition` what stands of it."),
    ("too-many-requests", 429, "The client has asked more often than `RateLimit-Policy` says; see `Retry-After`."),
    ("internal-error", 500, "A fault of the register's own. It has been recorded."),
    ("unavailable", 503, "The register cannot read its records at the moment; see `Retry-After`."),
)


def problem(request, failure: Failure) -> HttpResponse:
    """The failure as a problem document."""
    document = {
        "type": f"{TYPES}#{failure.name}",
        "title": failure.title,
        "status": failure.status,
        "detail": failure.detail,
        "instance": request.path,
        **failure.members,
    }
    text = json.dumps(document, ensure_ascii=False)
    return HttpResponse(
        text.encode("utf-8", "replace"), status=failure.status, content_type=MEDIA_TYPE, headers=failure.headers
    )
