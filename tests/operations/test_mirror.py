"""The reference client: whole after anything that can happen to it, to its register and between them."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from lifesci.editions.issue import issue
from lifesci.editions.merge import merge_published
from lifesci.editions.models import Change, ChangeNumber, Entry
from lifesci.editions.vocabulary import save_word
from lifesci.editions.withdraw import withdraw
from lifesci.operations.mirror.asking import Refused, Register, Unreachable
from lifesci.operations.mirror.copy import Copy
from lifesci.operations.mirror.following import follow, is_whole
from lifesci.vocabularies.models import Term
from tests.editions.bodies import organisation, programme, source
from tests.editions.test_killed import address as database_address
from tests.operations.test_open_register import free_port

HOST = "127.0.0.1"
PATIENCE = 90  # seconds after which a test gives up


@pytest.fixture(autouse=True)
def no_limit(settings):
    """Ask as often as it takes."""
    settings.API_RATE = 0


@pytest.fixture
def filled(transactional_db):
    """A register with a few records of three kinds, one withdrawn."""
    issue(source())
    issue(organisation())
    issue(organisation("gsk", "GSK"))
    for number in range(4):
        issue(programme(f"p{number}", f"Programme {number}", lead={"ref": "gsk", "name": "GSK"}))
    withdraw("programme", "p3", reason="It ended.")
    save_word(Term(scheme="region", code="wales", label="Wales"))


def act(number: int) -> None:
    """The nth thing that happens to a register: a new record, a new Edition, a withdrawal, a return, a merger."""
    acts = (
        lambda: issue(programme(f"new-{number}", "New")),
        lambda: issue(programme("p0", f"Title {number}")),
        lambda: withdraw("programme", f"new-{number - 2}", reason="It ended."),
        lambda: issue(organisation(f"twin-{number}", f"Twin {number}")),
        lambda: issue(programme("p1", f"Of a twin {number}", lead={"ref": f"twin-{number - 1}", "name": "A twin"})),
        lambda: merge_published("organisation", f"twin-{number - 2}", "almac", reason="A double."),
        lambda: issue(programme(f"new-{number - 6}", f"Back {number}")),
        lambda: save_word(Term(scheme="region", code=f"region-{number}", label="A region")),
    )
    acts[number % len(acts)]()


def mirrored(address, file, **options) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("mirror_register", address, file, stdout=out, stderr=out, **options)
    return out.getvalue()


def held(file, query: str) -> list[tuple]:
    """Rows of a copy."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def published() -> list[tuple]:
    """Every current record with its text, as the register's own tables have it."""
    rows = Entry.objects.order_by("kind", "ref").values_list("kind", "ref", "number", "sha256", "edition__text")
    return list(rows)


def assert_equal(file):
    """The copy holds exactly what is published, and a tombstone for whatever is gone."""
    assert held(file, "SELECT * FROM record ORDER BY kind, ref") == published()
    gone = {}
    for change in Change.objects.exclude(action="saved").order_by("sequence"):
        gone[change.kind, change.ref] = (change.action, change.reason, change.successor, change.sequence)
    rows = held(file, "SELECT kind, ref, action, reason, successor, sequence FROM tombstone")
    assert {row[:2]: row[2:] for row in rows} == {key: row for key, row in gone.items() if row[0] != "issued"}
    [(words,)] = held(file, "SELECT text FROM vocabulary WHERE scheme = 'region'")
    regions = Term.objects.filter(scheme="region").order_by("order", "label").values_list("code", flat=True)
    assert [word["code"] for word in json.loads(words)] == list(regions)


def test_a_copy_is_whole_and_follows_everything_that_happens(live_server, filled, tmp_path):
    file = tmp_path / "copy.sqlite3"
    assert mirrored(live_server.url, file).startswith("Whole at 9: 6 records, ")
    assert_equal(file)
    for number in range(16):
        act(number)
    assert mirrored(f"{live_server.url}/", file).startswith(f"Whole at {ChangeNumber.objects.get().latest}: ")
    assert_equal(file)
    assert {row[0] for row in held(file, "SELECT action FROM tombstone")} == {"withdrawn", "merged"}


def test_a_register_of_nothing_is_copied_too(live_server, transactional_db, tmp_path):
    assert mirrored(live_server.url, tmp_path / "copy").startswith("Whole at 0: 0 records, e3b0c44298fc")


def test_a_copy_that_differs_names_what_and_how_and_can_be_mended(live_server, filled, tmp_path):
    file = tmp_path / "copy.sqlite3"
    mirrored(live_server.url, file)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM record WHERE ref = 'p0'")
        database.execute("UPDATE record SET text = replace(text, 'GSK', 'GSL') WHERE ref = 'p1'")
        database.execute("INSERT INTO record SELECT kind, 'p9', edition, sha256, text FROM record WHERE ref = 'p2'")
    with pytest.raises(CommandError, match=r"^3 records differ at 9\. --mend reads them anew\.$"):
        mirrored(live_server.url, file)
    told = mirrored(live_server.url, file, mend=True).splitlines()
    assert told[:3] == [
        "programme p0 is missing.",
        "programme p1 has another text.",
        "programme p9 is no longer published.",
    ]
    assert told[3].startswith("Whole at 9: 6 records, ")
    assert_equal(file)


