"""Further blocks of a large sample: the rows of an invented block once more, under other keys, days and names.

Inventing is most of what a sample costs. A word that is rare stays so, because there are more such words in a larger
sample. For make_sample.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.apps import apps

from lifesci.editions.canonical import fold, sha256
from lifesci.editions.models import Change, Edition, Entry, EntryFigure, EntryOutcome, EntryTerm, EntryText
from lifesci.operations.sample import FIGURES
from lifesci.operations.sample_rows import Rows, fields_of, is_keyed
from programmes.models import Programme, ProgrammeFigure, Story

PLACES = ("Upper", "Lower", "Great", "Little", "North", "South", "East", "West", "New")  # what names begin with
OF_ONE_ENTRY = (EntryTerm, EntryFigure, EntryOutcome, EntryText)
Pairs = list[tuple[str, str]]  # what is said, and what is said in its stead


@dataclass(frozen=True)
class Further:
    """How far the rows of a block are moved: by so many programmes, changes and days, under names of another place."""

    programmes: int
    changes: int
    days: int
    place: str

    @cached_property
    def steps(self) -> dict[type, int]:
        """How far the keys of each model are moved."""
        by_programme = dict.fromkeys((Programme, Story, Entry), self.programmes)
        by_change = dict.fromkeys((Edition, Change), self.changes)
        return {**by_programme, **by_change, ProgrammeFigure: FIGURES * self.programmes}

    def named(self, title: str) -> str:
        """The title with the other place."""
        return f"{self.place} {title}"

    def ref(self, ref: str) -> str:
        """The ref with the other place; it ends on its own key."""
        stem, _, key = ref.rpartition("-")
        return f"{self.place.lower()}-{stem}-{int(key) + self.programmes}"

    def later(self, moment):
        """The same time of so many days later, in whatever form a database takes it."""
        pause = timedelta(self.days)
        if not isinstance(moment, str):
            return moment + pause
        return str((date if len(moment) == 10 else datetime).fromisoformat(moment) + pause)


def again(rows: Rows, further: Further) -> Rows:
    """The rows of a block once more."""
    pairs = dict(renamings(rows, further))
    refs = {row["id"]: row["ref"] for row in told(rows, Entry)}
    made: Rows = defaultdict(list)
    hashes: dict[str, str] = {}
    for label, lines in sorted(rows.items(), key=lambda each: each[0] != Edition._meta.label):  # others name its hash
        model = apps.get_model(label)
        fields = fields_of(model, is_keyed=is_keyed(model, lines))
        columns, moves = [field.attname for field in fields], list(moved_columns(model, fields, further))
        for line in lines:
            values = list(line)
            own = pairs_of(model, dict(zip(columns, line, strict=True)), pairs, refs)
            for place, step in moves:
                values[place] = values[place] and values[place] + step
            for place, value in enumerate(values) if own else ():
                values[place] = renamed(value, own) if isinstance(value, str) else value
            made[label].append(tuple(settled(model, dict(zip(columns, values, strict=True)), hashes, further).values()))
    return made


def told(rows: Rows, model) -> Iterator[dict]:
    """The rows of a model by the names of its columns."""
    columns = [field.attname for field in fields_of(model, is_keyed=True)]
    return (dict(zip(columns, line, strict=True)) for line in rows[model._meta.label])


def renamings(rows: Rows, further: Further) -> Iterator[tuple[str, Pairs]]:
    """For each programme what is said otherwise where it is told of: refs and titles of its own and of its family."""
    programmes = {row["id"]: row for row in told(rows, Programme)}
    families = defaultdict(list)
    for row in programmes.values():
        families[row["parent_id"] or row["id"]].append(row)
    for family in families.values():
        refs = {row["ref"]: further.ref(row["ref"]) for row in family}
        titles = {row["title"]: further.named(row["title"]) for row in family}
        for row in family:
            yield row["ref"], [*refs.items(), *titles.items()]


def moved_columns(model, fields, further) -> Iterator[tuple[int, int]]:
    """Which columns are keys of rows that are moved, and how far."""
    for place, field in enumerate(fields):
        of = model if field.primary_key and not field.is_relation else field.related_model
        if of in further.steps:
            yield place, further.steps[of]
        elif (model, field.attname) == (Entry, "sequence"):
            yield place, further.changes


def pairs_of(model, row, pairs, refs) -> Pairs:
    """What is said otherwise in a row: nothing in those that name no programme."""
    if model in OF_ONE_ENTRY:
        return pairs[refs[row["entry_id"]]]
    return pairs[row["ref"]] if model in (Programme, Edition, Change, Entry) else []


def renamed(text: str, pairs: Pairs) -> str:
    """The text with each of the pairs replaced."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def settled(model, row: dict, hashes: dict[str, str], further: Further) -> dict:
    """The row with what follows from its new words and its place: hashes, days, the order among titles."""
    if model is Edition:
        old, row["sha256"] = row["sha256"], sha256(row["text"])
        hashes[old] = row["sha256"]
        row["issued_at"] = further.later(row["issued_at"])
    elif model is Change:
        row["happened_at"] = further.later(row["happened_at"])
    elif model is Entry:
        old_hash, old_day = row["sha256"], str(row["issued_on"])
        row["sha256"], row["issued_on"] = hashes[old_hash], further.later(row["issued_on"])
        row["item"] = renamed(row["item"], [(old_hash, row["sha256"]), (f'"{old_day}"', f'"{row["issued_on"]}"')])
        row["sort_title"] = fold(row["title"])
    return row
