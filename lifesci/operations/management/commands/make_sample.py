"""Command: write N invented published programmes into a database of their own, for measurements and for trying out."""

from django.core.management.base import BaseCommand, CommandError

from lifesci.operations import sample_database
from lifesci.operations.sample_database import ALIAS, NotASample
from lifesci.operations.sample_writing import write_sample

LARGEST = 1_000_000


class Command(BaseCommand):
    """A sample that is there already and whole is left as it is; one that older code made is made again."""

    help = "Write N invented published programmes into a database named for them, never into the register."

    def add_arguments(self, parser):
        """How many."""
        parser.add_argument("size", metavar="N", type=int, help="how many programmes, from 1 to 1,000,000")

    def handle(self, *, size, **options):
        """Make the sample and say how to look at it."""
        if not 1 <= size <= LARGEST:
            raise CommandError(f"A sample has from 1 to {LARGEST:,} programmes; {size:,} were asked for.")
        try:
            sample_database.connect(size)
            self.make(size)
        except NotASample as refusal:
            raise CommandError(str(refusal)) from refusal
        finally:
            sample_database.disconnect()
        self.stdout.write(f"To serve it: DATABASE_URL={sample_database.address_of(size)} manage.py serve_register")

    def make(self, size: int) -> None:
        """Write it, unless it is there."""
        note = sample_database.invented_note()
        if sample_database.holds(size, note):
            self.stdout.write(f"The sample of {size:,} programmes is already there.")
            return
        sample_database.make_anew()
        write_sample(size, using=ALIAS, note=note, report=self.say)
        self.stdout.write(f"The sample of {size:,} programmes is there.")

    def say(self, line: str) -> None:
        """Print a line at once, also where the output is a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
