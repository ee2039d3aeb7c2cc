"""An answer speaks of one register version, whatever is published while it is made."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from zeal import zeal_ignore

from lifesci.editions.issue import issue
from lifesci.editions.models import Entry
from lifesci.editions.version import register_version
from lifesci.editions.withdraw import withdraw
from lifesci.site.one_version import TRIES
from lifesci.urls import failed, handler400, handler403, handler404, handler500
from lifesci.urls import urlpatterns as every_address
from tests.editions.bodies import organisation, programme, source

__all__ = ["failed", "handler400", "handler403", "handler404", "handler500"]


class Overtaken:
    """A view that reads a title twice; between the two `meanwhile` happens, as often as it is said to."""

    def __init__(self):
        self.meanwhile, self.times, self.called = lambda: None, 0, 0

    def __call__(self, request):
        self.called += 1
        with zeal_ignore():  # it reads twice, as is its purpose
            first = Entry.objects.get(ref="w5").title
            if self.called <= self.times:
                self.meanwhile()
            second = Entry.objects.get(ref="w5").title
        return HttpResponse(f"{request.register_version}: {first}, {second}")


twice = Overtaken()
planted = [path("twice/", twice)]
urlpatterns = [*planted, path("api/v1/", include(planted)), *every_address]


@pytest.fixture(autouse=True)
def _planted(settings, db):
    settings.ROOT_URLCONF = __name__
    twice.__init__()
    issue(source())
    issue(organisation())
    issue(programme(title="Edition 1"))


@pytest.fixture
def reader():
    """A client that sees a 500 as an answer."""
    return Client(raise_request_exception=False)


def publish_again():
    """The next Edition, with its number for a title."""
    issue(programme(title=f"Edition {Entry.objects.get(ref='w5').number + 1}"))


def test_an_answer_that_nobody_overtakes_is_made_once(reader):
    answer = reader.get("/twice/")
    assert (answer.content, answer.of_version, twice.called) == (b"3: Edition 1, Edition 1", 3, 1)
    assert answer.headers["ETag"].startswith('W/"3-')


@pytest.mark.parametrize("address", ["/twice/", "/api/v1/twice/"])
def test_an_answer_that_a_publication_overtook_is_made_again_with_its_validator(reader, address):
    twice.meanwhile, twice.times = publish_again, 1
    answer = reader.get(address)
    assert (answer.content, answer.of_version, twice.called) == (b"4: Edition 2, Edition 2", 4, 2)
    assert answer.headers["ETag"].startswith('W/"4-')
    assert reader.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_what_failed_because_a_publication_overtook_it_is_tried_again(reader):
    def vanish():
        withdraw("programme", "w5", reason="Over.")

    twice.meanwhile, twice.times = vanish, 1
    assert reader.get("/twice/").status_code == 500  # there is nothing to read twice any more
    assert (twice.called, register_version()) == (2, 4)


def test_a_fault_that_no_publication_explains_is_not_tried_again(reader):
    Entry.objects.filter(ref="w5").delete()
    assert (reader.get("/twice/").status_code, twice.called) == (500, 1)


@pytest.mark.django_db(transaction=True)
def test_at_last_publishers_wait(reader, monkeypatch):
    inside = []

    def publish_unless_held():
        if twice.called <= TRIES:
            return publish_again()
        return inside.append(transaction.get_connection().in_atomic_block)

    twice.meanwhile, twice.times = publish_unless_held, TRIES + 1
    answer = reader.get("/twice/")
    expected = f"{3 + TRIES}: Edition {1 + TRIES}, Edition {1 + TRIES}".encode()
    assert (answer.content, answer.of_version, twice.called, inside) == (expected, 3 + TRIES, TRIES + 1, [True])
