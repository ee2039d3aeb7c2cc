"""Delete the e-mail addresses of people whose reports were closed a while ago. To be run each day."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lifesci.corrections.deciding import forget_senders

DAYS = 30


class Command(BaseCommand):
    """What nobody deleted after answering is deleted here."""

    help = "Delete the e-mail addresses held for corrections that were closed that many days ago or longer."

    def add_arguments(self, parser):
        """How long an address may outlive the decision."""
        parser.add_argument("--days", type=int, default=DAYS, help=f"Days after the decision ({DAYS}).")

    def handle(self, *args, days, **options):
        """Delete them and say how many there were."""
        if days < 0:
            raise CommandError("The number of days cannot be less than 0.")
        count = forget_senders(timezone.now() - timedelta(days=days))
        self.stdout.write(f"{count} address{'' if count == 1 else 'es'} deleted.")
