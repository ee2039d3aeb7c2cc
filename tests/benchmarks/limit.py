"""The bare limit: a WSGI function that reads a stored text with one plain query and returns it."""

import os
import sqlite3
import threading
from urllib.parse import urlsplit

DATABASE = os.environ["DATABASE_URL"]
QUERY = (
    "SELECT e.text FROM editions_entry n JOIN editions_edition e ON e.id = n.edition_id"
    " WHERE n.kind = 'programme' AND n.ref = {mark}"
)
_held = threading.local()


def connection():
    """This thread's connection, opened once and in the way the register opens its own."""
    if not hasattr(_held, "connection"):
        if DATABASE.startswith("sqlite"):
            _held.query = QUERY.format(mark="?")
            _held.connection = sqlite3.connect(urlsplit(DATABASE).path[1:] or ":memory:", isolation_level=None)
            _held.connection.execute("PRAGMA mmap_size=268435456")
        else:
            import psycopg  # noqa: PLC0415 - only where there is PostgreSQL

            _held.query = QUERY.format(mark="%s")
            _held.connection = psycopg.connect(DATABASE, autocommit=True)
    return _held.connection


def application(environ, start_response):
    """The text of the programme whose ref is the last part of the path."""
    cursor = connection().execute(_held.query, (environ["PATH_INFO"].rstrip("/").rpartition("/")[2],))
    row = cursor.fetchone()
    body = row[0].encode() if row else b""
    status = "200 OK" if row else "404 Not Found"
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
