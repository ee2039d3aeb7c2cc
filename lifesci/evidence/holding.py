"""Holding the text of a source for the evidence check. The text is private: never served, exported or indexed."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from lifesci.evidence.evaluation import Finding, check_source
from lifesci.evidence.file_refusals import NotReadable
from lifesci.evidence.files import LARGEST, read_file
from lifesci.evidence.models import Source
from lifesci.people.demand import demand

PERMISSION = "evidence.hold_source"


class OtherFile(Exception):
    """The file is not the one whose SHA-256 the source records."""


@dataclass(frozen=True)
class Held:
    """A source whose text is now held: how many pieces it has, and what the check found about the facts read in it."""

    source: Source
    count: int
    unit: str
    findings: list[Finding]

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def hold_source(source_pk: int, content: bytes, *, by, file_name: str = "") -> Held:
    """Keep the text of a file, its hash and name where the source has none, and check every fact read in the source.

    `by` is a user, or None for the system itself. Raises PermissionDenied, NotReadable, or OtherFile where the source
    records another hash; then nothing was written.
    """
    demand(by, PERMISSION, "hold the texts of sources")
    read = read_file(content, file_name)
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=source_pk)
        if source.sha256 and source.sha256 != read.sha256:
            raise OtherFile(
                f"This file has the SHA-256 {read.sha256}, and the source records {source.sha256}. Choose the file "
                "that was read, or correct the recorded hash first."
            )
        if (source.text, source.held) != (read.text, read.held):
            source.text, source.held, source.held_at = read.text, read.held, timezone.now()
        source.sha256, source.file_name = read.sha256, source.file_name or file_name[:200]
        source.save(update_fields=["text", "held", "held_at", "sha256", "file_name", "updated_at"])
        return Held(source, len(read.pieces), read.unit, check_source(source))


@dataclass(frozen=True)
class Folder:
    """What holding a folder came to: sources held, sentences about files that could not be, and files of no source."""

    held: list[Held]
    refused: list[str]
    strange: list[str]


def hold_folder(folder: Path, *, by) -> Folder:
    """Hold each file of a folder for the sources that name it as the file that was read."""
    naming = {}
    for pk, ref, name in Source.objects.exclude(file_name="").order_by("ref").values_list("pk", "ref", "file_name"):
        naming.setdefault(name, []).append((pk, ref))
    done = Folder([], [], [])
    for path in sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")):
        if path.name not in naming:
            done.strange.append(path.name)
        for pk, ref in naming.get(path.name, []):
            try:
                done.held.append(hold_source(pk, read_bytes(path), by=by, file_name=path.name))
            except (NotReadable, OtherFile, OSError) as refusal:
                done.refused.append(f"{ref}: {path.name} was not held. {refusal}")
    return done


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, one more than the most that is taken, so that a huge one never fills the memory."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
