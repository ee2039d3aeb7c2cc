"""Tags of what a page says to machines: linked data in its head."""

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from lifesci.site.linked.dataset import dataset
from lifesci.site.linked.embedding import embedded
from lifesci.site.linked.graph import linked

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_data(context, document) -> SafeString:
    """The record of a page as JSON-LD."""
    site = context["request"].build_absolute_uri("/")[:-1]
    return mark_safe(embedded(linked(document, site)))  # noqa: S308 - holds no character that HTML reads


@register.simple_tag(takes_context=True)
def linked_dataset(context, bulk, description) -> SafeString:
    """The bulk files of a page as JSON-LD; `description` is a sentence that the page shows."""
    site = context["request"].build_absolute_uri("/")[:-1]
    return mark_safe(embedded(dataset(bulk, strip_tags(description), site)))  # noqa: S308 - no character HTML reads
