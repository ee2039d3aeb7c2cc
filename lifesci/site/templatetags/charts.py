"""What templates of charts say of numbers."""

from django import template

register = template.Library()


@register.filter
def grouped(value) -> str:
    """A number with its thousands separated, whole or the text of another; an empty cell stays empty."""
    return f"{value:,}" if isinstance(value, int) else str(value)
