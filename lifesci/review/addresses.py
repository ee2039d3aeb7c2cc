"""Addresses of the desk's pages that belong to no model, under /admin/."""

from django.contrib import admin
from django.urls import path

from lifesci.review.desk_pages import find_page, queue_page
from lifesci.review.guide import guide_page

app_name = "desk"
urlpatterns = [
    path("waiting/<slug:code>/", admin.site.admin_view(queue_page), name="queue"),
    path("guide/", admin.site.admin_view(guide_page), name="guide"),
    path("guide/publishing/", admin.site.admin_view(guide_page), {"page": "publishing"}, name="guide_publishing"),
    path("find/", admin.site.admin_view(find_page), name="find"),
]
