"""How often each key asks, and what for: counted in the process, written in batches by a thread of its own.

No request waits for a write. A process that is stopped writes what it has counted; killed, it loses that.
"""

import atexit
import logging
import threading
from datetime import datetime
from multiprocessing.util import Finalize

from django.db import Error, IntegrityError, connections, transaction
from django.db.models import F
from django.utils import timezone

from lifesci.partners.models import KeyUse, PartnerKey

INTERVAL = 30  # seconds for which counts wait to be written together

Use = tuple[int, str, object]  # key, endpoint, day
logger = logging.getLogger(__name__)


class Counts:
    """The counts of one process that are not written yet, and the timer that will write them."""

    def __init__(self):
        self.lock = threading.Lock()
        self.used: dict[Use, int] = {}
        self.last: dict[int, datetime] = {}
        self.timer: threading.Timer | None = None

    def note(self, key: int, endpoint: str) -> None:
        """Count one request of a key."""
        now = timezone.now()
        use = (key, endpoint, timezone.localdate(now))
        with self.lock:
            self.used[use] = self.used.get(use, 0) + 1
            self.last[key] = now
            self.wait()

    def wait(self) -> None:
        """See to it that what was counted is written after a while. The lock is held."""
        if self.timer is None:
            self.timer = threading.Timer(INTERVAL, self.write_beside)
            self.timer.daemon = True
            self.timer.start()

    def taken(self) -> tuple[dict[Use, int], dict[int, datetime]]:
        """All that was counted, which is then counted no more."""
        with self.lock:
            if self.timer is not None:
                self.timer.cancel()
            taken, self.used, self.last, self.timer = (self.used, self.last), {}, {}, None
        return taken

    def write(self) -> None:
        """Write what was counted. Where the database does not take it, it is kept and tried again."""
        used, last = self.taken()
        try:
            write(used, last)
        except Error as error:
            logger.warning("The uses of keys wait to be written: %s", type(error).__name__)
            self.keep(used, last)

    def keep(self, used: dict[Use, int], last: dict[int, datetime]) -> None:
        """Take back what could not be written."""
        with self.lock:
            for use, count in used.items():
                self.used[use] = self.used.get(use, 0) + count
            self.last = {**last, **self.last}
            self.wait()

    def write_beside(self) -> None:
        """Write in a thread that serves nobody, and let go of its connection."""
        try:
            self.write()
        finally:
            connections.close_all()

    def write_at_the_end(self) -> None:
        """Write when the process is stopped. Called once by a process that serves."""
        atexit.register(self.write)
        Finalize(None, self.write, exitpriority=10)  # a worker of the server leaves without atexit


def write(used: dict[Use, int], last: dict[int, datetime]) -> None:
    """Add counts to their rows, in one transaction and always in the same order, so that no two processes block."""
    if not used:
        return
    with transaction.atomic():
        for (key, endpoint, day), count in sorted(used.items()):
            add(count, key_id=key, endpoint=endpoint, day=day)
        for key, moment in sorted(last.items()):
            PartnerKey.objects.filter(pk=key).exclude(last_used_at__gte=moment).update(last_used_at=moment)


def add(count: int, **use) -> None:
    """Add a count to its row, which another process may be making at the same moment."""
    if KeyUse.objects.filter(**use).update(count=F("count") + count):
        return
    try:
        with transaction.atomic():
            KeyUse.objects.create(**use, count=count)
    except IntegrityError:
        KeyUse.objects.filter(**use).update(count=F("count") + count)


counts = Counts()
