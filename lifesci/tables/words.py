"""The tables of words, places, links and tombstones. Pure; read through the registry."""

from lifesci.tables.column import Column, Table, Type
from lifesci.tables.facts import COUNTS
from lifesci.tables.shared import KINDS, region, term
from lifesci.words import gettext_noop

PLACES = Table(
    "places",
    gettext_noop("Places"),
    gettext_noop("One row a town, campus or venue."),
    ("ref",),
    (
        Column("ref", Type.CODE, "Key of the place.", is_required=True),
        Column("name", Type.STRING, "Its name.", is_required=True),
        *region("The region or nation of the UK it lies in."),
        Column("is_venue", Type.BOOLEAN, "A site people can visit, not a town or an area.", is_required=True),
        Column("latitude", Type.DECIMAL, "Empty where no source fixes the spot.", unit="degrees north (WGS 84)"),
        Column("longitude", Type.DECIMAL, "Empty where no source fixes the spot.", unit="degrees east (WGS 84)"),
    ),
)

TERMS = Table(
    "terms",
    gettext_noop("Terms"),
    gettext_noop(
        "One row a word of a vocabulary, retired ones too; the measures that figures count by are the scheme measure."
    ),
    ("scheme", "code"),
    (
        Column("scheme", Type.CODE, "The vocabulary it belongs to.", is_required=True),
        Column("code", Type.CODE, "Short and stable: partners store it. It cannot be changed later.", is_required=True),
        Column("label", Type.STRING, "What people read.", is_required=True),
        Column("definition", Type.STRING, "One or two sentences that tell this term from its neighbours."),
        Column("broader", Type.CODE, "The code of the broader term of its vocabulary."),
        Column("uri", Type.URL, "The same concept in a published vocabulary, if there is one."),
        Column("notation", Type.STRING, "Official code, such as an ONS GSS code for a region."),
        Column("singular", Type.STRING, "As it follows 1: student, school."),
        Column("counts", Type.CODE, "Of a measure: the sort of thing it counts.", codes=COUNTS),
        Column("unit", Type.STRING, "GBP for money, % for shares, hours, minutes, weeks or years for time."),
        Column("order", Type.INTEGER, "Smaller numbers come first.", is_required=True),
        Column("retired_on", Type.DATE, "From this day the term can no longer be chosen."),
    ),
)

SEARCHES = Table(
    "searches",
    gettext_noop("Searches"),
    gettext_noop("One row a search for programmes that found nothing: a gap that was looked for."),
    ("region", "audience", "searched_on"),
    (
        *term("region", "The region or nation that was searched.", scheme="region", is_required=True),
        *term("audience", "Whom programmes were looked for.", scheme="audience", is_required=True),
        Column("searched_on", Type.DATE, "The day of the search.", is_required=True),
        Column("note", Type.STRING, "Where was looked, and for what. The public reads it.", is_required=True),
        Column("retired_on", Type.DATE, "From this day the search no longer counts: it was recorded by mistake."),
    ),
)

LINKS = Table(
    "links",
    gettext_noop("Links"),
    gettext_noop("One row a word or a record that a record names in a list of its document."),
    ("record_kind", "record_ref", "member", "position"),
    (
        Column("record_kind", Type.CODE, "The kind of record that has the list.", codes=KINDS, is_required=True),
        Column("record_ref", Type.CODE, "The ref of that record.", is_required=True),
        Column(
            "member", Type.CODE, "The member of its document that is the list: audiences, partners.", is_required=True
        ),
        Column("position", Type.INTEGER, "Its place in that list, from 1.", is_required=True),
        Column(
            "scheme",
            Type.CODE,
            "Of a word its vocabulary; of a record its kind; of a place the word place.",
            is_required=True,
        ),
        Column("code", Type.CODE, "The code of the word, or the ref of the record or place.", is_required=True),
        Column("name", Type.STRING, "The label, title or name.", is_required=True),
        Column("gss_code", Type.STRING, "Of a region its ONS GSS code, if it has one."),
        Column("role", Type.CODE, "Of a partner what it does here; empty in all other lists."),
        Column("note", Type.STRING, "More on it; of a source that is cited the footnote mark."),
    ),
)

TOMBSTONES = Table(
    "tombstones",
    gettext_noop("Tombstones"),
    gettext_noop("One row a record that was published and is withdrawn or merged now."),
    ("kind", "ref"),
    (
        Column("kind", Type.CODE, "The kind of record.", codes=KINDS, is_required=True),
        Column("ref", Type.CODE, "The ref it was published under.", is_required=True),
        Column("action", Type.CODE, "What became of it.", codes=("withdrawn", "merged"), is_required=True),
        Column("reason", Type.STRING, "Why, as its address says it."),
        Column("successor", Type.CODE, "The ref of the record of its kind that takes its place."),
        Column("edition", Type.INTEGER, "The number of its last Edition, which stays at its own address."),
        Column("sequence", Type.INTEGER, "The number of the change in the change log.", is_required=True),
        Column("happened_at", Type.MOMENT, "When that was.", is_required=True),
    ),
)
