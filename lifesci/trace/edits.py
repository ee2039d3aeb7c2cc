"""What the trail says about records: the last Edit, the version a form was opened on, and what changed since."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from lifesci.trace.family import label_of
from lifesci.trace.models import Edit

WRITTEN = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")  # no more than a database counts to


@dataclass(frozen=True)
class Version:
    """How far the trail of one record had come. Written down and read back as `12.3`."""

    newest: int = 0
    count: int = 0

    def __str__(self):
        return f"{self.newest}.{self.count}"


class NotAVersion(ValueError):
    """The text is not one that `str(Version)` gives."""


def read_version(text: str) -> Version:
    """The Version that was written down. Raises NotAVersion."""
    written = WRITTEN.fullmatch(text)
    if not written:
        raise NotAVersion(text)
    return Version(int(written[1]), int(written[2]))


def edits(record) -> QuerySet[Edit]:
    """Every Edit of a record, newest first."""
    return Edit.objects.filter(kind=label_of(type(record)), record=record.pk)


def last_edit(record) -> Edit | None:
    """The newest Edit of a record and its children: `.by`, `.by_name`, `.at`, `.act`. None where nothing was kept."""
    return edits(record).select_related("by").first()


def last_edits(model: type, keys: Collection[int]) -> dict[int, Edit]:
    """The newest Edit of each record, by its key; one query."""
    mine = Edit.objects.filter(kind=label_of(model), record__in=keys)
    newest = mine.order_by().values("record").annotate(newest=Max("pk")).values("newest")
    return {edit.record: edit for edit in Edit.objects.filter(pk__in=newest).select_related("by")}


def version_of(record) -> Version:
    """The version of a record, for a form or a file to remember; one query."""
    return versions_of(type(record), [record.pk]).get(record.pk, Version())


def versions_of(model: type, keys: Collection[int]) -> dict[int, Version]:
    """The versions of records by their keys; one query. What was never kept is left out: its version is `Version()`."""
    mine = Edit.objects.filter(kind=label_of(model), record__in=keys).order_by().values("record")
    rows = mine.annotate(newest=Max("pk"), count=Count("pk")).values_list("record", "newest", "count")
    return {record: Version(newest, count) for record, newest, count in rows}


def changed_since(record, then: Version | datetime) -> list[Edit]:
    """The Edits made after a version or a moment, newest first; empty where the record stands as it stood.

    An Edit that began before the version and came to light after it is among those returned.
    """
    mine = edits(record)
    if isinstance(then, datetime):
        return list(mine.filter(at__gt=then))
    now = version_of(record)
    return list(mine[: max(now.count - then.count, 0)]) if now != then else []
