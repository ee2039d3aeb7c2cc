"""The descriptions of the API as they were released, kept beside the code; nothing of the newest may break."""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "openapi"
NAME = re.compile(r"openapi-(\d+)\.(\d+)\.json")


def path_of(version: str) -> Path:
    """Where the description of a version is kept. Raises ValueError for what is no version."""
    path = FOLDER / f"openapi-{version}.json"
    if not NAME.fullmatch(path.name):
        raise ValueError(f"“{version}” is no version such as 1.2.")
    return path


def released() -> list[Path]:
    """Every kept description, the newest first."""
    found = [
        (tuple(map(int, match.groups())), path)
        for path in FOLDER.glob("*.json")
        if (match := NAME.fullmatch(path.name))
    ]
    return [path for _, path in sorted(found, reverse=True)]


def read(path: Path) -> dict:
    """A kept description."""
    return json.loads(path.read_text())


def text_of(description: dict) -> str:
    """A description as it is kept: in an order of its own, so that two releases can be laid side by side."""
    return json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
