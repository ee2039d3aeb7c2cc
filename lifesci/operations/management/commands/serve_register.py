"""Serve the register with granian on this machine, and print the address once it answers."""

import multiprocessing
import os
import socket
import threading
import time

from django.conf import settings
from django.core.management import BaseCommand
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from lifesci.api.waiting import PLACES
from lifesci.operations.address import HOST, port_to_serve, require_free_port
from lifesci.operations.server_log import CONFIG

STOPPING = 5  # seconds that answers may take to be finished when the server is stopped
THREADS = 4  # besides those that are held for who waits for a change
PATIENCE = 60  # seconds a first worker may take to answer


class Command(BaseCommand):
    """Serve until stopped."""

    help = "Serve the register on 127.0.0.1:$PORT with granian; put a proxy that ends TLS in front of it for others."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Serve until a signal stops it; nothing is printed before the address."""
        port = port_to_serve()
        require_free_port(port)
        multiprocessing.set_start_method("spawn")  # workers start clean, without this command's modules and threads
        server = Granian(
            "lifesci.wsgi:application",
            address=HOST,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers(),
            blocking_threads=THREADS + PLACES,
            blocking_threads_idle_timeout=600,  # a thread keeps its database connection
            workers_kill_timeout=STOPPING,  # of who waits for a change, and whoever takes as long
            log_level=LogLevels.warning,
            log_dictconfig=CONFIG,
        )
        server.on_startup(lambda: threading.Thread(target=self.announce, args=(port,), daemon=True).start())
        server.serve()

    def announce(self, port: int) -> None:
        """Print the address as soon as a worker accepts a connection."""
        for _ in range(PATIENCE * 10):
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
                if caller.connect_ex((HOST, port)) == 0:
                    self.stdout.write(f"The register is open at http://{HOST}:{port}/ (Ctrl-C closes it)")
                    self.stdout.flush()
                    return
            time.sleep(0.1)


def workers() -> int:
    """One process where the cache is the process's own, so that its request limits count everybody; else one a core."""
    own_cache = settings.CACHES["default"]["BACKEND"].endswith(".LocMemCache")
    return 1 if own_cache else os.cpu_count() or 1
