"""Every address of the register, and what answers when one of them fails."""

from django.contrib import admin
from django.urls import include, path

from lifesci.api.problem import problem
from lifesci.api.reference.page import reference
from lifesci.context.views import draw as draw_brief
from lifesci.editions.desk.choices import Choices
from lifesci.failure import failure_of
from lifesci.review import preview
from lifesci.site.comparing.pages import compare, compare_file
from lifesci.site.failures import failure_page
from lifesci.site.health import healthz, readyz
from lifesci.site.manners import is_api
from lifesci.site.sources import draw as draw_source
from organisations.views import draw as draw_organisation
from programmes.views import draw as draw_programme

urlpatterns = [
    path("api/", reference, name="api_reference"),
    path("api/v1/", include("lifesci.api.urls")),
    path("oruk/v3/", include("lifesci.oruk.urls")),
    path("programmes/compare/", compare, name="compare"),  # before the refs of programmes, of which it can be none
    path("programmes/compare.csv", compare_file, name="compare_file"),
    path("programmes/", include("programmes.urls")),
    path("organisations/", include("organisations.urls")),
    path("context/", include("lifesci.context.urls")),
    path("corrections/", include("lifesci.corrections.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", include("lifesci.review.addresses")),
    path("admin/autocomplete/", admin.site.admin_view(Choices.as_view(admin_site=admin.site))),
    path("admin/", admin.site.urls),
    path("account/", include("lifesci.people.account")),
    path("", include("lifesci.site.urls")),
]

# What draws the public pages of a draft too, for its preview at the desk.
preview.PAGES.update(programme=draw_programme, organisation=draw_organisation, brief=draw_brief, source=draw_source)


def failed(request, error=None):
    """The answer an exception stands for: a problem document for programs, a page for people."""
    failure = failure_of(error)
    return (problem if is_api(request) else failure_page)(request, failure)


def broken(request):
    """The answer to a fault of the register's own. Django has logged it."""
    return failed(request)


handler400 = handler403 = handler404 = lambda request, exception=None: failed(request, exception)
handler500 = broken
