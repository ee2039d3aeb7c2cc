"""Addresses under /oruk/v3/: the standard's own, which end without a slash."""

from django.urls import path

from lifesci.oruk import front, views

urlpatterns = [
    path("", front.root, name="oruk-root"),
    path("openapi.json", front.openapi, name="oruk-openapi"),
    path("x_lsr.json", front.extension, name="oruk-extension"),
    path("services", views.services, name="oruk-services"),
    path("services/<uuid:id>", views.service, name="oruk-service"),
    path("organizations", views.organizations, name="oruk-organizations"),
    path("organizations/<uuid:id>", views.organization, name="oruk-organization"),
    path("service_at_locations", views.service_at_locations, name="oruk-service-at-locations"),
    path("service_at_locations/<uuid:id>", views.service_at_location, name="oruk-service-at-location"),
    path("taxonomies", front.taxonomies, name="oruk-taxonomies"),
    path("taxonomies/<uuid:id>", front.one_taxonomy, name="oruk-taxonomy"),
    path("taxonomy_terms", front.taxonomy_terms, name="oruk-taxonomy-terms"),
    path("taxonomy_terms/<uuid:id>", front.one_taxonomy_term, name="oruk-taxonomy-term"),
]
