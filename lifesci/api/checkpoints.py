"""Checkpoints: what a partner compares with a copy to know that it is whole."""

from lifesci.api import fields
from lifesci.api.describe_checkpoints import CHECKPOINT, checkpoint, checkpoint_list
from lifesci.api.exporting import FORMAT, Export, ExportedView, of_lines
from lifesci.api.listing import address, dumped, envelope, page_link
from lifesci.api.log import HIGHEST
from lifesci.api.parameters import PAGE_SIZE_PARAMETER, Number, read
from lifesci.api.view import RegisterView
from lifesci.editions.checkpoint import EVERY, Checkpoint, kept, present
from lifesci.failure import Refused, not_found
from lifesci.tables.lists import CHECKPOINTS

BASE = "/api/v1/checkpoints/"
MEMBERS = tuple(CHECKPOINT)
AFTER = Number("after", "Only checkpoints of a higher sequence.", lowest=0, highest=HIGHEST, default=0)


class CheckpointList(ExportedView):
    """The checkpoint of the register as it stands, and those that were kept, one for every thousand changes."""

    operation = checkpoint_list

    @staticmethod
    def parameters():
        """The parameters of this list."""
        return (AFTER, *fields.parameters(lambda: MEMBERS), FORMAT, PAGE_SIZE_PARAMETER)

    def page(self, request) -> str:
        """`current`, worked out once for a register version, and one page of those that were kept."""
        after, size = self.asked(request)
        part = fields.chosen(request.GET, lambda: MEMBERS)
        chosen = kept_after(after, request.register_version)
        rows = list(chosen[: size + 1])
        shown = rows[:size]
        return envelope(
            [dumped(part.of(line(request, row))) for row in shown],
            count=chosen.count(),
            version=request.register_version,
            next_page=page_link(request, after=shown[-1].sequence) if len(rows) > size else "",
            previous_page=page_link(request, after=max(after - size * EVERY, 0)) if shown and after else "",
            applied=({"after": after} if after else {}) | part.applied(),
            more=current(request),
        )

    def export(self, request, form: str) -> Export:
        """All that were kept, and in JSON `current`."""
        after, _ = self.asked(request)
        version = request.register_version
        return of_lines(
            [line(request, row) for row in kept_after(after, version)],
            flat,
            name=CHECKPOINTS.name,
            table=CHECKPOINTS,
            version=version,
            part=self.part(request, form, CHECKPOINTS, lambda: MEMBERS),
            applied={"after": after} if after else {},
            more=current(request) if form == "json" else {},
        )

    def asked(self, request) -> tuple[int, int]:
        """After which change, and how many a page. Raises BadParameter."""
        asked = read(fields.without_names(request.GET), self.parameters())
        return asked["after"], asked["page_size"]


class CheckpointDetail(RegisterView):
    """One checkpoint."""

    operation = checkpoint

    def get(self, request, sequence):
        """The checkpoint that was kept of a change, or that of the register as it stands. Raises Refused with 404."""
        self.refuse_parameters(request)
        found = kept(sequence) or (present(sequence) if sequence == request.register_version else None)
        if found is None or found.sequence != sequence:
            detail = f"No checkpoint was kept of change {sequence}: one is kept for every {EVERY:,} changes."
            raise Refused(not_found(detail))
        return self.text(dumped(line(request, found)))


def kept_after(after: int, version: int):
    """The checkpoints that were kept of changes after one, as long as the register was no newer."""
    return Checkpoint.objects.filter(sequence__gt=after, sequence__lte=version).order_by("sequence")


def current(request) -> dict:
    """The checkpoint of the register as it stands, as a member of the list."""
    return {"current": line(request, present(request.register_version))}


def line(request, found: Checkpoint) -> dict:
    """A checkpoint as partners read it."""
    counts = found.by_kind
    return {
        "sequence": found.sequence,
        "records": sum(counts.values()),
        "counts": counts,
        "sha256": found.sha256,
        "url": address(request, f"{BASE}{found.sequence}/"),
    }


def flat(checkpoint: dict) -> dict:
    """The same as a row."""
    return {**checkpoint, **{f"{kind}s": count for kind, count in checkpoint["counts"].items()}}
