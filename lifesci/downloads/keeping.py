"""Bulk files on disk: one folder a register version, made whole in one step, the oldest swept away. For this package.

Each folder says in `manifest.json` which files it has and of which register it is: another database that uses the same
folder has versions of the same numbers.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.db.models import Max

from lifesci.downloads.made import Made
from lifesci.editions.models import Change

MANIFEST = "manifest.json"
MAKING, GOING = ".making-", ".going-"
LOCK = ".lock"


@dataclass(frozen=True)
class Built:
    """The files of one register version as they lie in their folder. `created` is the moment of that version; `shape`
    tells with which columns they were made: files stay as they are when the register learns new ones."""

    version: int
    register: str
    created: str
    files: tuple[Made, ...]
    shape: str = ""

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return folder_of(self.version)

    @cached_property
    def by_name(self) -> dict[str, Made]:
        """The files by name."""
        return {made.name: made for made in self.files}

    def path(self, name: str) -> Path:
        """Where one of them lies."""
        return self.folder / self.by_name[name].name


def folder_of(version: int) -> Path:
    """The folder of a version."""
    return Path(settings.DOWNLOADS_DIR) / str(version)


def identity(version: int) -> str:
    """A word for the register that came to this version by the change it did: alike for one register alone."""
    return identities([version])[version]


def identities(versions: list[int]) -> dict[int, str]:
    """The same of several versions, in one query."""
    columns = ("sequence", "kind", "ref", "action", "happened_at")
    changes = {row[0]: row[1:] for row in Change.objects.filter(sequence__in=versions).values_list(*columns)}
    told = {version: "|".join(map(str, (version, *changes.get(version, ())))) for version in versions}
    return {version: sha256(words.encode()).hexdigest()[:16] for version, words in told.items()}


def built(version: int) -> Built | None:
    """The files of a version of this register, None where they are not kept."""
    return next(iter(trusted([version])), None)


def kept() -> list[Built]:
    """The files of every version of this register that are kept, newest first; two queries."""
    return trusted(kept_versions())


def trusted(versions: list[int]) -> list[Built]:
    """What is kept of these versions. Files from before a person was erased are not: they still name the person."""
    folders = [(version, read(folder_of(version))) for version in versions]
    found = [held for version, held in folders if held and held.version == version]
    if not found:
        return []
    ours, oldest = identities([held.version for held in found]), min(held.version for held in found)
    erased = Change.objects.filter(sequence__gt=oldest, action=Change.Action.ERASED).aggregate(last=Max("sequence"))
    return [held for held in found if held.register == ours[held.version] and held.version >= (erased["last"] or 0)]


def read(folder: Path) -> Built | None:
    """What a folder says it holds; None where it is none of ours."""
    try:
        found = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        return None
    return Built(**{**found, "files": tuple(Made(**made) for made in found["files"])})


def kept_versions() -> list[int]:
    """The versions that have a folder, newest first."""
    home = Path(settings.DOWNLOADS_DIR)
    names = [path.name for path in home.iterdir() if path.is_dir()] if home.is_dir() else []
    return sorted((int(name) for name in names if name.isascii() and name.isdigit()), reverse=True)


@contextmanager
def alone_in(home: Path | str) -> Iterator[None]:
    """While no other thread or process makes files in a folder or sweeps them away; waits for whoever does."""
    home = Path(home)
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the system lets go of it when the process ends, however it ends
        yield


@contextmanager
def making() -> Iterator[Path]:
    """A folder to make files in, which is gone afterwards unless it was put into its place."""
    folder = Path(mkdtemp(prefix=MAKING, dir=settings.DOWNLOADS_DIR))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(folder: Path, done: Built) -> None:
    """Give a folder of finished files its place, in one step; what lies there is of another register, and goes."""
    (folder / MANIFEST).write_text(json.dumps(asdict(done)))
    folder.chmod(0o755)
    if done.folder.exists():
        remove(done.folder)
    folder.rename(done.folder)


def sweep() -> list[int]:
    """Remove what no longer may or need be kept, and what a killed process left; returns the versions that went."""
    home = Path(settings.DOWNLOADS_DIR)
    for left in (path for path in home.iterdir() if path.name.startswith((MAKING, GOING))):
        shutil.rmtree(left, ignore_errors=True)
    versions = kept_versions()
    staying = {held.version for held in trusted(versions[: settings.DOWNLOADS_KEPT])}
    going = [version for version in versions if version not in staying]
    for version in going:
        remove(folder_of(version))
    return sorted(going)


def sweep_now() -> list[int]:
    """The same by itself, once nobody makes files: called when a person was erased."""
    with alone_in(settings.DOWNLOADS_DIR):
        return sweep()


def remove(folder: Path) -> None:
    """Take a folder out of sight in one step, then remove it; whoever reads a file of it can go on reading."""
    going = folder.with_name(f"{GOING}{folder.name}")
    shutil.rmtree(going, ignore_errors=True)
    folder.rename(going)
    shutil.rmtree(going, ignore_errors=True)
