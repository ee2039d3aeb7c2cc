"""The change log: what a partner reads to keep a copy whole."""

from collections.abc import Iterator

from lifesci.api import fields
from lifesci.api.describe import change_list
from lifesci.api.exporting import FORMAT, Export, ExportedView
from lifesci.api.listing import address, dumped, envelope, page_link
from lifesci.api.parameters import PAGE_SIZE_PARAMETER, Day, Number, read
from lifesci.api.records import PLURALS
from lifesci.api.waiting import LONGEST, PLACES, PLACES_EACH, room
from lifesci.client import client_address
from lifesci.downloads.rows.parts import instant
from lifesci.editions.called import Called, called
from lifesci.editions.models import Change
from lifesci.editions.past import sequence_before
from lifesci.tables.lists import CHANGES

NO_STORE = "no-store"
HIGHEST = 999_999_999_999  # more changes than there will ever be
AFTER = Number("after", "Only changes with a higher sequence; 0 gives all.", lowest=0, highest=HIGHEST, default=0)
WAIT = Number(
    "wait",
    f"Seconds, {LONGEST} at most, to hold an empty answer until something happens. At most {PLACES} such requests are"
    f" held at once, {PLACES_EACH} of one client; others are answered at once, as without it.",
    lowest=0,
    highest=LONGEST,
    default=0,
)
SINCE = Day("since", "Only what happened on this day in UTC, or later; together with `after`, both hold.")
COLUMNS = ("sequence", "kind", "ref", "action", "number", "reason", "successor", "happened_at")
MEMBERS = CHANGES.names
AT_A_TIME = 2_000  # changes that one query of a file reads


class ChangeList(ExportedView):
    """Changes in the order they happened; `sequence` counts from 1 without gaps up to the register version."""

    operation = change_list

    @staticmethod
    def parameters():
        """The parameters of this list."""
        return (AFTER, SINCE, WAIT, *fields.parameters(lambda: MEMBERS), FORMAT, PAGE_SIZE_PARAMETER)

    def page(self, request) -> str:
        """One page of the log up to the register version that this answer names."""
        asked = read(request.GET, self.parameters())
        part = fields.chosen(request.GET, lambda: MEMBERS)
        size, first = asked["page_size"], before(asked)
        after = max(asked["after"], first)
        version = waited(request, after, asked["wait"]) if asked["wait"] else request.register_version
        rows = list(lines(request, after, min(after + size, version)))
        more = bool(rows) and rows[-1]["sequence"] < version
        return envelope(
            [dumped(part.of(row)) for row in rows],
            count=max(version - after, 0),
            version=version,
            next_page=page_link(request, after=rows[-1]["sequence"]) if more else "",
            previous_page=page_link(request, after=max(after - size, first)) if rows and after > first else "",
            applied=applied(asked) | part.applied(),
        )

    def export(self, request, form: str) -> Export:
        """Everything after a change."""
        asked, version = read(request.GET, self.parameters()), request.register_version
        after = max(asked["after"], before(asked))

        def read_lines() -> Iterator[dict]:
            for start in range(after, version, AT_A_TIME):
                yield from lines(request, start, min(start + AT_A_TIME, version))

        return Export(
            name=CHANGES.name,
            table=CHANGES,
            version=version,
            count=max(version - after, 0),
            rows=lambda: map(flat, read_lines()),
            texts=lambda: map(dumped, read_lines()),
            part=fields.chosen(request.GET, lambda: MEMBERS),
            applied=applied(asked),
        )


def before(asked: dict) -> int:
    """The last change before the day that is asked for, 0 without one."""
    return sequence_before(asked["since"]) if asked["since"] else 0


def applied(asked: dict) -> dict:
    """What an answer says that it obeyed."""
    since = {"since": asked["since"].isoformat()} if asked["since"] else {}
    return since | {name: asked[name] for name in ("after", "wait") if asked[name]}


def waited(request, after: int, seconds: int) -> int:
    """The register version once something has happened after a change, or when time is up; nobody may keep the answer,
    which the address and a version alone do not decide. An answer that the door has made again is not held again."""
    is_again = getattr(request, "public_life", None) == NO_STORE
    request.public_life, request.public_etag = NO_STORE, None
    return (
        request.register_version
        if is_again
        else room.until_changed(request.register_version, after, seconds, client_address(request.META))
    )


def lines(request, after: int, until: int) -> Iterator[dict]:
    """The changes after one, up to another, as partners read them. Two queries, three where some records are gone."""
    rows = list(Change.objects.after(after).filter(sequence__lte=until).values(*COLUMNS))
    cards = called((row["kind"], row["ref"]) for row in rows)
    return (line(request, row, cards.get((row["kind"], row["ref"]))) for row in rows)


def line(request, change: dict, card: Called | None) -> dict:
    """One change as partners read it; `url` is what to fetch for it, null when there is nothing to fetch."""
    kind, ref, number = change["kind"], change["ref"], change.pop("number")
    url = None
    if change["action"] in (Change.Action.ISSUED, Change.Action.ERASED):
        url = address(request, f"/api/v1/{PLURALS[kind]}/{ref}/editions/{number}/")
    elif change["action"] == Change.Action.SAVED:
        scheme = ref.partition("/")[0] if kind == "term" else kind
        url = address(request, f"/api/v1/vocabularies/{scheme}/")
    return {**change, "edition": number, "url": url, "title": card.title if card else ""}


def flat(change: dict) -> dict:
    """The same as a row."""
    return {**change, "happened_at": instant(change["happened_at"]), "url": change["url"] or ""}
