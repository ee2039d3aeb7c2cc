"""A process that holds one contestant's WSGI application and answers, line by line on its pipes, what it is asked."""

import json
import sys
from importlib import import_module
from io import BytesIO
from time import process_time


def main(target: str) -> None:
    """Load `module:application`, then answer questions until the pipe closes."""
    module, _, name = target.partition(":")
    application = getattr(import_module(module), name)
    for line in sys.stdin:
        order = json.loads(line)
        if order["act"] == "ask":
            answer = asked(application, order["path"], order["headers"])
        else:
            answer = getattr(import_module("tests.benchmarks.inside"), order["act"])(application, **order["about"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def asked(application, path: str, headers: dict[str, str]) -> tuple[int, int, float]:
    """(status, size of the body in bytes, seconds of CPU) of one answer, without any server.

    CPU seconds, because on a busy machine a long answer is interrupted more often than a short one.
    """
    environ = environment(path, headers)
    statuses = []
    started = process_time()
    response = application(environ, lambda status, headers, exc_info=None: statuses.append(status))
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return int(statuses[0][:3]), len(body), process_time() - started


def environment(path: str, headers: dict[str, str]) -> dict:
    """A WSGI environment as granian makes it."""
    address, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }


if __name__ == "__main__":
    main(sys.argv[1])
