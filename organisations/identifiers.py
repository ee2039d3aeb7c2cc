"""Identifiers of organisations in the schemes of org-id.guide, and the form each must have."""

import re

from django.core.exceptions import ValidationError

# Code, name and form of each scheme. Source: the register of lists at org-id.guide.
SCHEMES = {
    "GB-COH": ("Companies House number", r"(\d{8}|(SC|NI|OC|SO|NC|LP|SL|IP|RS|RC|CE|FC|GE|R0)\d{6})"),
    "GB-CHC": ("Charity Commission for England and Wales number", r"\d{6,7}"),
    "GB-SC": ("Scottish charity number", r"SC\d{6}"),
    "GB-NIC": ("Charity Commission for Northern Ireland number", r"\d{6}"),
    "GB-EDU": ("Unique reference number of a school", r"\d{6}"),
    "GB-UKPRN": ("UK provider reference number", r"1\d{7}"),
    "GB-GOV": ("UK government body code", r"[A-Z]{1,4}\d{1,5}"),
    "GB-NHS": ("NHS organisation code", r"[A-Z0-9]{3,6}"),
    "XI-LEI": ("Legal Entity Identifier", r"[A-Z0-9]{18}\d{2}"),
    "XI-GRID": ("Global Research Identifier Database", r"grid\.\d{4,6}\.[0-9a-f]{1,2}"),
}


def validate_identifier(scheme, value):
    """Raise ValidationError unless `value` has the form that `scheme` demands, check digits included."""
    name, form = SCHEMES[scheme]
    if not re.fullmatch(form, value, re.ASCII):
        raise ValidationError({"value": f"“{value}” does not have the form of a {name}."})
    if scheme == "XI-LEI" and int("".join(str(int(letter, 36)) for letter in value)) % 97 != 1:
        raise ValidationError({"value": f"The check digits of “{value}” are wrong for a {name}."})
