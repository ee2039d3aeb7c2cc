"""Command: erase a named person from the whole register, its Editions included."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from lifesci.downloads.keeping import sweep_now
from lifesci.operations.erasing import NOTE, erase_person, find_person
from lifesci.trace.redaction import NotAName


class Command(BaseCommand):
    """Without --yes it lists where the person is named and writes nothing."""

    help = "Erase a person's name from working rows, history, held texts and Editions; the change log tells of it."

    def add_arguments(self, parser):
        """Who, and what the public reads of it."""
        parser.add_argument("names", metavar="NAME", nargs="+", help="the whole name; further ways it is written")
        parser.add_argument("--note", default=NOTE, help="what the change log says of it; the name is taken out of it")
        parser.add_argument("--by", default="", metavar="USER", help="the curator in whose name this is done")
        parser.add_argument("--yes", action="store_true", help="do it: it cannot be undone")

    def handle(self, *, names, note, by, yes, **options):
        """List, or erase and tell."""
        curator = self.curator(by)
        try:
            done = erase_person(names, note=note, by=curator) if yes else find_person(names)
        except NotAName as refusal:
            raise CommandError(str(refusal)) from refusal
        if done.is_nothing:
            self.stdout.write("The person is named nowhere in the register.")
        elif yes and done.editions:
            sweep_now()  # bulk files from before, which are served no more, go from the disk as well
        for rows, count in done.rows.items():
            self.stdout.write(f"{rows}: {count}")
        for edition in done.editions:
            self.stdout.write(edition)
        for address in done.addresses:
            self.stdout.write(f"Left as it is, because it is an address: {address}")
        if not done.is_nothing:
            self.stdout.write("Erased." if yes else "Nothing was erased yet: say --yes to do it. It cannot be undone.")

    def curator(self, name: str):
        """The account of that name, None where none was given."""
        if not name:
            return None
        found = get_user_model().objects.filter(username=name).first()
        if found is None:
            raise CommandError(f"There is no curator called {name!r}.")
        return found
