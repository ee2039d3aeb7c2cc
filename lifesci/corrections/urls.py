"""Addresses of the pages that take corrections, under /corrections/: a record's own address follows."""

from django.urls import path

from lifesci.corrections import provider, views

app_name = "corrections"
urlpatterns = [
    path("received/<str:token>/", views.received, name="received"),
    path("provider/<str:token>/", provider.records, name="provider"),
    path("provider/<str:token>/<slug:home>/<slug:ref>/", provider.record, name="provider_record"),
    path("<slug:home>/<slug:ref>/", views.report, name="record"),
    path("<slug:home>/<slug:ref>/<slug:anchor>/", views.report, name="fact"),
]
