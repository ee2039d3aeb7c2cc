"""One of the processes that invent blocks of a sample. Imports no model before Django is ready; for sample_writing."""

import gc
import pickle

import django

_held: list = []


def prepare(packed: bytes, alias: str, database: dict) -> None:
    """Make this process ready: it knows how the database takes values, and never opens it."""
    django.setup()
    from django.db import connections  # noqa: PLC0415 - settings are read with it

    connections.databases[alias] = database
    _held.append(pickle.loads(packed))  # noqa: S301 - packed by the process that started this one
    gc.freeze()
    gc.disable()  # records and their children point at each other: they are swept away once a block, not all the time


def block(number: int):
    """The rows of one block."""
    rows = _held[0].write_block(number)
    gc.collect()
    return rows
