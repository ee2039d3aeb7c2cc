"""The change log: what a partner reads to keep a copy whole."""

import orjson

from lifesci.api.describe import change_list
from lifesci.api.listing import address, envelope, page_link
from lifesci.api.parameters import PAGE_SIZE_PARAMETER, Number, read
from lifesci.api.records import PLURALS
from lifesci.api.view import RegisterView
from lifesci.editions.models import Change

HIGHEST = 999_999_999_999  # more changes than there will ever be
AFTER = Number("after", "Only changes with a higher sequence; 0 gives all.", lowest=0, highest=HIGHEST, default=0)
COLUMNS = ("sequence", "kind", "ref", "action", "number", "reason", "successor", "happened_at")


class ChangeList(RegisterView):
    """Changes in the order they happened; `sequence` counts from 1 without gaps up to the register version."""

    operation = change_list

    @staticmethod
    def parameters():
        """The parameters of this list."""
        return (AFTER, PAGE_SIZE_PARAMETER)

    def get(self, request):
        """One page of the log up to the register version that this answer names."""
        asked = read(request.GET, self.parameters())
        after, size = asked["after"], asked["page_size"]
        version = request.register_version
        rows = list(Change.objects.after(after).filter(sequence__lte=version).values_list(*COLUMNS)[:size])
        more = bool(rows) and rows[-1][0] < version
        text = envelope(
            [encode(line(request, dict(zip(COLUMNS, row, strict=True)))) for row in rows],
            count=max(version - after, 0),
            version=version,
            next_page=page_link(request, after=rows[-1][0]) if more else "",
            previous_page=page_link(request, after=max(after - size, 0)) if rows and after else "",
            applied={"after": after} if after else {},
        )
        return self.text(text)


def encode(row: dict) -> str:
    """One line as JSON text."""
    return orjson.dumps(row).decode()


def line(request, change: dict) -> dict:
    """One change as partners read it; `url` is what to fetch for it, null when there is nothing left to fetch."""
    kind, ref, number = change["kind"], change["ref"], change.pop("number")
    url = None
    if change["action"] in (Change.Action.ISSUED, Change.Action.ERASED):
        url = address(request, f"/api/v1/{PLURALS[kind]}/{ref}/editions/{number}/")
    elif change["action"] == Change.Action.SAVED:
        scheme = ref.partition("/")[0] if kind == "term" else kind
        url = address(request, f"/api/v1/vocabularies/{scheme}/")
    return {**change, "edition": number, "url": url}
