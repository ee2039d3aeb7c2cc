"""What only a contestant's own process can tell or do; called by worker.py in that process."""

from random import Random

from django.db import connection
from django.db.models import Count

from lifesci.editions.models import Entry, EntryTerm
from tests.benchmarks.worker import asked, environment

SEED = 1979
REFS = 1200
HELD = 4  # pages of which a client knows the validator
FEW = 12  # records that an organisation is named by, at most
SCHEMES = ("sector", "region", "audience", "type")


def static_files(application) -> bool:
    """Collect the register's static files, which its pages name by their hashes, as `make run` does."""
    from lifesci.operations.static_files import collect_when_changed  # noqa: PLC0415 - in the register's process alone

    return collect_when_changed()


def ordered(application) -> str:
    """Give the baseline the index its order needs; without it each of its lists would sort the whole table."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX IF NOT EXISTS baseline_order ON programmes_programme (title, id)")
    return "CREATE INDEX baseline_order ON programmes_programme (title, id)"


def known(application) -> dict:
    """Programmes by chance, each with its hash, and cursors of the API's list at nine tenths of its depth."""
    from lifesci.search.ask import Ask  # noqa: PLC0415 - in the register's process alone
    from lifesci.search.cursor import Cursor  # noqa: PLC0415

    entries = list(Entry.objects.filter(kind="programme").order_by("ref").values_list("ref", "sha256"))
    digest = Ask("programme", page=None).digest()
    deep = range(len(entries) * 9 // 10, len(entries) - 21)
    shallow = range(min(2000, len(entries) // 5))
    random = Random(SEED)
    return {
        "refs": random.sample(entries, min(REFS, len(entries))),
        "deep": [
            Cursor(True, 0, entries[place][:1]).text(digest) for place in random.sample(deep, min(REFS, len(deep)))
        ],
        "shallow": [
            Cursor(True, 0, entries[place][:1]).text(digest)
            for place in random.sample(shallow, min(REFS, len(shallow)))
        ],
        "codes": codes(),
        "held": [held(application, f"/programmes/{ref}/") for ref, _ in random.sample(entries, HELD)],
        "host": environment("/", {})["HTTP_HOST"],
        "body": led_by_few(),
        "database": connection.vendor,
        "version": ".".join(map(str, connection.get_database_version())),
    }


def held(application, path: str) -> tuple[str, str]:
    """A page with its validator, which is that of the host that is asked without a server."""
    fields = []
    response = application(environment(path, {}), lambda status, told, exc_info=None: fields.extend(told))
    response.close()
    return path, dict(fields)["ETag"]


def led_by_few() -> tuple[str, str]:
    """Ref and name of an organisation that no more records name than one page lists."""
    rows = EntryTerm.objects.filter(scheme="organisation", entry__kind="programme").values("code")
    named = dict(
        rows.annotate(count=Count("pk")).filter(count__lte=FEW).order_by("-count", "code").values_list("code", "count")
    )
    named_by_others = EntryTerm.objects.filter(scheme="organisation").exclude(entry__kind="programme")
    others = set(named_by_others.values_list("code", flat=True))
    ref = next(ref for ref in named if ref not in others)
    return ref, Entry.objects.get(kind="organisation", ref=ref).title


def codes() -> dict[str, list[str]]:
    """The codes of each vocabulary, those that most programmes carry first."""
    rows = EntryTerm.objects.filter(entry__kind="programme").values_list("scheme", "code").annotate(count=Count("pk"))
    found: dict[str, list[str]] = {}
    for scheme, code, _ in rows.filter(scheme__in=SCHEMES).order_by("-count", "code"):
        found.setdefault(scheme, []).append(code)
    return found


def queries(application, path, headers) -> list:
    """The status of one answer and the queries it took."""
    asked_for = []

    def noting(execute, sql, params, many, context):
        asked_for.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        status, _, _ = asked(application, path, headers)
    return [status, asked_for]
