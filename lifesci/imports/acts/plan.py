"""Making the plan of a proposal: reads its file, judges its rows, and writes nothing but the plan."""

import secrets
from collections.abc import Callable
from itertools import islice

from django.db import transaction
from django.db.models import Max
from rapidfuzz import process

from lifesci.imports.acts.propose import kept_file
from lifesci.imports.files.bounds import BadFile
from lifesci.imports.files.tables import Tables, open_tables
from lifesci.imports.judging.judge import Judge
from lifesci.imports.judging.settling import settle
from lifesci.imports.models import Proposal, ProposedRow, Stage
from lifesci.imports.progress import Cancelled, Progress, Ticker
from lifesci.imports.register import UnknownTable, table, tables
from lifesci.imports.resource import CHUNK, VERSION, RegisterResource

UNTOUCHED = "The register is as it was."


class Overtaken(Exception):
    """Somebody else has taken this work up; what this one did stands, and it stops."""


def make_plan(proposal: Proposal, report: Callable[[Progress], None] | None = None) -> Proposal:
    """Read the file of a proposal into its plan, from where an earlier try came to. Commits a chunk at a time.

    The proposal is PLANNED afterwards; REFUSED or CANCELLED, without a row, where `said` tells why.
    """
    runner = _begin(proposal)
    try:
        with kept_file(proposal) as file:
            _read(proposal, runner, open_tables(file, proposal.file_name), report)
        _end(proposal, runner, Stage.PLANNED, "")
    except BadFile as refused:
        _end(proposal, runner, Stage.REFUSED, str(refused))
    except Cancelled:
        _end(proposal, runner, Stage.CANCELLED, f"The reading was cancelled. {UNTOUCHED}")
    except Overtaken:
        pass
    proposal.refresh_from_db()
    return proposal


def _begin(proposal: Proposal) -> str:
    runner = secrets.token_hex(8)
    Proposal.objects.filter(pk=proposal.pk, stage__in=[Stage.WAITING, Stage.READING]).update(
        runner=runner, stage=Stage.READING, said=""
    )
    return runner


def _end(proposal: Proposal, runner: str, stage: str, said: str) -> None:
    with transaction.atomic():
        mine = Proposal.objects.filter(pk=proposal.pk, runner=runner, stage=Stage.READING)
        if mine.update(stage=stage, said=said, runner="") and stage != Stage.PLANNED:
            proposal.rows.all()._raw_delete(proposal.rows.db)


def _read(proposal: Proposal, runner: str, file: Tables, report) -> None:
    found = _tables(proposal, file)
    _claim(proposal, runner, notes="\n".join(file.notes), rows_expected=file.expected)
    ticker = Ticker(proposal.pk, "Reading", file.expected, report)
    for name, resource in found:
        rows, last = file.rows(name), _last(proposal, resource)
        judge = Judge(resource, proposal)
        while chunk := list(islice(rows, CHUNK)):
            fresh = [row for row in chunk if row.number > last]
            with transaction.atomic():
                ProposedRow.objects.bulk_create(judge.judge(fresh) if fresh else [])
                _claim(proposal, runner)
            ticker.tick(len(chunk))
        settle(resource, proposal)
    ticker.say()


def _claim(proposal: Proposal, runner: str, **values) -> None:
    """Make sure that the work is still this runner's. Raises Overtaken."""
    if not Proposal.objects.filter(pk=proposal.pk, runner=runner, stage=Stage.READING).update(runner=runner, **values):
        raise Overtaken


def _last(proposal: Proposal, resource: RegisterResource) -> int:
    """The row that an earlier try came to."""
    return proposal.rows.filter(table=resource.table).aggregate(last=Max("number"))["last"] or 0


def _tables(proposal: Proposal, file: Tables) -> list[tuple[str, RegisterResource]]:
    """(name in the file, table) in the register's order. Raises BadFile for what is not known or not allowed."""
    found: dict[str, tuple[str, RegisterResource]] = {}
    for name, headers in file.headers.items():
        resource = _table(name, headers, proposal.table)
        if resource.table in found:
            raise BadFile(f"The file holds the table “{resource.table}” twice.")
        _known_columns(resource, headers)
        by = proposal.made_by
        if by is not None and not by.has_perm(resource.permission):
            raise BadFile(f"You may not import {resource.title.lower()}.")
        found[resource.table] = (name, resource)
    return [found[name] for name in tables() if name in found]


def _table(name: str, headers: list[str], asked: str) -> RegisterResource:
    try:
        if name:
            return table(name)
    except UnknownTable as problem:
        if not asked:
            raise BadFile(str(problem)) from problem
    if asked:
        return table(asked)
    fits = [each for each in tables().values() if set(each.key) <= set(headers) <= set(each.headers)]
    if len(fits) == 1:
        return fits[0]
    raise BadFile(
        "The file does not say which table it is"
        + (f", and its columns fit {' and '.join(each.table for each in fits)}" if fits else "")
        + ". Choose the table when you send it, or take the columns from a template."
    )


def _known_columns(resource: RegisterResource, headers: list[str]) -> None:
    for name in headers:
        if name not in resource.headers:
            near = process.extractOne(name, resource.headers, score_cutoff=60)
            hint = f"Did you mean “{near[0]}”?" if near else f"It has: {', '.join(resource.headers)}."
            raise BadFile(f"The table “{resource.table}” has no column “{name[:60]}”. {hint}")
    missing = [name for name in resource.key if name not in headers]
    if headers and missing:
        raise BadFile(f"The table “{resource.table}” needs the column “{missing[0]}”, which says which row is meant.")
    if headers and set(headers) <= {*resource.key, VERSION}:
        raise BadFile(f"The table “{resource.table}” has no column but those that say which row is meant.")
