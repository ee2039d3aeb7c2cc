"""Command: do the imports that people ask for at the desk, one after the other, until it is told to stop."""

from django.core.management.base import BaseCommand

from lifesci.imports.worker import heard_of, worker


class Command(BaseCommand):
    """Where one runs, web processes leave imports to it."""

    help = "Work at imports in the background. --until-empty ends when nothing is left to do."

    def add_arguments(self, parser):
        """How long."""
        parser.add_argument("--until-empty", action="store_true", help="end when nothing is left to do")

    def handle(self, *, until_empty, **options):
        """Work."""
        working = worker(until_empty=until_empty)
        working.configure_signals()
        with heard_of():
            working.run()
