"""Who must have a second factor, and the middleware that leads them to set one up before anything else of the desk."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from lifesci.people.roles import Role, permissions_of

GUARDED = permissions_of(Role.ADMINISTRATOR) - permissions_of(Role.IMPORTER)
LEADING = "With your rights, a password is not enough. Set up a second factor, and the desk is open to you."


def needs_second_factor(person) -> bool:
    """Has this person a right of publishers or administrators, whatever it came by?"""
    return person.is_active and (person.is_superuser or not GUARDED.isdisjoint(person.get_all_permissions()))


def has_second_factor(person) -> bool:
    """Has this person an app or a passkey set up?"""
    return is_mfa_enabled(person)


class SecondFactor:
    """For every request to the desk but the one that logs out."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.desk, self.way_out = reverse("admin:index"), reverse("admin:logout")

    def __call__(self, request):
        """Answer, or lead to the page that sets a second factor up."""
        if settings.SECOND_FACTOR and self.is_desk(request) and is_missing(request.user):
            messages.warning(request, LEADING)
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def is_desk(self, request) -> bool:
        """Is this a request to the desk that needs somebody to be logged in properly?"""
        return request.path_info.startswith(self.desk) and request.path_info != self.way_out


def is_missing(person) -> bool:
    """Is this somebody who must have a second factor and has none?"""
    return person.is_authenticated and needs_second_factor(person) and not has_second_factor(person)
