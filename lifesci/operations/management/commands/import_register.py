"""Command: read a file into a plan from a shell, and if asked apply it, with a bar that shows how far it has come."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lifesci.imports.acts.apply import NotNow, begin_applying
from lifesci.imports.acts.propose import propose
from lifesci.imports.acts.undo import begin_undoing
from lifesci.imports.files.bounds import BadFile
from lifesci.imports.models import Proposal, Stage
from lifesci.imports.progress import begin_anew
from lifesci.imports.running import run

BAR = 30


class Command(BaseCommand):
    """The same proposal as at the desk: it can be looked at, applied and undone there, and taken up from here."""

    help = "Read FILE into a plan; --apply applies it. --resume N takes up import N, --undo N takes it back."

    def add_arguments(self, parser):
        """What to do."""
        parser.add_argument("file", metavar="FILE", nargs="?", help="a .csv, .xlsx or .json file")
        parser.add_argument("--table", default="", help="the table of a file that does not name it itself")
        parser.add_argument(
            "--apply", action="store_true", help="apply the plan, if nobody has to decide anything first"
        )
        parser.add_argument("--resume", metavar="N", type=int, help="take up import N where it was left")
        parser.add_argument("--undo", metavar="N", type=int, help="undo import N as a whole")

    def handle(self, *, file, table, apply, resume, undo, **options):
        """Do it, and say what came of it."""
        try:
            proposal = self.proposal(file, table, resume or undo)
            if undo:
                begin_undoing(proposal, by=None)
            proposal = self.work(proposal)
            if apply and proposal.may_be_applied:
                begin_applying(proposal, by=None)
                proposal = self.work(proposal)
        except (BadFile, NotNow, OSError) as refused:
            raise CommandError(str(refused)) from refused
        if proposal.said or proposal.stage in (Stage.REFUSED, Stage.CANCELLED):
            raise CommandError(proposal.said)
        self.stdout.write(f"{proposal}: {proposal.get_stage_display().lower()}. {proposal.in_words}")
        for note in proposal.notes.splitlines():
            self.stdout.write(note)

    def proposal(self, file: str | None, table: str, number: int | None) -> Proposal:
        """The proposal that is meant."""
        if number:
            proposal = Proposal.objects.filter(pk=number).first()
            if proposal is None:
                raise CommandError(f"There is no import {number}.")
            begin_anew(number)
            return proposal
        if not file:
            raise CommandError("Say which FILE to read, or which import to take up with --resume or --undo.")
        with Path(file).open("rb") as opened:
            return propose(opened, Path(file).name, by=None, table_name=table)

    def work(self, proposal: Proposal) -> Proposal:
        """Do what it waits for, and draw the bar."""
        done = run(proposal.pk, self.draw)
        self.stderr.write("")
        return done

    def draw(self, progress) -> None:
        """One line that is written over."""
        full = BAR * progress.percent // 100
        told = f"{progress.done:,} of about {progress.total:,} rows, {progress.rows_a_second:,} rows a second"
        self.stderr.write(f"\r{progress.step} [{'#' * full}{'.' * (BAR - full)}] {told}   ", ending="")
        self.stderr.flush()
