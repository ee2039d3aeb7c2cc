"""A register that stands for all tests of a module, each of which gives back what it changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Model


@contextmanager
def standing(blocker) -> Iterator[None]:
    """Whatever the block writes before it yields stands until it ends; `blocker` is pytest-django's own."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def afresh(records: Mapping) -> dict:
    """The rows among these as the database has them now, so that no test sees what another did to an object."""
    return {
        name: type(each)._default_manager.get(pk=each.pk) if isinstance(each, Model) else each
        for name, each in records.items()
    }
