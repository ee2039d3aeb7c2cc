"""What differs between two documents, in words. Pure."""

from lifesci.editions.members import member_in_words
from lifesci.evidence.periods import date_in_words
from lifesci.words import gettext, gettext_noop

# Members a reader would not call part of the record's content.
SILENT = {"edition", "url", "kind", "ref", "facts", "name"}
DATES = {"starts", "ends", "start", "end", "published_on", "happened_on"}
CODES = {"qualifier", "missing_reason", "kind", "status"}
NOT_STATED = gettext_noop("not stated")


def changes_in_words(before: dict | None, after: dict) -> list[str]:
    """A sentence for each member added, removed or changed, children one by one; [] where nothing differs."""
    if before is None:
        return [gettext("First Edition.")]
    sentences = []
    for member in dict.fromkeys([*after, *before]):
        if member in SILENT or before.get(member) == after.get(member):
            continue
        old, new = (told(member, document.get(member)) for document in (before, after))
        if isinstance(old, list) or isinstance(new, list):
            sentences += _list_changes(member, old or [], new or [])
        else:
            sentences.append(_changed(name_of(member), old, new))
    return sentences


def name_of(member: str) -> str:
    """A member of a document as a reader would call it."""
    word = member_in_words(member)
    return word[0].upper() + word[1:]


def told(member: str, value):
    """A date or a code of a document in words; any other value as it is."""
    if not (value and isinstance(value, str)):
        return value
    if member in DATES:
        return date_in_words(value)
    return value.replace("_", " ") if member in CODES else value


def _changed(name: str, old, new) -> str:
    if old in ("", None):
        words = gettext("{name} added: {new}.")
    elif new in ("", None):
        words = gettext("{name} removed: it was {old}.")
    else:
        words = gettext("{name} changed from {old} to {new}.")
    return words.format(name=name, old=say(old), new=say(new))


def _list_changes(member: str, old: list, new: list) -> list[str]:
    name = name_of(member)
    before, after = ({identity(row): row for row in rows} for rows in (old, new))
    added = [after[key] for key in after if key not in before]
    removed = [before[key] for key in before if key not in after]
    came, went = gettext("{name}: added {row}."), gettext("{name}: removed {row}.")
    sentences = [came.format(name=name, row=say(row)) for row in added]
    sentences += [went.format(name=name, row=say(row)) for row in removed]
    for key in after:
        if key in before and before[key] != after[key]:
            sentences.append(f"{name}: {_row_change(before[key], after[key])}.")
    return sentences or [gettext("{name}: put in another order.").format(name=name)]


def _row_change(old: dict, new: dict) -> str:
    if say(old) != say(new):
        return gettext("{old} became {new}").format(old=say(old), new=say(new))
    members = [member_in_words(m) for m in dict.fromkeys([*new, *old]) if old.get(m) != new.get(m)]
    return gettext("{row}: {members} changed").format(row=say(new), members=", ".join(members))


def identity(row):
    """What makes two rows of a list the same row: its key, its record and role, its code, or itself."""
    if not isinstance(row, dict):
        return row
    if "role" in row:
        return (row["role"]["code"], row.get("ref") or row["other"]["ref"])
    for member in ("key", "ref", "code", "scheme", "order", "name"):
        if member in row:
            return (member, row[member])
    return str(sorted(row.items()))


def say(value) -> str:
    """A value as a reader would name it: a title, a phrase, a label, the words themselves."""
    if value in ("", None, []):
        return gettext(NOT_STATED)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        return _say_row(value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _say_row(row: dict) -> str:
    if "from" in row and "to" in row:
        return gettext("{first} to {last}").format(first=say(row["from"]), last=say(row["to"]))
    if "role" in row:
        return f"{row.get('name') or say(row['other'])} ({row['role']['label'].lower()})"
    if "scheme" in row and "value" in row:
        return f"{row['scheme']} {row['value']}"
    for member in ("phrase", "title", "name", "label", "statement", "person", "summary", "text"):
        if row.get(member):
            return f"“{row[member]}”"
    return f"“{row.get('key') or row.get('code') or ', '.join(map(str, row.values()))}”"
