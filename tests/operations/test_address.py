"""Where a register is served: what is a port, and whether it is free."""

import socket

import pytest
from django.core.management import CommandError

from lifesci.operations.address import HOST, port_to_serve, require_free_port


@pytest.fixture
def taken_port():
    """A port that somebody listens on."""
    with socket.create_server((HOST, 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize(("said", "port"), [("8001", 8001), (" 80 ", 80), ("", 8000), ("65535", 65535)])
def test_port_to_serve_reads_the_environment(monkeypatch, said, port):
    monkeypatch.setenv("PORT", said)
    assert port_to_serve() == port


def test_port_to_serve_without_a_variable_is_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert port_to_serve() == 8000


@pytest.mark.parametrize("said", ["0", "65536", "-1", "http", "8000/tcp", "٣"])
def test_port_to_serve_of_what_is_no_port_says_so(monkeypatch, said):
    monkeypatch.setenv("PORT", said)
    with pytest.raises(CommandError, match=r"^PORT is '.*', which is not a port: choose a number from 1 to 65535\.$"):
        port_to_serve()


def test_require_free_port_of_a_taken_port_says_what_to_do(taken_port):
    with pytest.raises(CommandError) as refused:
        require_free_port(taken_port)
    assert str(refused.value) == (
        f"Port {taken_port} is taken, perhaps by a register that already runs. "
        f"Stop that, or choose another port: PORT={taken_port + 1} make run"
    )


def test_require_free_port_of_a_free_port_leaves_it_free():
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    require_free_port(port)
    require_free_port(port)
