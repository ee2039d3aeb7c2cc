"""The guide for curators, two pages with pictures, at /admin/guide/ and /admin/guide/publishing/."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from lifesci.review.queues import queues

PAGES = {"recording": "Recording what was read", "publishing": "From a draft to an Edition"}


@require_safe
def guide_page(request, page="recording"):
    """One page of the guide."""
    context = {
        **admin.site.each_context(request),
        "title": PAGES[page],
        "page": page,
        "pages": PAGES.items(),
        "queues": queues(),
    }
    return TemplateResponse(request, f"admin/guide/{page}.html", context)
