"""A draft beside its current Edition: what was added, changed and removed, children one by one, in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lifesci.editions.diff import SILENT, identity, name_of, say, told

# What the evidence check and publishing write into documents by themselves.
DERIVED = SILENT | {"strands"}
UNTOLD = {"parts", "checked", "check_result", "sources_differ", "set_aside_for"}


@dataclass(frozen=True)
class Line:
    """One difference: what it is about, and its old and new words; a text is shown whole."""

    about: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Comparison:
    """Everything that differs, sorted by what became of it."""

    added: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)

    def __bool__(self):
        return bool(self.added or self.changed or self.removed)


def compare(before: dict | None, after: dict) -> Comparison:
    """What `after` adds to, changes in and removes from `before`; None is an empty record."""
    found = Comparison()
    before = before or {}
    for member in dict.fromkeys([*after, *before]):
        if member not in DERIVED and before.get(member) != after.get(member):
            old, new = (told(member, document.get(member)) for document in (before, after))
            _sort(found, _differences(name_of(member), old, new))
    return found


def _sort(found: Comparison, lines) -> None:
    for line in lines:
        if not line.old:
            found.added.append(line)
        elif not line.new:
            found.removed.append(line)
        else:
            found.changed.append(line)


def _differences(about: str, old, new) -> Iterator[Line]:
    """The lines of one member; an empty value is no value."""
    if isinstance(old, list) or isinstance(new, list):
        yield from _of_lists(about, old or [], new or [])
    elif _is_plain(old) or _is_plain(new) or not (old and new):
        if old != new and not (_is_empty(old) and _is_empty(new)):
            yield Line(about, _words(old), _words(new))
    else:
        yield from _of_rows(about, old, new)


def _of_lists(about, old, new) -> Iterator[Line]:
    before, after = ({identity(row): row for row in rows} for rows in (old, new))
    for key, row in after.items():
        if key not in before:
            yield Line(about, "", say(row))
        elif before[key] != row:
            yield from _of_rows(f"{about}, {say(row)}", before[key], row)
    for key, row in before.items():
        if key not in after:
            yield Line(about, say(row), "")
    if list(before) != list(after) and sorted(map(str, before)) == sorted(map(str, after)):
        yield Line(about, "in their former order", "in another order")


def _of_rows(about, old, new) -> Iterator[Line]:
    """What differs inside two rows that are the same thing; a phrase that follows from the rest says nothing new."""
    differ = [each for each in dict.fromkeys([*new, *old]) if each not in UNTOLD and old.get(each) != new.get(each)]
    for member in differ:
        if member != "phrase" or len(differ) == 1:
            before, after = (told(member, row.get(member)) for row in (old, new))
            yield from _differences(f"{about}: {_plain_name(member)}", before, after)


def _plain_name(member: str) -> str:
    return {"stated_as": "words of the source", "phrase": "reads"}.get(member, name_of(member).lower())


def _is_plain(value) -> bool:
    """Is it said in one piece: a text, a number, a term, a reference, a range of ages?"""
    if not isinstance(value, dict):
        return value is not None
    return bool({"code", "label", "ref", "from"} & value.keys())


def _is_empty(value) -> bool:
    return value in ("", None, [], False)


def _words(value) -> str:
    return "" if _is_empty(value) else say(value)
