"""Serves `module:application` on a port of this machine with granian, exactly as serve_register serves the register."""

import multiprocessing
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    Granian(
        sys.argv[1],
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        blocking_threads_idle_timeout=600,
        log_level=LogLevels.warning,
    ).serve()
