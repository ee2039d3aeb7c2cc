"""Checkpoints: what a partner compares with a copy to know that it is whole."""

from lifesci.api.describe_checkpoints import checkpoint, checkpoint_list
from lifesci.api.listing import address, dumped, envelope, page_link
from lifesci.api.log import HIGHEST
from lifesci.api.parameters import PAGE_SIZE_PARAMETER, Number, read
from lifesci.api.view import RegisterView
from lifesci.editions.checkpoint import EVERY, Checkpoint, kept, present
from lifesci.failure import Refused, not_found

BASE = "/api/v1/checkpoints/"
AFTER = Number("after", "Only checkpoints of a higher sequence.", lowest=0, highest=HIGHEST, default=0)


class CheckpointList(RegisterView):
    """The checkpoint of the register as it stands, and those that were kept, one for every thousand changes."""

    operation = checkpoint_list

    @staticmethod
    def parameters():
        """The parameters of this list."""
        return (AFTER, PAGE_SIZE_PARAMETER)

    def get(self, request):
        """`current`, worked out once for a register version, and one page of those that were kept."""
        asked = read(request.GET, self.parameters())
        after, size, version = asked["after"], asked["page_size"], request.register_version
        chosen = Checkpoint.objects.filter(sequence__gt=after, sequence__lte=version)
        rows = list(chosen.order_by("sequence")[: size + 1])
        shown = rows[:size]
        text = envelope(
            [dumped(line(request, row)) for row in shown],
            count=chosen.count(),
            version=version,
            next_page=page_link(request, after=shown[-1].sequence) if len(rows) > size else "",
            previous_page=page_link(request, after=max(after - size * EVERY, 0)) if shown and after else "",
            applied={"after": after} if after else {},
            more={"current": line(request, present(version))},
        )
        return self.text(text)


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
