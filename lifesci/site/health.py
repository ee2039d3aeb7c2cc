"""What machines ask to know whether this process lives and whether it can serve. Tells strangers nothing more."""

import logging
from functools import cache

from django.core.cache import cache as shared
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PROBE = "readyz"


class NotReady(Exception):
    """Something the register stands on is away; the message is for the log."""


def answer(status: int, word: str) -> JsonResponse:
    """One word that nobody may keep."""
    return JsonResponse({"status": word}, status=status, headers={"Cache-Control": "no-store"})


def healthz(request):
    """The process answers. Asks nothing of the database."""
    return answer(200, "ok")


def readyz(request):
    """The database answers and is migrated, and the cache keeps what it is given."""
    try:
        check_database()
        check_cache()
    except NotReady as error:
        logger.error("Not ready: %s", error)
        return answer(503, "unavailable")
    return answer(200, "ready")


healthz.validated_by = readyz.validated_by = "process"


def check_database() -> None:
    """Raise NotReady unless the database answers and holds every migration of this build."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        migrated()
    except (DatabaseError, InterfaceError) as error:
        if not connection.in_atomic_block:
            connection.close()
        raise NotReady(f"the database does not answer: {error}") from error


@cache
def migrated() -> bool:
    """True, remembered for the life of the process; raises NotReady while a migration is still to be applied."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("a migration has not been applied")
    return True


def check_cache() -> None:
    """Raise NotReady unless the cache gives back what it was given."""
    try:
        shared.set(PROBE, "kept", timeout=10)
        kept = shared.get(PROBE)
    except RedisError as error:
        raise NotReady(f"the cache does not answer: {error}") from error
    if kept != "kept":
        raise NotReady("the cache does not keep what it is given")
