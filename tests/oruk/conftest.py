"""The register's first content, published once for all tests of a module, and a reader of the adapter."""

import pytest
from django.test import Client

from lifesci.operations.publishing import publish_register
from tests.fixtures.conftest import loaded

__all__ = ["first_content", "loaded", "oruk"]
BASE = "/oruk/v3"


class Reader:
    """A client of the adapter."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)

    def __call__(self, path: str, **parameters) -> dict:
        """The good answer at an address below /oruk/v3/."""
        answer = self.answer(path, **parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def answer(self, path: str, **parameters):
        """Whatever is answered there."""
        return self.client.get(f"{BASE}/{path}", parameters)

    def walk(self, path: str, **parameters) -> list[dict]:
        """All items of a list, page by page."""
        found, number = [], 1
        while True:
            page = self(path, page=number, **parameters)
            found += page["contents"]
            if page["last_page"]:
                assert page["total_items"] == len(found)
                return found
            number += 1


@pytest.fixture
def oruk() -> Reader:
    """Reads the adapter."""
    return Reader()


@pytest.fixture(scope="module")
def first_content(loaded):
    """The first content, published; what a test changes is undone after the module."""
    assert publish_register(by=None).refused == {}
