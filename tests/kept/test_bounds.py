"""What is kept has a bound, in the process and in the shared cache, and a shared cache that is away holds nobody up."""

import pytest

from lifesci.editions.issue import issue
from lifesci.kept import shared
from lifesci.kept.answer import FIELD_BYTES, Answer, question
from lifesci.kept.memory import LARGEST, Memory
from lifesci.kept.shared import PLACES, Shared, forget_shared, is_shared, place
from lifesci.kept.way import KeptWay
from tests.below_django import Asked, answered_again, same_connection, same_second
from tests.editions.bodies import organisation, programme, source

__all__ = ["same_connection", "same_second"]
REDIS = "django.core.cache.backends.redis.RedisCache"


def answer(size=10, made_of="1") -> Answer:
    """An answer with a body of so many bytes."""
    return Answer(made_of, "list", '"etag"', [("ETag", '"etag"')], b"x" * size)


def key(number: int) -> bytes:
    """The short form of a question."""
    return number.to_bytes(16)


@pytest.fixture
def caching(settings, tmp_path):
    """A cache that processes share."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path},
    }


@pytest.fixture
def register(db):
    """A register with one record of the kinds that pages need."""
    issue(source())
    issue(organisation())
    return issue(programme())


def test_the_least_lately_asked_goes_first():
    memory = Memory(most_answers=2)
    memory.put(key(1), answer())
    memory.put(key(2), answer())
    assert memory.get(key(1))
    memory.put(key(3), answer())
    assert [memory.get(key(number)) for number in (1, 2, 3)] == [answer(), None, answer()]


def test_memory_is_bounded_by_bytes_and_counts_what_it_holds():
    memory = Memory(most_bytes=3 * (1000 + FIELD_BYTES))
    for number in range(9):
        memory.put(key(number), answer(1000))
        memory.put(key(number), answer(1000, "2"))
    assert (len(memory), memory.bytes) == (3, 3 * (1000 + FIELD_BYTES))
    memory.put(key(99), answer(2 * (1000 + FIELD_BYTES)))
    assert (len(memory), memory.bytes) == (1, 2 * (1000 + FIELD_BYTES) + FIELD_BYTES)


def test_a_large_body_is_not_kept(caching):
    memory, places = Memory(), Shared()
    memory.put(key(1), answer(LARGEST))
    memory.put(key(2), answer(LARGEST + 1))
    places.put(key(1), answer(shared.LARGEST))
    places.put(key(2), answer(shared.LARGEST + 1))
    assert [bool(store.get(key(number))) for store in (memory, places) for number in (1, 2)] == [True, False] * 2


def test_a_question_is_short_however_long_its_address_and_differs_by_every_part():
    def asked(**environ):
        plain = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_HOST": "register.example", "PATH_INFO": "/"}
        return question({**plain, **environ}, "HTTP_X_FORWARDED_PROTO")

    keys = [
        asked(),
        asked(QUERY_STRING="q=" + "x" * 100_000),
        asked(QUERY_STRING="\ud800\xff"),
        asked(PATH_INFO="/programmes/"),
        asked(HTTP_HOST="register.example:80"),
        asked(HTTP_X_FORWARDED_PROTO="https"),
        asked(SCRIPT_NAME="/register"),
        asked(HTTP_ACCEPT_ENCODING="gzip"),
        asked(HTTP_ACCEPT_ENCODING="gzip, identity;q=0"),
        asked(**{"wsgi.url_scheme": "https"}),
    ]
    assert {len(each) for each in keys} == {16}
    assert len(set(keys)) == len(keys)
    assert asked(HTTP_COOKIE="a=b", HTTP_USER_AGENT="any", HTTP_ACCEPT="text/html") == keys[0]


def test_two_questions_with_one_place_are_not_mistaken_for_each_other(caching):
    places, one, other = Shared(), key(1), key(1 + (PLACES << 64))
    assert place(one) == place(other)
    places.put(one, answer(1))
    assert (places.get(one), places.get(other)) == (answer(1), None)
    places.put(other, answer(2))
    assert (places.get(one), places.get(other)) == (None, answer(2))


def test_strangers_fill_no_more_than_the_places_there_are():
    assert len({place(key(number << 64 | number)) for number in range(5 * PLACES)}) == PLACES


def test_processes_share_what_one_of_them_kept(register, caching, settings):
    settings.API_RATE = 0
    asked = Asked()
    one, other = KeptWay(asked), KeptWay(asked)
    for path in ("/programmes/", "/api/v1/figures/"):
        asked.count = 0
        first = answered_again(one, path)
        assert [answered_again(other, path) for _ in range(2)] == [first] * 2
        assert asked.count == 1
    issue(programme(title="Another title"))
    assert b"Another title" in answered_again(other, "/programmes/")[2]
    assert b"Another title" in answered_again(one, "/programmes/")[2]
    assert asked.count == 2


def test_what_is_shared_can_be_forgotten(register, caching):
    asked = Asked()
    answered_again(KeptWay(asked), "/programmes/")
    forget_shared()
    answered_again(KeptWay(asked), "/programmes/")
    assert asked.count == 2


def test_a_shared_cache_that_is_away_costs_one_attempt_and_no_answer(register, settings, monkeypatch, caplog):
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": REDIS, "LOCATION": "redis://127.0.0.1:1/0"}}
    monkeypatch.setattr(shared.time, "monotonic", lambda: 1000.0)
    asked = Asked()
    way = KeptWay(asked)
    answers = [answered_again(way, "/programmes/") for _ in range(3)]
    assert (answers[0][0], answers[1:], asked.count) == ("200 OK", answers[:1] * 2, 1)
    assert caplog.messages == ["Answers are not being shared: ConnectionError"]
    monkeypatch.setattr(shared.time, "monotonic", lambda: 1000.0 + shared.PAUSE)
    answered_again(KeptWay(asked), "/programmes/")
    assert caplog.messages == ["Answers are not being shared: ConnectionError"] * 2


def test_a_cache_of_one_process_is_not_shared(settings, caching):
    assert is_shared()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert (is_shared(), KeptWay(None).shared) == (False, None)
