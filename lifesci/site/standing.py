"""Pages that say the same until the code changes, and the small files that machines look for at the root."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone

from lifesci.editions.models import Entry
from lifesci.evidence.ladder import LADDER
from lifesci.site.page_asked import page_asked

SITEMAP_SIZE = 40_000  # addresses in one sitemap file; the protocol allows 50,000
STANDING_PAGES = (
    "/",
    "/programmes/",
    "/organisations/",
    "/context/",
    "/sources/",
    "/insights/",
    "/data/",
    "/api/",
    "/about/",
    "/accessibility/",
    "/changes/",
)
PATHS = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
SECURITY_TXT_LIFE = timedelta(days=180)


def about(request):
    """What the register is, where its content comes from and how to reach its curators."""
    return render(request, "site/about.html", {"place": "about", "ladder": LADDER})


def accessibility(request):
    """The accessibility statement."""
    return render(request, "site/accessibility.html", {"place": "accessibility"})


def robots(request):
    """Everything public may be indexed; the curators' desk and filtered lists need not be."""
    sitemap_address = request.build_absolute_uri("/sitemap.xml")
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /corrections/",
        "Disallow: /*?",
        "Allow: /",
        f"Sitemap: {sitemap_address}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security_txt(request):
    """Where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + SECURITY_TXT_LIFE).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri()}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request):
    """The way from the address that browsers guess to the register's mark."""
    return HttpResponsePermanentRedirect(static("register/mark.svg"))


def sitemap(request):
    """Every current record with the day of its Edition; above one file's size, an index of such files."""
    count = Entry.objects.count()
    pages = -(-(count + len(STANDING_PAGES)) // SITEMAP_SIZE)
    page = page_asked(request.GET, pages)
    address = request.build_absolute_uri("/")[:-1]
    if pages > 1 and "page" not in request.GET:
        return _xml(request, "site/sitemap_index.xml", {"site": address, "pages": range(1, pages + 1)})
    start = (page - 1) * SITEMAP_SIZE
    entries = Entry.objects.order_by("id").values_list("kind", "ref", "issued_on")[start : start + SITEMAP_SIZE]
    context = {
        "site": address,
        "standing": STANDING_PAGES if page == 1 else (),
        "records": [(PATHS[kind], ref, issued_on) for kind, ref, issued_on in entries],
    }
    return _xml(request, "site/sitemap.xml", context)


def _xml(request, template, context):
    return render(request, template, context, content_type="application/xml; charset=utf-8")


sitemap.reads_parameters = True
favicon.validated_by = "process"  # it depends on the build alone
security_txt.validated_by = "process"  # its date moves on without any change to the register
