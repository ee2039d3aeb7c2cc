"""Judging rows of one table: what would become of each, a chunk at a time. Writes nothing."""

from dataclasses import dataclass, field

from lifesci.imports.cells import Unfit
from lifesci.imports.files.bounds import Row, Unreadable
from lifesci.imports.judging.checks import Checks
from lifesci.imports.judging.likeness import KnownNames, likeness
from lifesci.imports.judging.references import References
from lifesci.imports.models import FieldLock, Outcome, ProposedRow
from lifesci.imports.resource import VERSION, RegisterResource

GONE = "The file was made from a row that is no longer in the register."
EDITED = "The row was edited after the file was made."


@dataclass
class Candidate:
    """A row on its way to a judgement."""

    row: Row
    key: str = ""
    given: dict = field(default_factory=dict)
    version: str = ""
    problems: list = field(default_factory=list)
    pk: int | None = None
    current: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)
    kept_out: dict = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Has the register no such row?"""
        return self.pk is None

    @property
    def wanted(self) -> dict:
        """The values that would be written, by column."""
        return {name: new for name, (_, new) in self.changes.items()}


class Judge:
    """Judges the rows of one table for one proposal."""

    def __init__(self, resource: RegisterResource, proposal):
        self.resource, self.proposal = resource, proposal
        self.checks = Checks(resource)
        self.names = KnownNames(resource) if resource.names else None

    def judge(self, rows: list[Row]) -> list[ProposedRow]:
        """What would become of each row."""
        candidates = [self._read(row) for row in rows]
        self._without_repeats(candidates)
        self._compare(candidates)
        alive = [each for each in candidates if each.changes and not each.problems]
        self._lock(alive)
        self._check([each for each in alive if each.changes])
        repeated = self._alike_in_file(alive)
        return [self._judged(each, repeated) for each in candidates]

    def _read(self, row: Row) -> Candidate:
        found = Candidate(row)
        if row.problem:
            found.problems.append(["", "", row.problem])
            return found
        for name, cell in row.cells.items():
            if name == VERSION:
                found.version = str(cell or "").strip()
                continue
            try:
                found.given[name] = self.resource.columns[name].cell.read(cell)
            except Unfit as refused:
                shown = cell.shown if isinstance(cell, Unreadable) else "" if cell is None else str(cell)
                found.problems.append([name, shown[:200], str(refused)])
        found.key = self.resource.key_of(found.given)
        for name in self.resource.key:
            if not found.given.get(name) and not any(problem[0] == name for problem in found.problems):
                found.problems.append([name, "", "This cannot be empty: it says which row is meant."])
        if len(found.key) > 200:
            found.key, found.problems = found.key[:200], [["", found.key[:80], "The key of the row is too long."]]
        return found

    def _without_repeats(self, candidates: list[Candidate]) -> None:
        keys = {each.key for each in candidates}
        stored = ProposedRow.objects.filter(proposal=self.proposal, table=self.resource.table, key__in=keys)
        first = dict(stored.order_by("-id").values_list("key", "number"))
        for each in candidates:
            if each.problems:
                continue
            if each.key in first:
                each.problems.append(["", each.key, f"Row {first[each.key]} of the file is about the same row."])
            first.setdefault(each.key, each.row.number)

    def _compare(self, candidates: list[Candidate]) -> None:
        existing = self.resource.existing({each.key for each in candidates if not each.problems})
        for each in candidates:
            each.pk, each.current = existing.get(each.key, (None, self.resource.blank))
            skipped = self.resource.key if not each.is_new else ()
            each.changes = {
                name: [each.current[name], value]
                for name, value in each.given.items()
                if name not in skipped and (value != each.current[name] or (each.is_new and name in self.resource.key))
            }

    def _lock(self, candidates: list[Candidate]) -> None:
        keys = {each.key for each in candidates if not each.is_new}
        locks = FieldLock.objects.filter(table=self.resource.table, key__in=keys).select_related("by")
        found = {(lock.key, lock.field): lock for lock in locks}
        for each in candidates:
            for name in list(each.changes):
                if lock := found.get((each.key, name)):
                    told = f"Locked by {lock.by} on {lock.at:%d %B %Y}: {lock.why}"
                    each.kept_out[name] = [*each.changes.pop(name), told]

    def _check(self, candidates: list[Candidate]) -> None:
        references = References(self.resource, [each.wanted for each in candidates], self.proposal)
        rows = self._instances(candidates)
        for each in candidates:
            instance = rows.get(each.pk) or self.resource.model()
            for name, value in each.wanted.items():
                column = self.resource.columns[name]
                if column.is_several or column.is_reference:
                    before = each.current[name]
                    kept = before if column.is_several else [before]
                    each.problems += references.problems(name, value, kept)
                    if column.is_reference and (not value or value in references.found[name]):
                        references.point(instance, name, value) if value else setattr(instance, name, None)
                else:
                    setattr(instance, column.attribute, column.cell.value_of(value))
            asked = {**self._needed(each), **each.wanted}
            bad = {name for name, _, _ in each.problems}
            each.problems += [problem for problem in self.checks.problems(instance, asked) if problem[0] not in bad]

    def _needed(self, candidate: Candidate) -> dict:
        """The columns that a new row must have, whether or not the file has them."""
        return dict(self.resource.blank) if candidate.is_new else {}

    def _instances(self, candidates: list[Candidate]) -> dict:
        pks = [each.pk for each in candidates if not each.is_new]
        if not pks:
            return {}
        rows = self.resource.model._default_manager.select_related(*self.resource.joined or [None]).filter(pk__in=pks)
        if any(each.name == "text" for each in self.resource.model._meta.fields):
            rows = rows.defer("text")
        return {row.pk: row for row in rows}

    def _alike_in_file(self, candidates: list[Candidate]) -> dict[str, str]:
        """By likeness, the key of an earlier new row of the file with the same name."""
        if not self.names:
            return {}
        new = [each for each in candidates if each.is_new and not each.problems]
        wanted = {likeness(each.given.get(self.resource.named_by) or "") for each in new} - {""}
        earlier = ProposedRow.objects.filter(proposal=self.proposal, table=self.resource.table, likeness__in=wanted)
        return dict(earlier.order_by("-id").values_list("likeness", "key"))

    def _judged(self, each: Candidate, repeated: dict[str, str]) -> ProposedRow:
        after = {**each.current, **each.wanted}
        row = ProposedRow(
            proposal=self.proposal,
            table=self.resource.table,
            number=each.row.number,
            key=each.key,
            kept_out=each.kept_out,
            problems=each.problems,
            base="" if each.is_new else self.resource.version(each.current),
        )
        if each.problems:
            row.outcome = Outcome.INVALID
            row.changes = each.changes
            return row
        if not each.changes and not each.kept_out:
            row.outcome, row.after = Outcome.UNCHANGED, row.base
            return row
        row.changes, row.after = each.changes, self.resource.version(after)
        row.leans = any(self.resource.columns[name].is_about_itself and new for name, new in each.wanted.items())
        row.outcome, row.note = self._outcome(each, row, repeated)
        return row

    def _outcome(self, each: Candidate, row: ProposedRow, repeated: dict[str, str]) -> tuple[str, str]:
        if each.version and each.version != row.base:
            return Outcome.CONFLICT, GONE if each.is_new else EDITED
        if each.kept_out:
            return Outcome.LOCKED, ""
        if not each.is_new:
            return Outcome.CHANGED, ""
        if self.names and (like := self._like(each, row, repeated)):
            return Outcome.SUSPECT, like
        return Outcome.NEW, ""

    def _like(self, each: Candidate, row: ProposedRow, repeated: dict[str, str]) -> str:
        name = each.given.get(self.resource.named_by) or ""
        row.likeness = likeness(name)
        if row.likeness in repeated:
            return f"The file has the same name under “{repeated[row.likeness]}”."[:500]
        repeated[row.likeness] = each.key
        found = self.names.like(name)
        return f"The register has “{found[0]}” ({found[1]})."[:500] if found else ""
