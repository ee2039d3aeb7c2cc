"""One HTTP client on one connection that is kept alive, thin enough not to be what is measured."""

import socket
from time import perf_counter

END = b"\r\n\r\n"
IDLE = 15  # seconds after which a server may have hung up; until then that is a failure


class Client:
    """Asks one server, one question at a time."""

    def __init__(self, port: int):
        self.host, self.port = f"127.0.0.1:{port}", port
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.used = perf_counter()

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def ask(self, path: str, headers: dict[str, str]) -> tuple[int, int, float]:
        """(status, size of the body in bytes, seconds) of one answer, read to its end."""
        started = perf_counter()
        head, held = self.answered(path, headers)
        status = int(head[9:12])
        size = 0 if status in (204, 304) else _length(head)
        left = size - len(held)
        while left > 0:
            left -= len(self.received())
        return status, size, perf_counter() - started

    def read(self, path: str, headers: dict[str, str]) -> tuple[int, bytes, bytes]:
        """(status, head in small letters, body) of one answer."""
        head, body = self.answered(path, headers)
        status = int(head[9:12])
        size = 0 if status in (204, 304) else _length(head)
        while len(body) < size:
            body += self.received()
        return status, head, body

    def answered(self, path: str, headers: dict[str, str]) -> tuple[bytes, bytes]:
        """Send one question; the head of the answer in small letters, and as much of the body as came with it."""
        if perf_counter() - self.used > IDLE:
            self.close()
            self._connect()
        fields = {"Host": self.host, **headers}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        held = b""
        while (end := held.find(END)) < 0:
            held += self.received()
        self.used = perf_counter()
        return held[:end].lower(), held[end + len(END) :]

    def received(self) -> bytes:
        """What the server sent next."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError(f"{self.host} hung up in the middle of an answer.")
        return chunk


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    raise ConnectionError("An answer came without its length.")
