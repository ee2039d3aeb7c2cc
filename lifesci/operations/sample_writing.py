"""Writes a sample into its database: several processes invent, this one pours. For make_sample."""

import multiprocessing
import os
import pickle
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connections, transaction

from lifesci.editions.models import Change, ChangeNumber
from lifesci.operations import sample_process
from lifesci.operations.sample import BLOCK, COUNTED, SEED, Sample, Vocabulary
from lifesci.operations.sample_rows import Rows, Scribe, fields_of, is_keyed
from lifesci.vocabularies.models import Measure, Place, Term

AHEAD = min(2 * (os.cpu_count() or 1), 32)  # blocks that are made while another is poured; fewer than come again
ALONE = 3  # blocks up to which starting other processes costs more than it gains


def write_sample(
    size: int, *, using: str, note: str, seed: int = SEED, report: Callable[[str], None] = lambda line: None
) -> Sample:
    """Fill an empty, migrated database that holds the vocabularies; returns the sample that was invented."""
    sample = Sample(size, vocabulary_of(using), seed)
    scribe = Scribe(sample, using, note)
    tables = poured(scribe.write_shared(), using)
    for number, rows in enumerate(blocks(scribe), start=1):
        tables |= poured(rows, using)
        report(f"{min(number * BLOCK, size):,} of {size:,} programmes")
    settle(tables, using)
    return sample


def vocabulary_of(using: str) -> Vocabulary:
    """The words that a database holds, in the curators' order."""
    terms = defaultdict(list)
    for term in Term.objects.using(using).in_use().order_by("scheme", "order", "code"):
        terms[term.scheme].append(term)
    places = list(Place.objects.using(using).select_related("region").order_by("ref"))
    measures = list(Measure.objects.using(using).filter(counts__in=COUNTED).order_by("order", "code"))
    for word in (*(term for scheme in terms.values() for term in scheme), *places, *measures):
        word._state.db = None  # Django relates rows that were never read from a database only to others of that sort
    return Vocabulary(dict(terms), places, measures)


def blocks(scribe: Scribe) -> Iterator[Rows]:
    """The rows of every block, in order; of a large sample from a process for each core. See sample_process."""
    numbers = range(scribe.sample.blocks)
    if len(numbers) <= ALONE:
        yield from map(scribe.write_block, numbers)
        return
    packed = pickle.dumps(scribe)
    context, database = multiprocessing.get_context("spawn"), connections.databases[scribe.using]
    with TemporaryDirectory(dir=settings.LOCAL_DIR) as folder:
        about = (packed, scribe.using, database, Path(folder))
        with context.Pool(os.cpu_count(), sample_process.prepare, about) as pool:
            yield from in_turn(pool, numbers)


def in_turn(pool, numbers: range) -> Iterator[Rows]:
    """The blocks in order, a few of them made ahead: all that could be made ahead would fill the memory."""
    made: deque = deque()
    for number in numbers:
        made.append(pool.apply_async(sample_process.block, (number,)))
        if len(made) > AHEAD:
            yield made.popleft().get()
    while made:
        yield made.popleft().get()


def poured(rows: Rows, using: str) -> set[type]:
    """Insert rows by table, in one transaction; returns the models of the tables."""
    tables = {apps.get_model(label): lines for label, lines in rows.items() if lines}
    with transaction.atomic(using=using):
        for model, lines in tables.items():
            pour(model, lines, using)
    return set(tables)


def pour(model, lines: list[tuple], using: str) -> None:
    """Insert lines into one table, several times as fast as bulk_create."""
    quote = connections[using].ops.quote_name
    fields = fields_of(model, is_keyed=is_keyed(model, lines))
    columns, marks = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    with connections[using].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608 - our own names
            lines,
        )


def settle(tables: set[type], using: str) -> None:
    """Set the counters to where issuing would have left them, and let the planner look around."""
    connection = connections[using]
    latest = Change.objects.using(using).newest()
    ChangeNumber.objects.using(using).update_or_create(pk=1, defaults={"latest": latest})
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), sorted(tables, key=str)):
            cursor.execute(line)
        cursor.execute("ANALYZE")
