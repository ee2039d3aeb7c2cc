"""Command: make the catalogue anew from Editions."""

from django.core.management.base import BaseCommand

from lifesci.editions.catalogue import rebuild_catalogue


class Command(BaseCommand):
    """Safe at any time: readers see the catalogue before or after, never half."""

    help = "Rebuild what lists, search, facets and totals read, from Editions and the change log alone."

    def handle(self, **options):
        """Rebuild in one transaction."""
        count = rebuild_catalogue()
        self.stdout.write(f"{count} records are in the catalogue.")
