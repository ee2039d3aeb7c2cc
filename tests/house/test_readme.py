"""The README is short, and every command, path and variable it names exists."""

import re
import subprocess

import pytest
from django.core.management import get_commands

LINES = 120
MADE_BY_RUNNING = {".local/", ".venv/bin/python"}


@pytest.fixture(scope="module")
def readme(house) -> str:
    """Its text."""
    return (house / "README.md").read_text()


@pytest.fixture(scope="module")
def targets(house) -> set[str]:
    """Targets of the Makefile that are commands."""
    return set(re.findall(r"^([a-z]+):.*##", (house / "Makefile").read_text(), re.MULTILINE))


def map_of_the_house(readme: str) -> list[str]:
    """Paths named by the indented map."""
    block = readme.split("## The map of the house")[1].split("```")[1]
    top, found = "", []
    for indent, name in re.findall(r"^( *)(\S+/)  +", block, re.MULTILINE):
        top = name if not indent else top
        found.append(name if not indent else top + name)
    return found


def test_the_readme_is_short(readme):
    assert len(readme.splitlines()) <= LINES


def test_the_readme_opens_with_the_two_commands(readme, targets):
    first_block = readme.split("```")[1]
    assert re.findall(r"^make (\w+)", first_block, re.MULTILINE) == ["run", "test"]
    assert {"run", "test"} <= targets
    assert readme.index(first_block) < 1000


def test_every_make_target_it_names_exists(readme, targets):
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))
    assert {"run", "test", "check", "bench"} <= named
    assert named - targets == set()


def test_every_make_target_it_names_can_be_made(readme, house):
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))
    for target in named:
        tried = subprocess.run(["make", "--dry-run", target], cwd=house, capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        assert tried.stdout, target
    started = subprocess.run(["make", "--dry-run", "run"], cwd=house, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"manage\.py (\w+)", started) == ["open_register", "serve_register"]


def test_every_management_command_it_names_exists(readme):
    named = set(re.findall(r"manage\.py ([a-z_]+)", readme))
    assert "check_seeds" in named
    assert named - get_commands().keys() == set()


def test_every_path_it_names_exists(readme, house):
    quoted = {path for path in re.findall(r"`([\w./-]+)`", readme) if re.search(r"/|\.\w+$|^[A-Z]+$", path)}
    variables = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+|PORT|DEBUG)(?:=\w+)?`", readme))
    pictures = set(re.findall(r"\]\((?!http)([^)#]+)\)", readme))
    paths = quoted - variables | pictures | set(map_of_the_house(readme))
    assert {"lifesci/evidence/", "fixtures/", "pyproject.toml", ".ci/run", "LICENSE"} <= paths
    assert {path for path in paths - MADE_BY_RUNNING if not (house / path).exists()} == set()


def test_every_room_of_the_house_is_on_its_map(readme, house):
    rooms = {f"lifesci/{path.parent.name}/" for path in house.glob("lifesci/*/__init__.py")}
    assert rooms - set(map_of_the_house(readme)) == set()


def test_every_variable_it_names_is_read(readme, house):
    read = (house / "lifesci/settings.py").read_text() + (house / "lifesci/operations/address.py").read_text()
    in_table = re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE)
    named = {*in_table, *re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`", readme)}
    assert in_table == [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "CACHE_URL",
        "PORT",
        "DEBUG",
        "SECOND_FACTOR",
        "FOUR_EYES",
    ]
    assert {name for name in named if f'"{name}"' not in read} == set()


def test_the_makefile_says_what_each_command_does(house, targets):
    phony = re.search(r"^\.PHONY: (.*)$", (house / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert set(phony) == targets
