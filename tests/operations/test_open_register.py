"""`make run`: the register is filled and published once, and a failed start leaves nothing half done."""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from lifesci.editions.models import Change, Edition
from lifesci.operations.address import HOST
from lifesci.vocabularies.models import Term


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def place(settings, tmp_path, monkeypatch):
    """Local files and the port of this test's own."""
    settings.LOCAL_DIR = tmp_path / "local"
    settings.STATIC_ROOT = settings.LOCAL_DIR / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_DIRS[0].mkdir()
    (settings.STATICFILES_DIRS[0] / "page.css").write_text("a{}")
    monkeypatch.setenv("PORT", str(free_port()))
    return tmp_path


def opened() -> list[str]:
    """What the command prints."""
    out = io.StringIO()
    call_command("open_register", stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_open_register_twice_fills_it_once(place):
    first = opened()
    assert first[1] == "Static files: collected"
    assert re.fullmatch(r"  [1-9]\d* published, 0 unchanged\.", first[-3])
    assert first[-2] == f"Curators: sign in at http://127.0.0.1:{os.environ['PORT']}/admin/ as 'curator'"
    assert authenticate(
        username="curator", password=first[-1].removeprefix("Curators: the password, shown only this once, is ")
    )
    standing = (Edition.objects.count(), Change.objects.count(), get_user_model().objects.count())
    assert standing[0] > 0
    assert opened()[1:] == ["Static files: unchanged", "Content: already there", "Curators: already there"]
    assert (Edition.objects.count(), Change.objects.count(), get_user_model().objects.count()) == standing


@pytest.mark.django_db
def test_open_register_with_a_broken_fixture_names_it_and_keeps_nothing(place, settings):
    shutil.copytree(settings.BASE_DIR / "fixtures", place / "fixtures")
    (place / "fixtures/zz_broken.yaml").write_text("- model: vocabularies.term\n  fields: {scheme: sector, code: [}\n")
    settings.BASE_DIR = place
    with pytest.raises(
        CommandError, match=r"^The content could not be loaded, and nothing of it was kept: .*zz_broken"
    ):
        opened()
    assert [model.objects.count() for model in (Term, Edition, get_user_model())] == [0, 0, 0]


@pytest.mark.django_db
def test_open_register_without_content_says_so_and_makes_no_account(place, settings):
    settings.BASE_DIR = place
    with pytest.raises(CommandError, match=r"^There is no content: fixtures/ holds no \.yaml file\.$"):
        opened()
    assert get_user_model().objects.count() == 0


@pytest.mark.django_db
def test_open_register_where_nobody_may_publish_says_what_to_do(place):
    get_user_model().objects.create_user("reader")
    with pytest.raises(CommandError, match=r"^Nobody here may publish: make a curator first with manage.py"):
        opened()
    assert Edition.objects.count() == 0


@pytest.mark.django_db
def test_open_register_on_a_taken_port_touches_nothing(place, settings):
    with (
        socket.create_server((HOST, int(os.environ["PORT"]))),
        pytest.raises(CommandError, match=r"^Port \d+ is taken"),
    ):
        opened()
    assert not settings.LOCAL_DIR.exists()
    assert get_user_model().objects.count() == 0


def test_serve_register_prints_the_address_when_it_answers_and_stops_when_told(house_folder, tmp_path):
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "CACHE_URL", "ALLOWED_HOSTS"}}
    environment = {**kept, "PORT": str(port), "DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite3"}
    command = [sys.executable, "manage.py", "serve_register"]
    with subprocess.Popen(command, cwd=house_folder, env=environment, stdout=subprocess.PIPE, text=True) as served:
        try:
            line = served.stdout.readline()
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=10) as answer:
                status, server = answer.status, answer.headers["Server"]
        finally:
            served.terminate()
        rest = served.stdout.read()
    assert line == f"The register is open at http://127.0.0.1:{port}/ (Ctrl-C closes it)\n"
    assert (status, server, rest, served.returncode) == (200, "granian", "", 0)


@pytest.fixture
def house_folder(settings):
    """The top folder of the project."""
    return settings.BASE_DIR
