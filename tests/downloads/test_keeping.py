"""Bulk files are made once for a version, kept by version to a bound, and outlive no name that was erased."""

import json
import subprocess
import sys
import threading

import pytest
from django.db import connections

from lifesci.downloads import building, keeping
from lifesci.downloads.building import build_downloads, newest_downloads
from lifesci.downloads.keeping import built, kept_versions, sweep
from lifesci.editions.erase import erase_from_editions
from lifesci.editions.issue import issue
from lifesci.editions.models import Change
from lifesci.trace.redaction import Redaction
from lifesci.trace.written_once import erasing
from tests.site.documents import programme, story


def publish(number: int):
    """Come to the next version."""
    return issue(programme(f"programme-{number}"))


@pytest.mark.django_db
def test_files_are_made_once_for_a_version_and_anew_for_the_next(monkeypatch):
    made = []
    make = building.make
    monkeypatch.setattr(building, "make", lambda folder: made.append(folder) or make(folder))
    publish(1)
    first = build_downloads()
    assert build_downloads() == first == newest_downloads()
    publish(2)
    second = build_downloads()
    assert (first.version, second.version, len(made)) == (1, 2, 2)
    assert (first.by_name["programmes.csv"].rows, second.by_name["programmes.csv"].rows) == (1, 2)
    assert kept_versions() == [2, 1]
    assert (built(1), built(2), built(3)) == (first, second, None)


@pytest.mark.django_db
def test_the_oldest_versions_go_and_what_was_left_half_made(settings):
    settings.DOWNLOADS_KEPT = 2
    for number in range(1, 4):
        publish(number)
        build_downloads()
    assert kept_versions() == [3, 2]
    (settings.DOWNLOADS_DIR / ".making-left").mkdir()
    assert sweep() == []
    assert sorted(path.name for path in settings.DOWNLOADS_DIR.iterdir()) == [".lock", "2", "3"]


@pytest.mark.django_db
def test_a_build_that_fails_leaves_nothing(settings, monkeypatch):
    publish(1)

    def fail(*args):
        raise OSError("The disk is full.")

    monkeypatch.setattr(building, "packed", fail)
    with pytest.raises(OSError, match="full"):
        build_downloads()
    assert [path.name for path in settings.DOWNLOADS_DIR.iterdir()] == [".lock"]
    monkeypatch.undo()
    assert build_downloads().version == 1


@pytest.mark.django_db
def test_files_of_another_register_with_the_same_version_are_not_taken(settings):
    publish(1)
    first = build_downloads()
    manifest = first.folder / keeping.MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "register": "another"}))
    assert built(1) is None
    again = build_downloads()
    assert (again.register, again.by_name["programmes.csv"]) == (first.register, first.by_name["programmes.csv"])
    assert built(1) == again


@pytest.mark.django_db
def test_files_stay_as_they_are_when_the_register_learns_new_columns(client):
    publish(1)
    first = build_downloads()
    manifest = first.folder / keeping.MANIFEST
    told = json.loads(manifest.read_text())
    fewer = [made for made in told["files"] if not made["name"].startswith("searches")]
    manifest.write_text(json.dumps({**told, "shape": "of before", "files": fewer}))
    assert build_downloads() == built(1)
    assert "searches.csv" not in build_downloads().by_name
    page = client.get("/data/").content.decode()
    assert "/data/1/places.csv" in page
    assert "/data/1/searches.csv" not in page
    asked = client.get("/api/v1/tables/searches/?format=csv")
    assert b"".join(asked.streaming_content) == (first.folder / "searches.csv").read_bytes()
    assert "Content-Length" not in asked.headers


@pytest.mark.django_db
def test_files_from_before_an_erasure_are_gone_with_it():
    issue(programme("named", stories=[story(person="Zoë Smith")]))
    before = build_downloads()
    assert "Zoë Smith" in (before.folder / "stories.csv").read_text()
    with erasing():
        erase_from_editions(Redaction(["Zoë Smith"]), note="A name was erased.", by=None)
    assert Change.objects.last().action == "erased"
    assert built(before.version) is None
    after = build_downloads()
    assert kept_versions() == [after.version]
    assert "Zoë" not in (after.folder / "stories.csv").read_text()


@pytest.mark.django_db
def test_a_large_register_is_made_by_the_command_alone(settings):
    publish(1)
    settings.DOWNLOADS_AT_ONCE = 1
    first = newest_downloads()
    assert first.version == 1
    publish(2)
    assert newest_downloads() == first
    build_downloads()
    assert newest_downloads().version == 2


@pytest.mark.django_db
def test_a_large_register_without_files_has_none_until_the_command_ran(settings):
    settings.DOWNLOADS_AT_ONCE = 0
    publish(1)
    assert newest_downloads() is None


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_get_the_files_of_one_build(monkeypatch):
    made, found = [], []
    make = building.make
    monkeypatch.setattr(building, "make", lambda folder: made.append(folder) or make(folder))
    publish(1)
    start = threading.Barrier(3)

    def ask():
        start.wait()
        found.append(build_downloads())
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert found == [found[0]] * 3


def test_another_process_is_waited_for_and_let_go_of_when_it_ends(tmp_path):
    holding = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); input()"
    command = [sys.executable, "-c", holding, str(tmp_path / keeping.LOCK)]
    got = threading.Event()

    def wait():
        with keeping.alone_in(tmp_path):
            got.set()

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not got.wait(0.3)
        other.kill()
    assert got.wait(20)
    waiting.join()
