"""Releasing keeps the description of the API, and refuses what would break clients of an older one."""

import json

import pytest
from django.core.management import CommandError, call_command

from lifesci.api import openapi
from lifesci.api.versions import released
from lifesci.operations.management.commands import release_api


def now() -> dict:
    """The description as it is served."""
    return json.loads(openapi.openapi_text())


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of its own for released descriptions."""
    monkeypatch.setattr(released, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def describe(monkeypatch):
    """Lets the API describe itself as a test says."""
    return lambda description: monkeypatch.setattr(release_api, "openapi_text", lambda: json.dumps(description))


def test_releasing_keeps_the_description_and_says_so(shelf, capsys):
    call_command("release_api")
    call_command("release_api")
    name = f"openapi-{now()['info']['version']}.json"
    assert released.read(shelf / name) == now()
    assert capsys.readouterr().out == f"{name} describes {len(now()['paths'])} addresses.\n" * 2


def test_more_is_released_under_a_number_of_its_own_and_the_newest_is_by_number(shelf, describe):
    more = now()
    for number in ("1.9", "1.10"):
        more["info"]["version"] = number
        describe(more)
        call_command("release_api")
    assert [path.name for path in released.released()] == ["openapi-1.10.json", "openapi-1.9.json"]
    more["paths"]["/api/v1/more/"] = {}
    describe(more)
    with pytest.raises(CommandError, match="Version 1.10 was released, and the API has more now"):
        call_command("release_api")
    assert "/api/v1/more/" not in released.read(released.released()[0])["paths"]


def test_what_would_break_is_not_released(shelf, describe):
    call_command("release_api")
    less = now() | {"info": {"version": "1.99"}}
    del less["paths"]["/api/v1/me/"]
    describe(less)
    with pytest.raises(CommandError, match=r"would break. Nothing was written.\nGET /api/v1/me/ is gone"):
        call_command("release_api")
    assert len(released.released()) == 1


@pytest.mark.parametrize("version", ["1", "1.x", "../1.0", "1.0.1", ""])
def test_what_is_no_version_has_no_file(version):
    with pytest.raises(ValueError, match="is no version such as 1.2"):
        released.path_of(version)
