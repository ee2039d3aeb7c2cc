"""A small register with a real server before it, and somebody who is signed in at the desk."""

import pytest

from tests.browser.logging_in import log_in
from tests.browser.register import CURATOR, PASSWORD, fill


@pytest.fixture
def rows_are_looked_up_to_be_written(settings):
    """Acts and formsets look each row up by its key before they write it; only relations read in a loop are N+1."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.fixture
def records(live_server, rows_are_looked_up_to_be_written) -> dict:
    """The full records, by kind, published in the database that the server reads."""
    return fill()


@pytest.fixture
def address(live_server, records) -> str:
    """Where the register is served."""
    return live_server.url


@pytest.fixture
def sign_in(address):
    """Signs a browser's page in at the desk, by keyboard alone: as the curator, or as somebody else by name."""

    def signed_in(page, name=CURATOR):
        return log_in(page, address, name, PASSWORD)

    return signed_in
