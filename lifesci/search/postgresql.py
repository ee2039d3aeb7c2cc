"""Text search on PostgreSQL: a generated tsvector beside each text, indexed by kind. Used through text.py alone."""

from lifesci.editions.models import Kind

TEXTS = "editions_entrytext"
COLUMN = "search_words"
COLUMNS = {"title": "A", "names": "B", "summary": "C", "body": "D"}
WEIGHTS = ("", "A", "AB", "ABC", "")  # of the first n columns; all four need none
LONGEST_TEXT = 200_000  # characters of one column that are indexed: a tsvector has an end
COLUMN_BREAK = "qqcolumnqq"  # an unlikely word between columns, so that no phrase runs from one into the next
# The same stemmer as SQLite's, with no stop words: those are left out of queries, alike on both engines.
CONFIGURATION = [
    "CREATE TEXT SEARCH DICTIONARY search_porter (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION search_register (COPY = pg_catalog.simple)",
    "ALTER TEXT SEARCH CONFIGURATION search_register ALTER MAPPING FOR asciiword, word, numword WITH search_porter",
]
ACCENTED = r"([a-zA-Z])[\u0300-\u036f]+"
# Everything between words: what is no letter or digit of the scripts in use, spelt out so that no locale decides it.
BETWEEN = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ufeff]+"
)


def _folded(column: str) -> str:
    bare = rf"regexp_replace(normalize(left({column}, {LONGEST_TEXT}), NFD), '{ACCENTED}', '\1', 'g')"
    return f"regexp_replace(lower(normalize({bare}, NFC)), '{BETWEEN}', ' ', 'g')"


def vector() -> str:
    """The SQL expression of the generated column."""
    parts = [
        f"setweight(to_tsvector('search_register'::regconfig, {_folded(column)}), '{weight}')"
        for column, weight in COLUMNS.items()
    ]
    return f" || to_tsvector('simple'::regconfig, '{COLUMN_BREAK}') || ".join(parts)


def _stands(cursor, query: str, name: str) -> bool:
    cursor.execute(query, [name])
    return cursor.fetchone() is not None


def install(connection) -> bool:
    """Make what is missing of configuration, column and indexes; returns whether anything had to be made."""
    made = False
    with connection.cursor() as cursor:
        if not _stands(cursor, "SELECT 1 FROM pg_ts_config WHERE cfgname = %s", "search_register"):
            for line in CONFIGURATION:
                cursor.execute(line)
            made = True
        if not _stands(
            cursor,
            "SELECT 1 FROM pg_attribute WHERE attrelid = 'editions_entrytext'::regclass AND NOT attisdropped"
            " AND attname = %s",
            COLUMN,
        ):
            cursor.execute(f"ALTER TABLE {TEXTS} ADD COLUMN {COLUMN} tsvector GENERATED ALWAYS AS ({vector()}) STORED")
            made = True
        for kind in Kind.values:
            if not _stands(cursor, "SELECT 1 FROM pg_class WHERE relname = %s", f"search_{kind}"):
                cursor.execute(f"CREATE INDEX search_{kind} ON {TEXTS} USING gin ({COLUMN}) WHERE kind = '{kind}'")
                made = True
    return made


def remove(connection) -> None:
    """Take column, indexes and configuration away."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TEXTS} DROP COLUMN IF EXISTS {COLUMN}")
        cursor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS search_register")
        cursor.execute("DROP TEXT SEARCH DICTIONARY IF EXISTS search_porter")


def refill(connection) -> None:
    """Nothing to do: the database itself keeps the generated column."""


def _phrase(words, weights: str, open_ended: bool) -> str:
    marks = [f":{weights}" if weights else ""] * len(words)
    whole = " <-> ".join(f"'{word}'{mark}" for word, mark in zip(words, marks, strict=True))
    if not open_ended:
        return f"({whole})"
    marks[-1] = f":*{weights}"
    begun = " <-> ".join(f"'{word}'{mark}" for word, mark in zip(words, marks, strict=True))
    return f"({whole} | {begun})"


def steps(query, ladder) -> list[str]:
    """One tsquery for each (columns, whether all phrases are needed) of a ladder."""
    last = len(query.phrases) - 1
    return [
        (" & " if needs_all else " | ").join(
            _phrase(words, WEIGHTS[reach], query.open_ended and number == last)
            for number, words in enumerate(query.phrases)
        )
        for reach, needs_all in ladder
    ]


def matching(connection, kind, query, ladder) -> list[str]:
    """For each step of the ladder a JSON list of the ids of the entries that meet it and the last step; one query."""
    asked = steps(query, ladder)
    columns = ", ".join(
        f"'[' || coalesce(string_agg(entry_id::text, ',') FILTER (WHERE {COLUMN} @@ step_{number}), '') || ']'"
        for number in range(len(asked) - 1)
    )
    columns += (", " if columns else "") + "'[' || coalesce(string_agg(entry_id::text, ','), '') || ']'"
    parsed = ", ".join(f"to_tsquery('search_register', %s) AS step_{number}" for number in range(len(asked)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked AS MATERIALIZED (SELECT {parsed}) SELECT {columns} FROM {TEXTS}, asked"  # noqa: S608 - ours
            f" WHERE kind = '{Kind(kind).value}' AND {COLUMN} @@ step_{len(asked) - 1}",
            asked,
        )
        return list(cursor.fetchone())


def gathered(column: str) -> str:
    """SQL that makes a JSON list of a numeric column over a group."""
    return f"'[' || string_agg({column}::text, ',') || ']'"
