"""Command: make the catalogue anew from Editions."""

from django.core.management.base import BaseCommand

from lifesci.editions.catalogue import rebuild_catalogue
from lifesci.kept.shared import forget_shared


class Command(BaseCommand):
    """Safe at any time: readers see the catalogue before or after, never half."""

    help = "Rebuild what lists, search, facets and totals read, from Editions and the change log alone."

    def handle(self, **options):
        """Rebuild in one transaction; answers that were kept of the one before are forgotten."""
        count = rebuild_catalogue()
        forget_shared()
        self.stdout.write(f"{count} records are in the catalogue.")
