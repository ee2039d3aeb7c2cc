"""Command: let somebody log in again who has failed too often, or has lost the second factor."""

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from lifesci.people.granting import let_in, take_off_second_factor


class Command(BaseCommand):
    """For whoever runs the register, when no administrator can do it at the desk."""

    help = "Forget the failed log-ins of NAME, and with --take-off-second-factor every app, passkey and recovery code."

    def add_arguments(self, parser):
        """Whom."""
        parser.add_argument("name", metavar="NAME", help="the name of the account")
        parser.add_argument("--take-off-second-factor", action="store_true", help="for a phone or a key that is lost")

    def handle(self, *args, name, take_off_second_factor: bool, **options):
        """Do it and say what was done."""
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"There is no account with the name “{name}”.")
        stood = let_in(person, by=None)
        self.stdout.write(
            f"{name}: {'failed log-ins are forgotten' if stood else 'no failed log-in stood in the way'}."
        )
        if take_off_second_factor:
            self.take_off(person)
        if not person.is_active:
            self.stdout.write(f"{name}: the account is closed, so nobody is let in with it.")

    def take_off(self, person) -> None:
        """Remove the second factor; the desk will ask for another where the person's rights need one."""
        had = take_off_second_factor(person, by=None)
        self.stdout.write(f"{person}: {'the second factor is taken off' if had else 'there was no second factor'}.")
