"""Where a register is served from this machine: the host, the port, and whether the port is free; for its commands."""

import os
import socket

from django.core.management import CommandError

HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def port_to_serve() -> int:
    """The port named by PORT, or the usual one; raises CommandError for what is not a port."""
    said = os.environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not (said.isascii() and said.isdigit() and 0 < int(said) < 65536):
        raise CommandError(f"PORT is {said!r}, which is not a port: choose a number from 1 to 65535.")
    return int(said)


def require_free_port(port: int) -> None:
    """Raise CommandError, with what to do, when something already listens there or the port may not be had."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except PermissionError as error:
            raise CommandError(f"Port {port} may not be used by this account: PORT=8000 make run") from error
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken, perhaps by a register that already runs. "
                f"Stop that, or choose another port: PORT={port + 1 if port < 65535 else 8000} make run"
            ) from error
