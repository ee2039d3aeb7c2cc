"""Taking a file in: it is kept in pieces, and a proposal waits to be read from it."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lifesci.imports.acts.rights import may_import
from lifesci.imports.files.bounds import BadFile
from lifesci.imports.files.nature import kind_of, size_of
from lifesci.imports.models import FilePiece, Proposal, Stage
from lifesci.imports.progress import begin_anew
from lifesci.imports.register import UnknownTable, table

PIECE = 512 * 1024
SPOOL = 1024 * 1024
NAME = 200


def propose(file: BinaryIO, name: str, *, by, table_name: str = "") -> Proposal:
    """Keep a file and the wish to have it read; nothing else is written. Raises BadFile and PermissionDenied.

    `table_name` is the table of a file that does not say it itself. `by` None is the system.
    """
    if by is not None and not may_import(by):
        raise PermissionDenied("You may not import.")
    size = size_of(file)
    kind_of(file, name)
    try:
        asked = table(table_name).table if table_name else ""
    except UnknownTable as problem:
        raise BadFile(str(problem)) from problem
    with transaction.atomic():
        proposal = Proposal.objects.create(file_name=_named(name), table=asked, size=size, made_by=by)
        digest = hashlib.sha256()
        for number, data in enumerate(iter(lambda: file.read(PIECE), b"")):
            digest.update(data)
            FilePiece.objects.create(proposal=proposal, number=number, data=data)
        proposal.sha256 = digest.hexdigest()
        proposal.save(update_fields=["sha256"])
    begin_anew(proposal.pk)
    return proposal


@contextmanager
def kept_file(proposal: Proposal) -> Iterator[BinaryIO]:
    """The file of a proposal, copied to a temporary one."""
    with tempfile.SpooledTemporaryFile(SPOOL) as file:
        for number in proposal.pieces.order_by("number").values_list("number", flat=True):
            file.write(proposal.pieces.get(number=number).data)
        file.seek(0)
        yield file


def plan_again(proposal: Proposal, *, by) -> None:
    """Forget the plan and wait to be read anew, against the register as it is now. Decisions are kept for `plan`."""
    if by is not None and not may_import(by):
        raise PermissionDenied("You may not import.")
    stages = [Stage.PLANNED, Stage.APPROVED, Stage.CANCELLED, Stage.REFUSED, Stage.UNDONE]
    fresh = {"stage": Stage.WAITING, "said": "", "approved_by": None, "approved_at": None}
    with transaction.atomic():
        if Proposal.objects.filter(pk=proposal.pk, stage__in=stages).update(**fresh):
            proposal.rows.all()._raw_delete(proposal.rows.db)
    begin_anew(proposal.pk)


def _named(name: str) -> str:
    """The last part of a file's name, as a browser or a shell gives it."""
    bare = PurePath(name.replace("\\", "/")).name
    return "".join(letter for letter in bare if letter.isprintable())[-NAME:] or "file"
