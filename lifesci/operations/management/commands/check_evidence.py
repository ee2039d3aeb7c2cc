"""Command: check every fact of the register against the held texts of its sources; run by `.ci/run`."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from lifesci.evidence.evaluation import check_register
from lifesci.evidence.holding import hold_folder
from lifesci.operations.evidence import is_failure, sentence, table, tallies


class Command(BaseCommand):
    """Prints a table by source, keeps what was found, and fails where a held text does not say what a fact says."""

    help = "Check every figure and quotation against the held text of its source; exits 1 on any failure."

    def add_arguments(self, parser):
        """A folder of documents to hold first."""
        parser.add_argument(
            "--hold", metavar="DIR", type=Path, help="first hold the files of DIR for the sources that name them"
        )

    def handle(self, *args, hold, **options):
        """Hold, check, print, and fail if anything is wrong."""
        problems = self.hold(hold) if hold else []
        findings = check_register()
        if not findings:
            raise CommandError("The register has no facts, so nothing was checked. Load its content first.")
        self.stdout.write("\n".join(table(tallies(findings))))
        problems += [sentence(finding) for finding in findings if is_failure(finding)]
        if problems:
            self.stderr.write("\n".join(problems))
            raise CommandError(f"The evidence check found {len(problems)} problem{'s' * (len(problems) > 1)}.")

    def hold(self, folder: Path) -> list[str]:
        """Hold what the folder has; sentences about what could not be held. Raises CommandError for an idle folder."""
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        done = hold_folder(folder, by=None)
        if not done.held and not done.refused:
            raise CommandError(f"No source names a file of {folder} as the one that was read.")
        for held in done.held:
            self.stdout.write(f"Held {held.source.file_name} for {held.source.ref}: {held}.")
        for name in done.strange:
            self.stdout.write(f"Not held: no source names {name}.")
        return done.refused
