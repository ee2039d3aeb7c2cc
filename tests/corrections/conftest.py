"""A published programme that readers may correct."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from tests.site import documents as made

FORM = "application/x-www-form-urlencoded"
PAGE = "/corrections/programmes/baylab/figure-students/"
SAID = {
    "wrong": "The number is of 2021.",
    "right": "About 17,200 students since 2017.",
    "where": "https://baylab.example/report, page 3",
    "email": "reader@example.org",
    "comment": "",
    "edition": "1",
}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def reader() -> Client:
    """Somebody without an account."""
    return Client(raise_request_exception=False)


@pytest.fixture
def published(db):
    """One programme with a figure, an outcome and a story."""
    [edition] = made.publish(
        made.programme(
            "baylab", title="Baylab", figures=[made.figure()], outcomes=[made.outcome()], stories=[made.story()]
        )
    )
    return edition


@pytest.fixture
def send(reader, published):
    """Sends the form about a fact as a browser does; `said` replaces what is sent."""

    def sent(address=PAGE, *, headers=None, **said):
        return reader.post(address, urlencode(SAID | said, doseq=True), content_type=FORM, headers=headers or {})

    return sent