def test_a_file_of_another_register_is_not_written_to(live_server, filled, tmp_path):
    file = tmp_path / "copy.sqlite3"
    mirrored(live_server.url, file)
    before = file.read_bytes()
    with pytest.raises(CommandError, match="is a copy of http://"):
        mirrored("http://register.invalid", file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("address", ["file:///etc/passwd", "register.example"])
def test_what_is_no_address_of_a_register_is_refused(tmp_path, address):
    with pytest.raises(CommandError, match="is no address of a register"):
        mirrored(address, tmp_path / "copy")


def test_a_register_that_went_back_is_not_followed(live_server, filled, tmp_path):
    register, file = Register(live_server.url), tmp_path / "copy.sqlite3"
    copy = Copy(file, register.address)
    assert is_whole(register, copy)
    with copy.step(9):
        copy.set_state(position=12)
    with pytest.raises(CommandError, match="The register stands at 9, the copy at 12: begin a new file"):
        mirrored(live_server.url, file)


def test_a_mirror_that_is_killed_anywhere_goes_on_and_comes_out_whole(live_server, filled, tmp_path):
    file, killed = tmp_path / "copy.sqlite3", 0
    moments = [*range(6, 60, 3), *range(60, 200, 25)]
    for number, moment in enumerate(moments):
        done = child(live_server.url, file, moment)
        assert done in (0, -signal.SIGKILL)
        killed += done != 0
        act(number)
    assert killed > 10
    assert child(live_server.url, file, 0) == 0
    assert_equal(file)


def child(address, file, moment) -> int:
    """Mirror in a process of its own that is killed at a moment; returns how it ended."""
    command = [sys.executable, "-m", "tests.operations.mirror_child", address, str(file), str(moment)]
    return subprocess.run(command, cwd=settings.BASE_DIR, check=False, timeout=PATIENCE).returncode


class Moody(BaseHTTPRequestHandler):
    """A register that answers as it is told, one answer after the other; None breaks off."""

    answers: list = []

    def do_GET(self):
        """The next answer."""
        said = type(self).answers.pop(0)
        if said is None:
            self.connection.close()
            return
        status, headers, body = said
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def moody():
    """An address that gives these answers, and the pauses that were made between them."""
    server = ThreadingHTTPServer((HOST, 0), Moody)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pauses = []
    yield lambda *answers: (
        setattr(Moody, "answers", list(answers))
        or Register(f"http://{HOST}:{server.server_port}", pause=pauses.append),
        pauses,
    )
    server.shutdown()
    server.server_close()


def test_a_client_waits_as_long_as_it_is_told_and_asks_again_where_the_register_is_away(moody):
    short = (200, {"Content-Length": "99"}, b'{"a":')
    register, pauses = moody(
        (429, {"Retry-After": "17"}, b""),
        (503, {"Retry-After": "10"}, b""),
        (502, {}, b""),
        None,
        short,
        (200, {}, b'{"a":1}'),
    )
    assert register.get("/api/v1/") == {"a": 1}
    assert pauses == [17, 10, 1.0, 2.0, 4.0]


def test_a_register_that_never_answers_is_given_up(moody):
    register, pauses = moody(*[(500, {}, b"")] * 12)
    with pytest.raises(Unreachable, match="though asked 12 times"):
        register.get("/api/v1/")
    assert (len(pauses), max(pauses)) == (12, 60)


def test_what_asking_again_does_not_mend_is_told_in_the_registers_words(moody):
    register, pauses = moody((400, {}, b'{"detail":"There is no parameter."}'))
    with pytest.raises(Refused, match=r"There is no parameter\.$"):
        register.get("/api/v1/", a=1)
    assert pauses == []


def test_the_next_page_is_asked_of_the_same_host_whatever_the_answer_says():
    assert Register(f"http://{HOST}").following("https://elsewhere.example/api/?cursor=x") == "/api/?cursor=x"
    assert Register(f"http://{HOST}").following(None) == ""


@contextmanager
def served(port: int, rate: int):
    """The register behind its own web server, in processes of its own; stopped as an operator stops it."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "CACHE_URL", "ALLOWED_HOSTS"}}
    environment = {**kept, "PORT": str(port), "DATABASE_URL": database_address(), "API_RATE": str(rate)}
    command = [sys.executable, "manage.py", "serve_register"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout.readline().startswith("The register is open")
            yield
        finally:
            server.terminate()


def test_a_follower_stays_whole_while_the_register_publishes_and_restarts(filled, tmp_path):
    port, file = free_port(), tmp_path / "copy.sqlite3"
    command = [sys.executable, "manage.py", "mirror_register", f"http://{HOST}:{port}/", str(file), "--follow"]
    connection.close()
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True) as mirror:
        try:
            for start in (0, 8):
                with served(port, rate=2000):
                    for number in range(start, start + 8):
                        act(number)
                        connection.close()
                    told = until_whole(mirror, ChangeNumber.objects.get().latest)
                    assert told.startswith("Whole at ")
        finally:
            mirror.terminate()  # what is started in the background of a script ignores SIGINT
    assert_equal(file)


def until_whole(mirror, version: int) -> str:
    """What a follower says when it has come to a version."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        line = mirror.stdout.readline()
        if line.startswith(f"Whole at {version}:"):
            return line
    return ""


def test_following_takes_one_page_a_step(live_server, filled, tmp_path):
    register = Register(live_server.url)
    copy = Copy(tmp_path / "copy.sqlite3", register.address)
    assert is_whole(register, copy)
    act(0)
    assert (follow(register, copy), copy.position, copy.reached) == (1, 10, 10)
    assert (follow(register, copy), copy.position) == (0, 10)
    assert register.get("/api/v1/checkpoints/")["current"]["sha256"] == copy.checkpoint()[1]
