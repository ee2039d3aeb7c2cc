"""The field registry: every column of every table, described once. Pure; for files, API, admin and pages.

CSV headers, CSVW, Data Package, OpenAPI components and the help texts of the admin are all made from here. `ALL` are
the bulk tables; `LISTED` those of lists that have no bulk file.
"""

from lifesci.tables.column import Table
from lifesci.tables.facts import AFFILIATIONS, FIGURES, OUTCOMES, STORIES
from lifesci.tables.lists import CHANGES, CHECKPOINTS, EDITIONS, FLAT_TABLES, PROBLEMS, TOTALS, VOCABULARIES
from lifesci.tables.records import BRIEFS, ORGANISATIONS, PROGRAMMES, SOURCES
from lifesci.tables.words import LINKS, PLACES, SEARCHES, TERMS, TOMBSTONES

ALL = (
    *(PROGRAMMES, FIGURES, OUTCOMES, STORIES, ORGANISATIONS, AFFILIATIONS),
    *(BRIEFS, SOURCES, PLACES, TERMS, SEARCHES, LINKS, TOMBSTONES),
)
LISTED = (CHANGES, CHECKPOINTS, EDITIONS, VOCABULARIES, FLAT_TABLES, TOTALS, PROBLEMS)
TABLES: dict[str, Table] = {table.name: table for table in ALL}


def meaning(table: str, column: str) -> str:
    """What a column means, in a sentence or two: the help text of the form field that fills it."""
    return TABLES[table].by_name[column].meaning
