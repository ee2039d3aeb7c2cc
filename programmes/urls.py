"""Addresses of the programme pages, under /programmes/."""

from django.urls import path

from programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.programme_list, name="list"),
    path("<slug:ref>/", views.programme_detail, name="detail"),
    path("<slug:ref>/editions/<int:number>/", views.programme_edition, name="edition"),
]
