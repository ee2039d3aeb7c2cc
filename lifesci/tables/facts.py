"""The tables of facts: one row for each that a published record states. Pure; read through the registry."""

from lifesci.tables.column import Column, Table, Type
from lifesci.tables.shared import CITATION, EDITION, KINDS, QUALIFIERS, of_record, term
from lifesci.words import gettext_noop

COUNTS = (
    *("people", "attendances", "posts", "schools", "organisations", "events"),
    *("hours", "money", "share", "format", "rank", "other"),
)
PERIODS = ("cumulative", "per_year", "in_period", "at_date", "one_off", "planned", "format", "unknown")
MISSING = ("not_stated", "not_yet_collected", "withheld", "not_applicable", "illegible")
ROLES = ("member-of", "works-with", "chairs", "founded-by", "supports", "allied-with", "hosts")
UNITS = "that of the measure, in the column unit: GBP, %, hours; empty for things that are counted"

OF_PROGRAMME = (
    Column(
        "programme",
        Type.CODE,
        "The programme that states it.",
        refers="programmes.ref",
        is_held=True,
        is_required=True,
    ),
    Column("programme_title", Type.STRING, "The title of that programme.", is_required=True),
    EDITION,
)

FIGURES = Table(
    "figures",
    gettext_noop("Figures"),
    gettext_noop("One row a figure: what is counted, the number as its source has it, and how far it is known."),
    ("id",),
    (
        Column(
            "id", Type.STRING, "The figure's own key: kind, ref of the record, key, with strokes.", is_required=True
        ),
        *of_record(tuple(kind for kind in KINDS if kind != "source")),
        Column(
            "key",
            Type.CODE,
            "Names the figure inside its record, for good: students-to-date.",
            is_required=True,
        ),
        Column("measure", Type.CODE, "What is counted.", scheme="measure", is_required=True),
        Column("measure_name", Type.STRING, "The label of measure, as it follows a number.", is_required=True),
        Column("counts", Type.CODE, "The sort of thing the measure counts.", codes=COUNTS, is_required=True),
        Column("unit", Type.STRING, "The unit of the values; empty for things that are counted."),
        Column(
            "value", Type.DECIMAL, "The number as stated, or the lower end of a range. Unknown is empty.", unit=UNITS
        ),
        Column("value_high", Type.DECIMAL, "The upper end, where the source gives a range.", unit=UNITS),
        Column(
            "value_min",
            Type.DECIMAL,
            "What the true number is not below, as stated; empty where the doubt allows any lower number.",
            unit=UNITS,
        ),
        Column(
            "value_max",
            Type.DECIMAL,
            "What the true number is not above, as stated; empty where the doubt allows any higher number.",
            unit=UNITS,
        ),
        Column(
            "qualifier",
            Type.CODE,
            "How the source doubts its number.",
            codes=QUALIFIERS,
            is_required=True,
        ),
        Column("missing_reason", Type.CODE, "Why there is no value; empty where there is one.", codes=MISSING),
        Column(
            "is_small",
            Type.BOOLEAN,
            "True where the number is withheld because it counts fewer than five people.",
            is_required=True,
        ),
        Column("phrase", Type.STRING, "The figure in words, as the register says it everywhere.", is_required=True),
        Column("period_kind", Type.CODE, "What stretch of time it speaks of.", codes=PERIODS, is_required=True),
        Column("period_start", Type.EDTF, "EDTF: when that period begins."),
        Column("period_end", Type.EDTF, "EDTF: when that period ends."),
        Column(
            "population",
            Type.STRING,
            "Who or what was counted, in words. For a share: the whole it is a share of.",
        ),
        Column("geography", Type.CODE, "The region or statistical area it speaks of.", scheme="region or area"),
        Column("geography_name", Type.STRING, "The label of geography."),
        Column("geography_gss_code", Type.STRING, "The ONS GSS code of geography, if it has one."),
        Column("counted_in", Type.STRING, "A wider figure that already counts these.", refers="figures.id"),
        Column("note", Type.STRING, "What a reader must know to use the figure rightly."),
        Column(
            "sources_differ",
            Type.LIST,
            "Keys of figures of this record that give other values for the same thing, while nobody has chosen.",
        ),
        Column(
            "chosen_because",
            Type.STRING,
            "Where sources differ: the reason to use this figure, not the others. It is published.",
        ),
        Column("set_aside_for", Type.CODE, "Key of the figure of this record that was chosen instead of this one."),
        *CITATION,
    ),
)

OUTCOMES = Table(
    "outcomes",
    gettext_noop("Outcomes"),
    gettext_noop("One row an outcome: what came of a programme, and how that is known."),
    ("id",),
    (
        Column("id", Type.STRING, "The outcome's own key: programme, ref, key, with strokes.", is_required=True),
        *OF_PROGRAMME,
        Column("key", Type.CODE, "Names the outcome inside its programme, for good.", is_required=True),
        *term("theme", "What it is about.", scheme="theme", is_required=True),
        Column("statement", Type.STRING, "In our own words: no sentence of a source.", is_required=True),
        Column("how_known", Type.STRING, "Participants' feedback, internal assessment, records of the employer …"),
        Column(
            "figure",
            Type.STRING,
            "The figure that carries its number, if it has one.",
            refers="figures.id",
            is_held=True,
        ),
        *CITATION,
    ),
)

STORIES = Table(
    "stories",
    gettext_noop("Stories"),
    gettext_noop("One row a person’s path through a programme."),
    ("id",),
    (
        Column("id", Type.STRING, "The story's own key: programme, ref, key, with strokes.", is_required=True),
        *OF_PROGRAMME,
        Column("key", Type.CODE, "Names the story inside its programme, for good.", is_required=True),
        Column("person", Type.STRING, "Empty where the source does not name the person."),
        Column("position", Type.STRING, "The post the person holds in the story."),
        Column("summary", Type.STRING, "In our own words: no sentence of a source.", is_required=True),
        Column("steps", Type.INTEGER, "How many steps the path has.", unit="steps", is_required=True),
        Column(
            "path", Type.STRING, "Its steps in their order, one a line, each with its EDTF date where one is stated."
        ),
        *CITATION,
    ),
)

AFFILIATIONS = Table(
    "affiliations",
    gettext_noop("Affiliations"),
    gettext_noop("One row a tie of one organisation to another: the first … the second."),
    ("organisation", "role", "other"),
    (
        Column(
            "organisation",
            Type.CODE,
            "The organisation that stands in the tie.",
            refers="organisations.ref",
            is_held=True,
            is_required=True,
        ),
        Column("organisation_name", Type.STRING, "The published name of organisation.", is_required=True),
        EDITION,
        *term("role", "What organisation is to other.", codes=ROLES, is_required=True),
        Column("other", Type.CODE, "The other organisation.", refers="organisations.ref", is_required=True),
        Column("other_name", Type.STRING, "The published name of other.", is_required=True),
        Column("note", Type.STRING, "More on the tie."),
        *CITATION,
    ),
)
