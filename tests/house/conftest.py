"""The files of the project, for the tests that hold the house rules."""

import re
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
MADE_HERE = re.compile(r"\.git|\.venv|\.local|\.hypothesis|\.\w+_cache|__pycache__|test-results")


@pytest.fixture(scope="session")
def house() -> Path:
    """The top folder."""
    return HOUSE


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file of the project: what git tracks or would, or in an unpacked archive all not made here."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=HOUSE,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split("\0")
        found = [HOUSE / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in HOUSE.rglob("*") if not any(map(MADE_HERE.fullmatch, path.relative_to(HOUSE).parts))]
    return sorted(path for path in found if path.is_file())


@pytest.fixture(scope="session")
def python_files(files) -> list[Path]:
    """Every Python file that people write: no migrations."""
    return [path for path in files if path.suffix == ".py" and "migrations" not in path.parts]
