"""The `site` application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers lifesci.site under the label `public_site`."""

    name = "lifesci.site"
    label = "public_site"
