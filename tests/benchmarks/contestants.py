"""The register, the plain baseline and the bare limit, each behind a server and as a process asked through pipes."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.client import Client

HOME = Path(__file__).resolve().parents[2]
PORTS = range(8300, 8400)
PATIENCE = 120  # seconds a server may take to answer for the first time
REGISTER, BASELINE, LIMIT = "register", "baseline", "limit"
APPLICATIONS = {
    REGISTER: "lifesci.wsgi:application",
    BASELINE: "tests.benchmarks.baseline.wsgi:application",
    LIMIT: "tests.benchmarks.limit:application",
}
SETTINGS = {
    REGISTER: "tests.benchmarks.register_settings",
    BASELINE: "tests.benchmarks.baseline.settings",
    LIMIT: "tests.benchmarks.baseline.settings",
}


def environment(name: str, database: str) -> dict[str, str]:
    """The environment of one contestant on one sample. Nobody counts requests while they are measured."""
    plain = {key: value for key, value in os.environ.items() if key not in ("DEBUG", "CACHE_URL", "ALLOWED_HOSTS")}
    return {
        **plain,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": SETTINGS[name],
        "API_RATE": "0",
        "PYTHONPATH": str(HOME),
    }


class InProcess:
    """One contestant's application, asked without a server between."""

    def __init__(self, name: str, database: str):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.worker", APPLICATIONS[name]],
            env=environment(name, database),
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, **order):
        """The answer to one order."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("A contestant's process has ended; what it said stands above.")
        return json.loads(line)

    def ask(self, path: str, headers: dict[str, str]) -> tuple[int, int, float]:
        """(status, bytes, seconds) of one answer."""
        return tuple(self.tell(act="ask", path=path, headers=headers))

    def act(self, name: str, **about):
        """What a function of inside.py answers."""
        return self.tell(act=name, about=about)

    def close(self) -> None:
        """Let the process end."""
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Served:
    """One contestant behind granian, asked over HTTP; all three servers have the same workers and threads."""

    def __init__(self, name: str, database: str, **besides: str):
        self.port = free_port()
        command = (
            ["manage.py", "serve_register"]
            if name == REGISTER
            else ["-m", "tests.benchmarks.serve", APPLICATIONS[name], str(self.port)]
        )
        self.process = subprocess.Popen(
            [sys.executable, *command],
            env={**environment(name, database), "PORT": str(self.port), **besides},
            cwd=HOME,
            stdout=subprocess.DEVNULL,
        )
        self.client = self._connected()
        self.ask = self.client.ask

    def _connected(self) -> Client:
        for _ in range(PATIENCE * 10):
            try:
                return Client(self.port)
            except ConnectionRefusedError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.process.terminate()
        raise RuntimeError("A contestant's server does not answer; what it said stands above.")

    def close(self) -> None:
        """Hang up and stop this server, and no other."""
        self.client.close()
        self.process.terminate()
        self.process.wait(timeout=30)


def free_port() -> int:
    """A port that nobody listens at."""
    for port in PORTS:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"No port from {PORTS[0]} to {PORTS[-1]} is free.")
