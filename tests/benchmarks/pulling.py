"""A CSV of every programme of a sample: the register's file, the baseline's stream, and a bare file server's copy."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.contestants import BASELINE, HOME, REGISTER, Served, environment, free_port

TIMES = 7  # pulls of a file
BLOCK = 1 << 20
PATIENCE = 1200  # seconds for the baseline's next line


@dataclass(frozen=True)
class Pulled:
    """Seconds and bytes of the whole from each server, seconds that making all files took, and memory in megabytes that
    the register's server took more after many pulls than after one."""

    register: float
    files: float
    baseline: float
    size: int
    streamed: int
    making: float
    grown: float


def measured(database: str) -> Pulled:
    """Make the files, then pull them from each server in turn; the baseline's stream is pulled once."""
    folder = Path(database.removeprefix("sqlite:///")).with_suffix(".downloads")
    if "://" in str(folder):
        folder = HOME / ".local" / f"downloads-{database.rpartition('/')[2]}"
    making, version = made(database, folder)
    with ExitStack() as opened:
        register = opened.enter_context(closing(Served(REGISTER, database, DOWNLOADS_DIR=str(folder))))
        baseline = opened.enter_context(closing(Served(BASELINE, database)))
        port = opened.enter_context(serving(folder / version))
        ours, theirs, memory = [], [], []
        for _ in range(TIMES):
            ours.append(pulled(register.port, f"/data/{version}/programmes.csv"))
            theirs.append(pulled(port, "/programmes.csv"))
            memory.append(megabytes(register.process.pid))
        seconds, streamed = pulled(baseline.port, "/programmes.csv")
    return Pulled(
        register=median(each for each, _ in ours),
        files=median(each for each, _ in theirs),
        baseline=seconds,
        size=ours[0][1],
        streamed=streamed,
        making=making,
        grown=memory[-1] - memory[0],
    )


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of a bare file server, which runs as long as the block."""
    port = free_port()
    command = ["-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    server = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def made(database: str, folder: Path) -> tuple[float, str]:
    """Seconds that it took to make the files, and their version."""
    began = time.monotonic()
    command = [sys.executable, "manage.py", "build_downloads"]
    told = subprocess.run(
        command,
        env={**environment(REGISTER, database), "DOWNLOADS_DIR": str(folder)},
        cwd=HOME,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return time.monotonic() - began, told.rpartition("Version ")[2].partition(" ")[0]


def pulled(port: int, path: str) -> tuple[float, int]:
    """Seconds and bytes of one whole answer, which is thrown away as it comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    began, size = time.perf_counter(), 0
    connection.request("GET", path)
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} was answered to {path}.")
    while block := answer.read(BLOCK):
        size += len(block)
    seconds = time.perf_counter() - began
    connection.close()
    return seconds, size


def megabytes(pid: int) -> float:
    """Memory of a server and its workers, where the system tells."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        return 0.0
    children = [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(map(megabytes, children))


def told(found: Pulled) -> Iterator[str]:
    """What was measured, in lines."""
    ours, size = found.register / found.size, found.size / 1e6
    yield f"all files made in {found.making:.0f} s; programmes.csv has {size:.1f} MB"
    yield (
        f"register {found.register * 1000:.0f} ms, a bare file server {found.files * 1000:.0f} ms,"
        f" the ORM's streaming {found.baseline:.1f} s for {found.streamed / 1e6:.1f} MB"
    )
    yield (
        f"{found.baseline / found.register:.0f} times the ORM's streaming (at least 40),"
        f" by the byte {found.baseline / found.streamed / ours:.0f} times;"
        f" {found.register / found.files:.2f} times a file server's time (at most 2);"
        f" memory grew by {found.grown:.1f} MB"
    )
