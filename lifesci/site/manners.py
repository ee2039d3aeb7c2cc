"""The headers and body of a public answer: caching, validators, coding, HEAD, CORS. Called by the public door alone."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpResponseNotModified

from lifesci.site.build import build
from lifesci.site.encoding import compressible, gzipped, wants_gzip
from lifesci.site.prepared import lay_over, prepared

FOR_PROGRAMS = ("/api/", "/oruk/")  # what is below these is read by programs of every origin
ABOUT_API = "/api/"
IMMUTABLE = "public, max-age=31536000, immutable"
NO_STORE = "no-store"
CORS = prepared(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": (
            "Content-Disposition, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset, "
            "X-Register-Version, X-Total-Count"
        ),
    }
)
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, *",  # the star does not stand for Authorization
    "Access-Control-Max-Age": "86400",
}


def short_life() -> str:
    """How long caches may keep what depends on the register version."""
    return f"public, max-age={settings.PUBLIC_MAX_AGE}, stale-while-revalidate={settings.PUBLIC_STALE}"


def is_api(request) -> bool:
    """Whether the answer goes to a program: its clients are counted, and its errors are problem documents."""
    return is_for_programs(request.path_info)


def is_for_programs(path: str) -> bool:
    """Whether programs read an address; the page about the API is for people."""
    return path.startswith(FOR_PROGRAMS) and path != ABOUT_API


def validator(request, version: int) -> str:
    """The ETag of an answer that depends on its address and the register version.

    It is weak because the plain and the gzipped answer share it; their meaning is the same.
    """
    media = getattr(request, "media", "")  # where one address gives several, they are told apart
    address = f"{build()} {request.scheme} {request.get_host()} {request.get_full_path()} {media}"
    return f'W/"{version}-{sha256(address.encode("utf-8", "replace")).hexdigest()[:16]}"'


def not_modified(etag: str, *, is_negotiated: bool) -> HttpResponseNotModified:
    """A 304 with the fields its 200 would have had."""
    vary = "Accept, Accept-Encoding" if is_negotiated else "Accept-Encoding"
    return HttpResponseNotModified(headers={"ETag": etag, "Vary": vary})


def mannered(request, response):
    """The answer as it leaves: every public answer, error or not, passes here once."""
    headers = response.headers
    response.cookies.clear()
    if is_api(request):
        dress_for_api(request, response)
    if response.status_code >= 400:
        headers["Cache-Control"] = NO_STORE
    elif "Cache-Control" not in headers:
        headers["Cache-Control"] = getattr(request, "public_life", None) or short_life()
    if response.status_code == 200:
        response = validated(request, response)
    if response.streaming or response.status_code in (204, 304):
        return response
    return sized(request, response)


def dress_for_api(request, response) -> None:
    """Say to every origin that it may read this, and to the client what it has left."""
    lay_over(response, CORS)
    if allowance := getattr(request, "allowance", None):
        for name, value in allowance.fields():
            response.headers[name] = value
    for name, value in getattr(request, "going", {}).items():
        response.headers[name] = f"{response.headers[name]}, {value}" if name in response.headers else value


def validated(request, response):
    """Give a good answer its ETag; to a client that would take any answer as known, say 304."""
    headers = response.headers
    if etag := getattr(request, "public_etag", None):
        headers.setdefault("ETag", etag)
    if "ETag" not in headers or request.META.get("HTTP_IF_NONE_MATCH", "").strip() != "*":
        return response
    known = not_modified(headers["ETag"], is_negotiated="Vary" in headers)
    for name, value in headers.items():
        if name not in ("Content-Type", "Content-Length"):
            known.headers.setdefault(name, value)
    return known


def varies(headers) -> None:
    """Say that the answer may come gzipped."""
    named = headers.get("Vary", "")
    if "Accept-Encoding" not in named:
        headers["Vary"] = f"{named}, Accept-Encoding" if named else "Accept-Encoding"


def sized(request, response):
    """Gzip what gains from it, state the length, and leave the body out for HEAD."""
    headers = response.headers
    if compressible(headers.get("Content-Type", "")) and "Content-Encoding" not in headers:
        varies(headers)
        if wants_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""), len(response.content)):
            response.content = gzipped(response.content)
            headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response
