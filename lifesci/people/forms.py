"""The forms of logging in: whose fields say what they want, and whose codes are counted like passwords."""

import struct
from contextlib import contextmanager

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError

from lifesci.client import client_address
from lifesci.people.granting import code_name
from lifesci.people.lockout import examine
from lifesci.people.words import NOT_RIGHT

LONGEST_CREDENTIAL = 20_000  # characters; a browser's has some hundreds
COUNTS_FOR = app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE)  # seconds
SIX_DIGITS = "Six digits, which change twice a minute."


def plain(field, label: str, help_text: str = "", **attributes) -> None:
    """Say what a field wants in a label and a sentence, not inside the box."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class LogInForm(LoginForm):
    """Name and password."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        plain(self.fields["login"], "Name", autocapitalize="none", spellcheck="false", autofocus=True)
        plain(self.fields["password"], "Password")


class Counted:
    """A code of six or eight digits is guessed sooner than a password, so its failures are counted as well."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        help_text = "The six digits that your app shows now, or one of your recovery codes."
        plain(self.fields["code"], "Code", help_text, inputmode="numeric", autofocus=True)

    def clean_code(self):
        """The code, if it is right. Raises ValidationError if it is not, or while too many were wrong."""
        return examine(code_name(self.user), client_address(context.request.META), self.unused_code)

    def unused_code(self):
        """The code, if it is right and was not used: django-allauth remembers a used one for one step, not for all."""
        code = super().clean_code()
        used = f"people.code:{self.user.pk}:{''.join(filter(str.isalnum, code))}"
        if not cache.add(used, True, timeout=COUNTS_FOR):
            raise ValidationError(NOT_RIGHT)
        return code


class CodeForm(Counted, AuthenticateForm):
    """The second factor of a log-in."""


class CodeAgainForm(Counted, ReauthenticateForm):
    """A code once more, before what decides who can log in is changed."""


class AppForm(ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        plain(self.fields["code"], "Code", SIX_DIGITS, inputmode="numeric")


class CredentialField(forms.JSONField):
    """What a browser hands over. It is anybody's JSON, so what cannot be read is a credential that is not right."""

    widget = forms.HiddenInput

    def to_python(self, value):
        """The JSON, if it is of a size and depth that a browser's would be."""
        try:
            return super().to_python((value or "")[:LONGEST_CREDENTIAL])
        except RecursionError as fault:
            raise ValidationError(NOT_RIGHT) from fault


class Distrusting:
    """For the forms that take a credential: django-allauth reads it as one that a browser made."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["credential"] = CredentialField(error_messages={"required": NOT_RIGHT, "invalid": NOT_RIGHT})

    def clean_credential(self):
        """The credential, read. Raises ValidationError for whatever else was handed over."""
        read = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        with distrust():
            return read()

    def clean(self):
        """The form, read as far as it is one."""
        with distrust():
            return super().clean()


@contextmanager
def distrust():
    """Whatever a reader of credentials stumbles over is a ValidationError."""
    try:
        yield
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, struct.error) as fault:
        raise ValidationError(NOT_RIGHT) from fault


class PasskeyLogInForm(Distrusting, LoginWebAuthnForm):
    """A log-in by passkey alone."""


class PasskeyCodeForm(Distrusting, AuthenticateWebAuthnForm):
    """A passkey as the second factor of a log-in."""


class PasskeyAgainForm(Distrusting, ReauthenticateWebAuthnForm):
    """A passkey once more, before what decides who can log in is changed."""


class PasskeyForm(Distrusting, AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        plain(self.fields["name"], "Name", "What you will know it by: this laptop, the blue key.")
        help_text = "It then asks for a finger, a face or a PIN, and stands for password and second factor together."
        plain(self.fields["passwordless"], "Log in with it alone, without the password", help_text)
