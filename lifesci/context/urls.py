"""Addresses of the pages of context, under /context/."""

from django.urls import path

from lifesci.context import views

app_name = "context"
urlpatterns = [
    path("", views.brief_list, name="list"),
    path("<slug:ref>/", views.brief_detail, name="detail"),
    path("<slug:ref>/editions/<int:number>/", views.brief_edition, name="edition"),
]
