"""Settings stop with what to do, in one sentence, where the environment lacks or garbles something."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from lifesci.settings import switch

READ = {
    "FOUR_EYES",
    "SECOND_FACTOR",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DEBUG",
    "API_RATE",
    "TRUSTED_PROXIES",
    "CACHE_URL",
}
NO_KEY = (
    "SECRET_KEY is not set. A register that others can reach needs its own: "
    "SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')\n"
)


@pytest.mark.parametrize(
    ("said", "command", "sentence"),
    [
        ({"ALLOWED_HOSTS": "register.example"}, "check", NO_KEY),
        ({"ALLOWED_HOSTS": "register.example"}, "serve_register", NO_KEY),
        ({"API_RATE": "many"}, "check", "API_RATE is 'many': write a whole number in digits, such as 1200.\n"),
        ({"SECOND_FACTOR": "onn"}, "check", "SECOND_FACTOR is 'onn': write on or off.\n"),
    ],
)
def test_a_wrong_environment_is_answered_with_one_sentence_and_no_traceback(said, command, sentence):
    kept = {name: value for name, value in os.environ.items() if name not in READ}
    command = [sys.executable, "manage.py", command]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env={**kept, **said}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


@pytest.mark.parametrize(
    ("said", "default", "read"),
    [("on", False, True), ("ON", False, True), ("off", True, False), ("", True, True), ("", False, False)],
)
def test_a_switch_is_on_or_off_and_unsaid_is_its_default(monkeypatch, said, default, read):
    monkeypatch.setenv("FOUR_EYES", said)
    assert switch("FOUR_EYES", default=default) is read


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps every text in UTF-8")
def test_the_test_database_holds_letters_of_every_alphabet():
    asked = {name: settings.DATABASES["default"]["TEST"][name] for name in ("CHARSET", "TEMPLATE")}
    assert asked == {"CHARSET": "UTF8", "TEMPLATE": "template0"}
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)
