"""The tables of lists that the API alone gives as files: its log, its totals, what it has. Pure; for their views."""

from lifesci.tables.column import Column, Table, Type
from lifesci.tables.facts import COUNTS, PERIODS
from lifesci.tables.shared import KINDS
from lifesci.words import gettext_noop

LOGGED = (*KINDS, "term", "place", "measure", "search")
ACTIONS = ("issued", "withdrawn", "merged", "saved", "erased")
TOTAL_QUALIFIERS = ("exactly", "at_least", "up_to", "about")
UNITS = "that of the measure: pounds, hours; none for things that are counted"
LEFT_OUT = {  # why figures are left out of a total, by the end of the column that counts them
    "no_value": "they have no value",
    "not_addable": "shares and rankings cannot be added",
    "average": "an average cannot be added",
    "planned": "they are planned, not achieved",
    "format": "they describe how something is run, not how much of it",
    "small_number": "they are numbers of people below five, which a total must not give away",
    "counted_in": "a wider figure already counts them",
    "strand": "the programme theirs is a strand of has a figure of the same kind, which may already count them",
    "same_thing": "another figure for the same thing is already in",
    "other_place": "they are about another place, or their place is not stated",
}

CHANGES = Table(
    "changes",
    gettext_noop("Changes"),
    gettext_noop("One row a change of the register, in the order they happened."),
    ("sequence",),
    (
        Column("sequence", Type.INTEGER, "The number of the change, from 1 without gaps.", is_required=True),
        Column("kind", Type.CODE, "The kind of record or word that changed.", codes=LOGGED, is_required=True),
        Column(
            "ref",
            Type.CODE,
            "The ref of the record; of a word its scheme and code, or what names it.",
            is_required=True,
        ),
        Column(
            "action",
            Type.CODE,
            "What became of it: an Edition was issued, it was withdrawn or merged into another, a word was saved, or a "
            "person was erased from an Edition, whose text is another since.",
            codes=ACTIONS,
            is_required=True,
        ),
        Column("edition", Type.INTEGER, "The number of the Edition that was issued or reworded, or was the last."),
        Column(
            "reason", Type.STRING, "Why it was withdrawn or merged, as its address says it; of an Edition its note."
        ),
        Column("successor", Type.CODE, "The ref of the record of its kind that takes its place."),
        Column("happened_at", Type.MOMENT, "When that was.", is_required=True),
        Column(
            "url",
            Type.URL,
            "What to fetch for it: the Edition that was issued or reworded, current or not, or the vocabulary that the "
            "word is in. Empty for what was withdrawn or merged.",
        ),
        Column("title", Type.STRING, "What the record is called now, or was in its last Edition; empty for a word."),
    ),
)

CHECKPOINTS = Table(
    "checkpoints",
    gettext_noop("Checkpoints"),
    gettext_noop("One row a checkpoint that was kept: what proves a copy whole right after a change."),
    ("sequence",),
    (
        Column("sequence", Type.INTEGER, "The number of the change.", is_required=True),
        Column("records", Type.INTEGER, "How many records were published.", unit="records", is_required=True),
        *(
            Column(f"{kind}s", Type.INTEGER, f"How many of them were {kind}s.", unit="records", is_required=True)
            for kind in KINDS
        ),
        Column("sha256", Type.STRING, "SHA-256 over kind, ref and SHA-256 of each of them.", is_required=True),
        Column("url", Type.URL, "The address of the checkpoint.", is_required=True),
    ),
)

EDITIONS = Table(
    "editions",
    gettext_noop("Editions"),
    gettext_noop("One row an Edition of a record, newest first."),
    ("edition",),
    (
        Column("edition", Type.INTEGER, "Number of the Edition, counted from 1 for each record.", is_required=True),
        Column("sha256", Type.STRING, "SHA-256 of its text, which the API serves.", is_required=True),
        Column("schema", Type.URL, "The JSON Schema that its text follows.", is_required=True),
        Column("issued_at", Type.MOMENT, "When it was issued.", is_required=True),
        Column("note", Type.STRING, "What whoever published it wrote of it."),
        Column("changes", Type.STRING, "What differs from the Edition before, in words; one sentence a line in files."),
        Column("url", Type.URL, "The address of its text.", is_required=True),
    ),
)

