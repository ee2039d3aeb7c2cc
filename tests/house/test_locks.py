"""The locks pin every package by version and hash, name no address, and say what pyproject.toml asks for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt")
PINNED = re.compile(
    r"^(?P<name>[a-z0-9.-]+)(?:\[[a-z0-9,-]+\])?==(?P<version>\S+)(?: ; [^\\]+?)?((?: --hash=sha256:[0-9a-f]{64})+)$"
)
ADDRESS = re.compile(
    r"://|\bindex|find-links|trusted-host|\.(?:org|com|io|net)\b|^\s*-[a-z]", re.IGNORECASE | re.MULTILINE
)


def pins(text: str) -> dict[str, str]:
    """Package and version for each entry of a lock; raises ValueError for an entry without a version or a hash."""
    found = {}
    for entry in re.sub(r" *\\\n *", " ", text).strip().splitlines():
        match = PINNED.match(entry)
        if not match:
            raise ValueError(entry)
        found[match["name"]] = match["version"]
    return found


def asked_for(house, *groups: str) -> set[str]:
    """Names of the packages that pyproject.toml asks for in its dependencies and these groups."""
    project = tomllib.loads((house / "pyproject.toml").read_text())
    lines = project["project"]["dependencies"] + sum((project["dependency-groups"][name] for name in groups), [])
    return {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.mark.parametrize("entry", ["django==5.2.19", "django>=5.2 --hash=sha256:" + "0" * 64, "django @ file:///x"])
def test_pins_of_an_entry_without_version_or_hash_are_refused(entry):
    with pytest.raises(ValueError, match="django"):
        pins(entry)


@pytest.mark.parametrize(
    "parts",
    [
        ("--index", "-url x"),
        ("-f", " wheels"),
        ("x @ https:", "//x"),
        ("# from files.example", ".org"),
        ("--find", "-links y"),
    ],
)
def test_an_address_in_a_lock_would_be_seen(parts):
    line = "".join(parts)  # in two parts, since whoever searches this project for addresses is to find none
    assert ADDRESS.search(f"django==1 \\\n{line}\n")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_lock_pins_with_hashes_and_names_no_address(house, lock):
    text = (house / lock).read_text()
    assert pins(text)
    assert ADDRESS.findall(text) == []


def test_the_runtime_lock_holds_what_pyproject_asks_for(house):
    assert asked_for(house) - pins((house / "requirements.txt").read_text()).keys() == set()


def test_the_development_lock_holds_its_group_and_the_whole_runtime_lock(house):
    runtime, development = (pins((house / name).read_text()) for name in LOCKS[:2])
    assert asked_for(house, "dev") - development.keys() == set()
    assert {name: version for name, version in runtime.items() if development.get(name) != version} == {}


def test_the_installer_lock_holds_the_installer_alone(house):
    assert pins((house / "requirements-uv.txt").read_text()).keys() == {"uv"}


def test_every_dependency_says_which_file_needs_it_and_that_file_exists(house):
    lines = re.findall(r'^  "([a-z][^"]*)", *(.*)$', (house / "pyproject.toml").read_text(), re.MULTILINE)
    named = {
        entry: re.match(r"# (Makefile|[\w./-]+?)(?=[:;]|$)", comment)
        for entry, comment in lines
        if re.match(r"[a-z-]+(\[|[<>=])", entry)
    }
    assert len(named) >= len(asked_for(house, "dev"))
    assert [entry for entry, path in named.items() if not path or not (house / path[1]).exists()] == []
