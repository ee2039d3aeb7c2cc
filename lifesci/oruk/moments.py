"""Moments as the standard writes them: in UTC, to the millisecond. Pure."""

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """`2026-03-04T05:06:07.089Z`; what is finer than a millisecond is cut off, never rounded up."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(text: str) -> datetime | None:
    """The moment in an ISO 8601 date or date-time, in UTC where no zone is given; None for what is neither."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign that a query string turned into a space
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