VOCABULARIES = Table(
    "vocabularies",
    gettext_noop("Vocabularies"),
    gettext_noop("One row a vocabulary."),
    ("scheme",),
    (
        Column("scheme", Type.CODE, "What its words name as their vocabulary.", is_required=True),
        Column("label", Type.STRING, "What people read.", is_required=True),
        Column("words", Type.INTEGER, "How many words it has, retired ones too.", unit="words", is_required=True),
        Column("url", Type.URL, "The address of its words.", is_required=True),
    ),
)

FLAT_TABLES = Table(
    "tables",
    gettext_noop("Tables"),
    gettext_noop("One row a flat table."),
    ("name",),
    (
        Column("name", Type.CODE, "Its name in addresses and files.", is_required=True),
        Column("title", Type.STRING, "Its title.", is_required=True),
        Column("meaning", Type.STRING, "What a row of it is.", is_required=True),
        Column("key", Type.LIST, "The columns that together name each row once.", is_required=True),
        Column("columns", Type.LIST, "The names of its columns, in their order.", is_required=True),
        Column("url", Type.URL, "The address of its rows.", is_required=True),
    ),
)

PROBLEMS = Table(
    "problems",
    gettext_noop("Problems"),
    gettext_noop("One row a type of problem that the API answers with."),
    ("type",),
    (
        Column("type", Type.STRING, "What a problem document has as its type.", is_required=True),
        Column("status", Type.INTEGER, "The status of the answer.", is_required=True),
        Column("meaning", Type.STRING, "What it means, and what to do.", is_required=True),
    ),
)

TOTALS = Table(
    "totals",
    gettext_noop("Totals"),
    gettext_noop(
        "One row a total of programmes. By a facet, programmes that name several values are in several rows: never add "
        "them up."
    ),
    ("value_of", "measure", "period_kind", "geography"),
    (
        Column("by", Type.CODE, "The facet that totals were asked for by; empty where by none."),
        Column("value_of", Type.CODE, "The value of that facet whose programmes are added up; empty for all."),
        Column("value_of_name", Type.STRING, "The label of value_of."),
        Column("programmes", Type.INTEGER, "How many of the programmes asked about have that value."),
        Column("measure", Type.CODE, "What is counted.", scheme="measure", is_required=True),
        Column("measure_name", Type.STRING, "The label of measure, as it follows a number.", is_required=True),
        Column("counts", Type.CODE, "The sort of thing the measure counts.", codes=COUNTS, is_required=True),
        Column("period_kind", Type.CODE, "What stretch of time the figures speak of.", codes=PERIODS, is_required=True),
        Column("geography", Type.CODE, "The region or statistical area they speak of.", scheme="region or area"),
        Column("geography_name", Type.STRING, "The label of geography."),
        Column("value", Type.DECIMAL, "The total. Where nothing can be added it is empty, which is not 0.", unit=UNITS),
        Column("qualifier", Type.CODE, "How the total is to be read.", codes=TOTAL_QUALIFIERS),
        Column("may_be_lower", Type.BOOLEAN, "Whether the truth may be lower.", is_required=True),
        Column("may_be_higher", Type.BOOLEAN, "Whether the truth may be higher.", is_required=True),
        Column("sentence", Type.STRING, "The total in words.", is_required=True),
        Column("records", Type.INTEGER, "How many programmes state what is added.", unit="records", is_required=True),
        Column("included", Type.INTEGER, "How many figures are added.", unit="figures", is_required=True),
        Column("included_rows", Type.URL, "Where those figures are.", is_required=True),
        Column("left_out", Type.INTEGER, "How many figures are left out.", unit="figures", is_required=True),
        *(
            Column(
                f"left_out_{reason}",
                Type.INTEGER,
                f"How many are left out because {because}.",
                unit="figures",
                is_required=True,
            )
            for reason, because in LEFT_OUT.items()
        ),
        Column("left_out_rows", Type.URL, "Where the figures left out are.", is_required=True),
        Column("page", Type.URL, "Where the total is shown with its figures.", is_required=True),
    ),
)
