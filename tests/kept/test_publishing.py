"""While one process publishes, all who read from the server see the register before or after, and never half."""

import threading
from itertools import cycle

import pytest
from django.db import connection

from lifesci.editions.issue import issue
from lifesci.vocabularies.models import Scheme
from organisations.publish import publish_organisation
from programmes.publish import publish_programme
from tests.benchmarks.contestants import REGISTER, Served
from tests.benchmarks.publisher import Publisher
from tests.benchmarks.reading import Asked, Published, Readers, Seen, judged
from tests.editions.bodies import source
from tests.factories import OrganisationFactory, ProgrammeFactory, TermFactory

HTML, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}
WATCHED = ("/programmes/?organisation=body", "/programmes/?organisation=body&sort=recent")
QUESTIONS = [
    *(Asked(path, HTML, is_watched=True) for path in WATCHED),
    Asked("/api/v1/programmes/?organisation=body", JSON, is_watched=True),
    *(Asked(path, HTML) for path in ("/", "/programmes/", "/programmes/p-1/", "/organisations/body/", "/changes/")),
    *(Asked(path, JSON) for path in ("/api/v1/organisations/body/", "/api/v1/changes/", "/api/v1/programmes/p-3/")),
]
RATE = 50  # questions a second
PUBLICATIONS, PAUSE = 5, 0.2  # seconds between two


def address() -> str:
    """The DATABASE_URL of the test's database."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    account = f"{held['USER']}:{held['PASSWORD']}".rstrip(":")
    return f"postgres://{account}@{held['HOST'] or 'localhost'}:{held['PORT'] or 5432}/{held['NAME']}"


@pytest.fixture
def led(transactional_db):
    """A published organisation that leads eight published programmes."""
    issue(source())
    body = OrganisationFactory(ref="body", name="Renamed body 0000")
    publish_organisation(body, by=None)
    kind = TermFactory(scheme=Scheme.TYPE, code="outreach")
    for number in range(8):
        publish_programme(ProgrammeFactory(ref=f"p-{number}", lead=body, types=[kind]), by=None)


def test_every_reader_sees_before_or_after_and_never_half(led):
    served = Served(REGISTER, address(), DJANGO_SETTINGS_MODULE="tests.kept.served_settings")
    publisher = Publisher(address(), "body")
    try:
        published = [publisher.publish("Renamed body 0001")]

        def publish() -> None:
            for number in range(2, 2 + PUBLICATIONS):
                published.append(publisher.publish(f"Renamed body {number:04}"))
                threading.Event().wait(PAUSE)

        seen = Readers(served.port, cycle(QUESTIONS), RATE).during(publish)
    finally:
        publisher.close()
        served.close()
    verdict = judged(seen, published)
    assert (verdict.failed, verdict.half, verdict.late) == ([], [], [])
    assert [each.version - published[0].version for each in published] == [9 * number for number in range(6)]
    assert len({each.version for each in seen if each.version}) > 2
    assert len(seen) > RATE


def test_what_readers_may_not_see_is_told():
    published = [Published("Renamed body 0001", 10, 0.0, 1.0), Published("Renamed body 0002", 20, 2.0, 3.0)]
    asked = Asked("/", HTML, is_watched=True)
    one, two = b"Renamed body 0001", b"Renamed body 0002"

    def seen(at, version, *names, status=200):
        return judged([Seen(asked, at, 0.01, status, version, frozenset(names))], published)

    for good in (seen(1.5, 10, one), seen(2.5, 10, one), seen(2.5, 20, two), seen(3.5, 20, two)):
        assert good.is_good
    assert seen(1.5, 10, one, two).half == ["/: 200, version 10, [b'Renamed body 0001', b'Renamed body 0002']"]
    assert seen(1.5, 10, two).half == ["/: 200, version 10, [b'Renamed body 0002']"]
    assert seen(2.5, 15, two).half == ["/: 200, version 15, [b'Renamed body 0002']"]
    assert seen(3.5, 10, one).late == ["/: 200, version 10, [b'Renamed body 0001']"]
    assert seen(1.5, None, status=503).failed == ["/: 503, version None, []"]
