"""Collecting the static files, which takes seconds, only when they differ from those collected; for open_register."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_when_changed() -> bool:
    """Collect the static files unless that has been done for these very files; say whether it was done."""
    collected = Path(settings.STATIC_ROOT)
    stamp = collected.with_name(f"{collected.name}.stamp")
    mark = fingerprint()
    if collected.is_dir() and stamp.exists() and stamp.read_text() == mark:
        return False
    stamp.unlink(missing_ok=True)
    shutil.rmtree(collected, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)
    return True


def fingerprint() -> str:
    """One hash of every static file's name, size and time, and of the storage that keeps them."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"\0{name}\0{about.st_size}\0{about.st_mtime_ns}".encode())
    return digest.hexdigest()
