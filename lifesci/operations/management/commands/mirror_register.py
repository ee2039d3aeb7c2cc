"""Command: copy a register into a file, follow its changes, and prove the copy whole. It reads no other database."""

import os
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lifesci.operations.mirror.asking import Refused, Register, Unreachable
from lifesci.operations.mirror.copy import Copy, Foreign
from lifesci.operations.mirror.following import Restarted, differing, follow, is_whole, mend

WAIT = 30  # seconds for which the register is asked to hold back an empty answer
AT_ONCE = 5  # seconds between two questions where it holds none back
EXPECTED = (Refused, Unreachable, Foreign, Restarted, ValueError)


class Command(BaseCommand):
    """Says "whole at N", or which records differ and exits 1. It can be stopped at any time, and goes on from there."""

    help = "Copy the register at URL into the SQLite file FILE, and say whether the copy is whole."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Where from, where to, and what else."""
        parser.add_argument("url", metavar="URL", help="front page of a register, such as https://register.example/")
        parser.add_argument("file", metavar="FILE", type=Path, help="the copy; made if it is not there")
        parser.add_argument("--follow", action="store_true", help="go on, and say it again after every change")
        parser.add_argument("--mend", action="store_true", help="read anew what differs")

    def handle(self, *, url, file, follow, mend, **options):
        """Copy, and follow until stopped where that is asked for. A key is read from REGISTER_KEY."""
        try:
            register = Register(url, key=os.environ.get("REGISTER_KEY", ""))
            copy = Copy(file, register.address)
            self.prove(register, copy, mend)
            while follow:
                self.until_changed(register, copy)
                self.prove(register, copy, mend)
        except EXPECTED as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stdout.write(f"Stopped at {copy.position}.")

    def prove(self, register, copy, is_to_mend):
        """Say whether the copy is whole. Raises CommandError where it is not, and is not to be mended."""
        if is_whole(register, copy) or (is_to_mend and self.mended(register, copy)):
            counts, sha256 = copy.checkpoint()
            self.stdout.write(f"Whole at {copy.position}: {sum(counts.values()):,} records, {sha256}.")
            self.stdout.flush()  # whoever reads this through a pipe is told at once
            return
        found = self.told(differing(register, copy))
        raise CommandError(f"{len(found)} records differ at {copy.position}. --mend reads them anew.")

    def mended(self, register, copy) -> bool:
        """Read anew what differs, and compare again."""
        mend(register, copy, list(self.told(differing(register, copy))))
        return is_whole(register, copy)

    def told(self, found):
        """Name each record that differs."""
        for (kind, ref), how in found.items():
            self.stderr.write(f"{kind} {ref} {how}.")
        return found

    def until_changed(self, register, copy):
        """Wait until something has happened, and take it in."""
        began = time.monotonic()
        while not follow(register, copy, WAIT):
            if time.monotonic() - began < 1:
                time.sleep(AT_ONCE)
            began = time.monotonic()
