"""Command: hold the text of one source and check every fact that was read in it."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from lifesci.evidence.file_refusals import NotReadable
from lifesci.evidence.holding import OtherFile, hold_source, read_bytes
from lifesci.evidence.models import Source
from lifesci.operations.evidence import is_failure, sentence, table, tallies


class Command(BaseCommand):
    """The text is kept privately: no page, answer, file or search ever holds it."""

    help = "Keep the text of FILE (plain text, HTML or PDF) for checking the facts read in the source REF."

    def add_arguments(self, parser):
        """Which source, and its file."""
        parser.add_argument("ref", metavar="REF", help="the reference of the source")
        parser.add_argument("file", metavar="FILE", type=Path, help="the file that was read")

    def handle(self, *args, ref, file, **options):
        """Hold it and print what the check finds; findings are shown here and do not fail the command."""
        source = Source.objects.filter(ref=ref).only("pk").first()
        if source is None:
            raise CommandError(f"There is no source with the reference “{ref}”.")
        try:
            held = hold_source(source.pk, read_bytes(file), by=None, file_name=file.name)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
        except (NotReadable, OtherFile) as refusal:
            raise CommandError(f"{file.name} was not held. {refusal}") from refusal
        self.stdout.write(f"Held {file.name} for {ref}: {held}.")
        if held.findings:
            self.stdout.write("\n".join(table(tallies(held.findings))))
        for finding in filter(is_failure, held.findings):
            self.stdout.write(sentence(finding))
