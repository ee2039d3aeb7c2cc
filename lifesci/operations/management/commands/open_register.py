"""Make this machine's register ready to serve: database, static files, content, first curator; run by `make run`."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, transaction

from lifesci.editions.models import Edition
from lifesci.operations import first_curator
from lifesci.operations.address import HOST, port_to_serve, require_free_port
from lifesci.operations.publishing import publish_register
from lifesci.operations.static_files import collect_when_changed
from lifesci.trace.acting import Act, acting
from lifesci.trace.family import kept_models
from lifesci.trace.writing import keep_first

NOTE = "First content of the register."


class Command(BaseCommand):
    """Every step is skipped where it has been done, so that a second run takes seconds and loads nothing twice."""

    help = "Prepare the database, static files, first content and first curator of this machine's register."

    def handle(self, *args, **options):
        """Take the steps in order; a step that fails says so in one sentence and leaves what stood before it."""
        require_free_port(port_to_serve())
        local = Path(settings.LOCAL_DIR)
        local.mkdir(exist_ok=True)
        local.chmod(0o700)  # drafts and the key are nobody else's
        self.prepare_database()
        self.say("Static files: collected" if collect_when_changed() else "Static files: unchanged")
        with transaction.atomic():  # content and curator together or not at all: a killed run starts afresh
            password = first_curator.create_first_curator()
            if Edition.objects.exists():
                self.say("Content: already there")
            else:
                self.fill()
        if password is None:
            self.say("Curators: already there")
        else:
            self.introduce(password)

    def say(self, line: str) -> None:
        """Print a line at once, also where the output is a pipe."""
        self.stdout.write(line)
        self.stdout.flush()

    def prepare_database(self) -> None:
        """Bring the tables to this version of the code."""
        database = settings.DATABASES["default"]
        self.say(f"Database: {database['NAME']} ({database['ENGINE'].rpartition('.')[2]})")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            raise CommandError(f"The database could not be prepared: {error}") from error

    def fill(self) -> None:
        """Load every fixture and publish what they hold, in the name of the first curator."""
        publisher = get_user_model().objects.filter(is_superuser=True).order_by("pk").first()
        if publisher is None:
            raise CommandError("Nobody here may publish: make a curator first with manage.py createsuperuser.")
        fixtures = sorted(Path(settings.BASE_DIR, "fixtures").glob("*.yaml"))
        if not fixtures:
            raise CommandError("There is no content: fixtures/ holds no .yaml file.")
        self.say(f"Content: loading {len(fixtures)} files from fixtures/")
        try:
            call_command("loaddata", *map(str, fixtures), verbosity=0)
            with acting(Act.LOAD, by=publisher):
                keep_first(kept_models())
        except (DeserializationError, DatabaseError) as error:
            raise CommandError(f"The content could not be loaded, and nothing of it was kept: {error}") from error
        self.say("Content: publishing")
        publish_register(by=publisher, note=NOTE, report=lambda line: self.say(f"  {line}"))

    def introduce(self, password: str) -> None:
        """Print how the first curator signs in, this once."""
        self.say(f"Curators: sign in at http://{HOST}:{port_to_serve()}/admin/ as {first_curator.NAME!r}")
        self.say(f"Curators: the password, shown only this once, is {password}")
