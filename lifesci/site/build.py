"""Which build of the register is running: one short word that changes with its code, templates and styles."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

ROOTS = ("lifesci", "programmes", "organisations", "templates")
SUFFIXES = {".py", ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


@cache
def build() -> str:
    """The first digits of a hash over the source files: alike on every machine that runs the same code."""
    digest = sha256()
    for path in sorted(source_files(Path(settings.BASE_DIR))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def source_files(home: Path):
    """The files that decide what a public answer looks like."""
    return (path for root in ROOTS for path in (home / root).rglob("*") if path.suffix in SUFFIXES and path.is_file())
