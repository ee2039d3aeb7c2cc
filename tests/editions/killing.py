"""A process that dies while it publishes: test_killed.py runs it, with DATABASE_URL naming its test database."""

import json
import os
import signal
import sys

import django

READING = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "SET", "SHOW", "PRAGMA")


def die_at(moment: int) -> None:
    """Let this process be killed at the nth moment: before a statement that writes, or before or after the commit."""
    from django.db import connection  # noqa: PLC0415 - settings are read with it

    passed, commit = 0, connection._commit

    def live():
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def execute_or_die(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(READING):
            live()
        return execute(sql, params, many, context)

    def commit_or_die():
        live()
        commit()
        live()

    connection.execute_wrappers.append(execute_or_die)
    connection._commit = commit_or_die


def standing() -> dict[str, int]:
    """How many rows publishing has left in each of its tables, and the register version."""
    from lifesci.editions import models  # noqa: PLC0415 - Django has to be ready
    from lifesci.editions.version import register_version  # noqa: PLC0415

    tables = ("Edition", "Change", "Entry", "EntryTerm", "EntryFigure", "EntryOutcome", "EntryText")
    return {"version": register_version()} | {name: getattr(models, name).objects.count() for name in tables}


def publish() -> None:
    """Publish a strand with a figure and an outcome; its parent is re-issued in the same act."""
    from lifesci.editions.issue import issue  # noqa: PLC0415 - Django has to be ready
    from tests.editions.bodies import figure, outcome, programme  # noqa: PLC0415

    parent = {"ref": "w5", "title": "Exhibition at W5"}
    issue(programme(ref="lab", title="Laboratory", parent=parent, figures=[figure()], outcomes=[outcome()]))


def main() -> None:
    """One child a moment, until one has left something; after each, a line of JSON: was it killed, and what it left."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 - settings are read with it

    killed, moment, before = True, 0, standing()
    left = before
    while killed and left == before:
        moment += 1
        connection.close()  # a child must not speak on its parent's connection
        child = os.fork()
        if child == 0:
            die_at(moment)
            publish()
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        left = standing()
        sys.stdout.write(json.dumps([killed, left]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
