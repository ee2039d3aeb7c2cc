"""One of the processes that make blocks of a sample. Imports no model before Django is ready; for sample_writing."""

import gc
import pickle
from datetime import timedelta
from pathlib import Path

import django

PERIOD = 108  # blocks that are invented; from then on they come again, whole days later: 9 blocks are published in two
DAY = timedelta(1)

_held: list = []


def prepare(packed: bytes, alias: str, database: dict, folder: Path) -> None:
    """Make this process ready: it knows how the database takes values, and never opens it."""
    django.setup()
    from django.db import connections  # noqa: PLC0415 - settings are read with it

    connections.databases[alias] = database
    hold(pickle.loads(packed), folder)  # noqa: S301 - packed by the process that started this one
    gc.freeze()
    gc.disable()  # records and their children point at each other: they are swept away once a block, not all the time


def hold(scribe, folder: Path) -> None:
    """Write with this scribe, and keep in this folder what comes again."""
    _held[:] = scribe, folder


def block(number: int):
    """The rows of one block, by their number from 0; the first PERIOD have to be asked for before the others."""
    scribe, folder = _held
    if number >= PERIOD and number < scribe.sample.blocks - 1:  # the last may be shorter
        return once_more(number, folder)
    rows = scribe.write_block(number)
    if number + PERIOD < scribe.sample.blocks - 1:
        (folder / f"{number}").write_bytes(pickle.dumps(dict(rows)))
    gc.collect()
    return rows


def once_more(number: int, folder: Path):
    """The rows of a block that was invented, as another block."""
    from lifesci.operations.sample import BLOCK  # noqa: PLC0415 - models are ready now
    from lifesci.operations.sample_again import PLACES, Further, again  # noqa: PLC0415
    from lifesci.operations.sample_rows import PACE, RESTATED  # noqa: PLC0415

    times, invented = divmod(number, PERIOD)
    rows = pickle.loads((folder / f"{invented}").read_bytes())  # noqa: S301 - written by block()
    far = times * PERIOD
    further = Further(
        programmes=far * BLOCK,
        changes=far * (BLOCK + RESTATED),
        days=far * BLOCK * PACE // DAY,
        place=PLACES[times - 1],
    )
    return again(rows, further)
