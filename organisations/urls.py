"""Addresses of the organisation pages, under /organisations/."""

from django.urls import path

from organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("<slug:ref>/", views.organisation_detail, name="detail"),
    path("<slug:ref>/editions/<int:number>/", views.organisation_edition, name="edition"),
]
