"""How django-allauth logs people in at this desk: nobody signs up, failures are counted, secrets are kept encrypted."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpResponseRedirect
from django.urls import reverse

from lifesci.client import client_address
from lifesci.people.lockout import examine
from lifesci.people.words import MISMATCH, NOT_RIGHT


class Accounts(DefaultAccountAdapter):
    """Accounts are made by administrators; what a stranger is told never depends on whether there is one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, request):
        """Nobody signs up."""
        return False

    def get_client_ip(self, request):
        """The address that every limit of the register counts by."""
        return client_address(request.META)

    def authenticate(self, request, **credentials):
        """Who has this name and password, None for nobody. Raises ValidationError while the door is locked.

        An account that was deactivated is nobody, also with the right password.
        """
        address = self.get_client_ip(request)
        return examine(credentials["username"], address, lambda: authenticate(request, **credentials))

    def respond_user_inactive(self, request, user):
        """A passkey of an account that was deactivated says no more than a wrong password does."""
        messages.error(request, "This passkey is not known here.")
        return HttpResponseRedirect(reverse("account_login"))


class SecondFactors(DefaultMFAAdapter):
    """Second factors: named after the register, and of no use to who reads a copy of the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_RIGHT,
    }

    def get_totp_issuer(self):
        """What an authenticator app calls the account's home."""
        return settings.SITE_NAME

    def encrypt(self, text):
        """The secret of an app or of recovery codes, under the register's key."""
        return vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret again."""
        return vault().decrypt(encrypted_text.encode()).decode()


def vault() -> MultiFernet:
    """What encrypts under SECRET_KEY, and still reads what an earlier key of SECRET_KEY_FALLBACKS encrypted."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(f"lifesci.people.second-factor:{key}".encode()).digest())) for key in keys]
    )
