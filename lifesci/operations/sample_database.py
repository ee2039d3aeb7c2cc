"""The database a sample lives in: named for it, beside the register's and never the register's. For make_sample."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.models import Count

from lifesci.editions.models import ChangeNumber, Edition, Entry

ALIAS = "sample"
INVENTED = "Invented by make_sample"
# Nothing is lost with a sample that a crash leaves broken: it is made again.
UNGUARDED = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144"
# What decides the rows of a sample, fixtures of vocabularies besides.
DECIDING = (
    "lifesci/operations/sample*.py",
    "lifesci/editions/canonical.py",
    "lifesci/editions/card.py",
    "lifesci/editions/catalogue.py",
    "lifesci/editions/figures.py",
    "lifesci/editions/pieces.py",
    "lifesci/editions/references.py",
    "lifesci/editions/sources.py",
    "lifesci/evidence/wording.py",
    "lifesci/evidence/periods.py",
    "lifesci/search/postgresql.py",
    "lifesci/search/sqlite.py",
    "*/document.py",
    "*/*/document.py",
    "*/migrations/*.py",
    "*/*/migrations/*.py",
)
IN_A_FIXTURE = re.compile(r"^- model: *(\w+)\.", re.MULTILINE)


class NotASample(Exception):
    """The database of that name is the register's, or holds what nobody invented; nothing was touched."""


def sample_settings(size: int) -> dict:
    """The register's database settings with the name of the sample of that size."""
    ours = deepcopy(connections.databases["default"])
    if is_sqlite(ours):
        beside = Path(settings.LOCAL_DIR, "register") if ours["NAME"] == ":memory:" else Path(ours["NAME"])
        ours["NAME"] = str(beside.with_name(f"sample-{size}.sqlite3"))
        ours["OPTIONS"] = {**ours.get("OPTIONS", {}), "init_command": UNGUARDED}
    else:
        ours["NAME"] = f"{ours['NAME']}_sample_{size}"
        ours["OPTIONS"] = {name: value for name, value in ours.get("OPTIONS", {}).items() if name != "options"}
    return ours


def is_sqlite(database: dict) -> bool:
    """Whether these settings name a file of SQLite's."""
    return database["ENGINE"].endswith("sqlite3")


def address_of(size: int) -> str:
    """The DATABASE_URL of a sample."""
    sample = sample_settings(size)
    if is_sqlite(sample):
        return f"sqlite:///{sample['NAME']}"
    account = f"{sample['USER']}:{sample['PASSWORD']}".rstrip(":")
    return f"postgres://{account}@{sample['HOST'] or 'localhost'}:{sample['PORT'] or 5432}/{sample['NAME']}"


def connect(size: int) -> None:
    """Let ALIAS stand for the sample's database. Raises NotASample where that is the register's own."""
    sample = sample_settings(size)
    if str(sample["NAME"]) == str(connections.databases["default"]["NAME"]):
        raise NotASample(f"{sample['NAME']} is the database in use: a sample is made beside it, never in it.")
    disconnect()
    connections.databases[ALIAS] = sample


def disconnect() -> None:
    """Close the connection and forget it."""
    if ALIAS in connections.databases:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


def holds(size: int, note: str) -> bool:
    """Whether the sample is there, whole, and as this code would make it. Raises NotASample for what is no sample."""
    if is_sqlite(connections.databases[ALIAS]) and not Path(connections.databases[ALIAS]["NAME"]).exists():
        return False
    try:
        first = Edition.objects.using(ALIAS).order_by("pk").values_list("note", flat=True).first()
        if first is not None and not first.startswith(INVENTED):
            raise NotASample(f"{connections.databases[ALIAS]['NAME']} holds records that nobody invented.")
        programmes = Entry.objects.using(ALIAS).filter(kind="programme").aggregate(count=Count("pk"))["count"]
        return first == note and programmes == size and ChangeNumber.objects.using(ALIAS).exists()
    except DatabaseError:  # no such database, no such table, a file broken by a crash
        return False


def make_anew() -> None:
    """Drop the sample's database if it is there, make it, and lay its tables and vocabularies."""
    connection = connections[ALIAS]
    connection.close()
    name = connections.databases[ALIAS]["NAME"]
    if is_sqlite(connections.databases[ALIAS]):
        for path in (name, f"{name}-wal", f"{name}-shm", f"{name}-journal"):
            Path(path).unlink(missing_ok=True)
    else:
        quoted = connection.ops.quote_name(name)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
            cursor.execute(f"CREATE DATABASE {quoted} ENCODING 'UTF8' TEMPLATE template0")
    with standing_for_default():
        call_command("migrate", database=ALIAS, interactive=False, verbosity=0)
    call_command("loaddata", *map(str, vocabulary_fixtures()), database=ALIAS, verbosity=0)


@contextmanager
def standing_for_default() -> Iterator[None]:
    """Whoever asks for the default database gets the sample's: migrations of some packages write to no other."""
    default = connections["default"]
    connections["default"] = connections[ALIAS]
    try:
        yield
    finally:
        connections["default"] = default


def vocabulary_fixtures() -> list[Path]:
    """The fixtures that hold words of the vocabularies and nothing else."""
    found = sorted(Path(settings.BASE_DIR, "fixtures").glob("*.yaml"))
    return [path for path in found if set(IN_A_FIXTURE.findall(path.read_text())) == {"vocabularies"}]


def invented_note() -> str:
    """The note of every invented Edition: it tells which code invented it."""
    digest = sha256()
    for path in (*_deciding_files(), *vocabulary_fixtures()):
        digest.update(path.read_bytes())
    return f"{INVENTED}, {digest.hexdigest()[:12]}"


def _deciding_files() -> Iterator[Path]:
    home = Path(settings.BASE_DIR)
    return (path for pattern in DECIDING for path in sorted(home.glob(pattern)))
