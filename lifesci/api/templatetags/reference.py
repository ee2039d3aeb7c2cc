"""What the reference page writes differently from the description it is made from."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

CODE = re.compile(r"`([^`]+)`")

register = template.Library()


@register.filter
def coded(text: str) -> SafeString:
    """A sentence of the description, in which names stand between grave accents as in Markdown."""
    return mark_safe(CODE.sub(r"<code>\1</code>", escape(text)))  # noqa: S308 - escaped before
