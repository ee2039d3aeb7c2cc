"""The `site` application."""

from django.apps import AppConfig
from django.utils.translation import gettext, ngettext

from lifesci import words


class SiteConfig(AppConfig):
    """Registers lifesci.site under the label `public_site`."""

    name = "lifesci.site"
    label = "public_site"

    def ready(self):
        """Let what rooms without Django say be translated as templates are."""
        words.speak(gettext, ngettext)
