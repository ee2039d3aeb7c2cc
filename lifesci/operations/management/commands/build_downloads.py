"""Command: make the bulk files of the present register version."""

from django.core.management.base import BaseCommand, CommandError

from lifesci.downloads.building import build_downloads
from lifesci.downloads.snapshot import Restless


class Command(BaseCommand):
    """Safe at any time and more than once: files that are there are not made again, and readers see all or none."""

    help = "Make the bulk files of the present register version for /data/, and sweep away those of old versions."

    def handle(self, **options):
        """Make them, and list them."""
        try:
            done = build_downloads()
        except Restless as error:
            raise CommandError(str(error)) from error
        for made in done.files:
            rows = "" if made.rows is None else f", rows: {made.rows}"
            self.stdout.write(f"{made.name}: {made.bytes} bytes{rows}")
        self.stdout.write(f"Version {done.version} is in {done.folder}.")
