"""Work behind a page: queued for a worker, and taken by a thread of this process where none is heard of."""

import threading

from django.db import connection
from django_tasks import task

from lifesci.imports.progress import is_worker_here
from lifesci.imports.running import run

QUEUE = "imports"


@task(queue_name=QUEUE)
def work_at(proposal_id: int) -> None:
    """Do what a proposal waits for."""
    run(proposal_id)


def begin(proposal) -> None:
    """Have a proposal worked at, wherever somebody can; the answer to the browser does not wait."""
    work_at.enqueue(proposal.pk)
    if not is_worker_here():
        start_thread()


def start_thread() -> threading.Thread:
    """A thread that takes what is queued and ends."""
    thread = threading.Thread(target=_take_the_queue, name="imports", daemon=True)
    thread.start()
    return thread


def _take_the_queue() -> None:
    from lifesci.imports.worker import take_the_queue  # noqa: PLC0415 - models of the queue are ready by now

    try:
        take_the_queue()
    finally:
        connection.close()
