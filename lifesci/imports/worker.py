"""The worker of imports: the library's, which also says that it is there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from lifesci.imports.progress import WORKER_SILENT, worker_is_here
from lifesci.imports.tasks import QUEUE


def worker(*, until_empty: bool, interval: float = 1.0) -> Worker:
    """A worker that takes one task of imports after the other."""
    return Worker(
        queue_names=[QUEUE],
        interval=interval,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def take_the_queue() -> None:
    """Do all that is queued."""
    worker(until_empty=True).run()


@contextmanager
def heard_of() -> Iterator[None]:
    """While inside, everybody hears that a worker is here."""
    over = threading.Event()

    def say():
        while True:
            worker_is_here()
            if over.wait(WORKER_SILENT / 3):
                return

    worker_is_here()
    thread = threading.Thread(target=say, name="imports-worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
