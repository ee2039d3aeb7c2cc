"""A process that mirrors a register and is killed at its nth statement to the copy; test_mirror.py runs it."""

import os
import signal
import sqlite3
import sys
from pathlib import Path

from lifesci.operations.mirror.asking import Register
from lifesci.operations.mirror.copy import Copy
from lifesci.operations.mirror.following import is_whole


def main(address: str, file: str, moment: int) -> None:
    """Mirror until whole, or until the moment; 0 is never."""
    left, connect = moment, sqlite3.connect

    def live(statement):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.set_trace_callback(live)
        return connection

    sqlite3.connect = watched
    register = Register(address)
    sys.exit(0 if is_whole(register, Copy(Path(file), register.address)) else 1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
