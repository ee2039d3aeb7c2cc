"""Every address under /account/: logging in and out, and how one logs in. Nothing here signs up or sends e-mail."""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("factors/", include("allauth.mfa.urls")),
]
