"""Columns that several tables have: what a record is, where it was read, where it lies. Pure; for this package."""

from lifesci.tables.column import Column, Type

QUALIFIERS = (
    *("exactly", "about", "estimated", "at_least", "more_than"),
    *("nearly", "up_to", "less_than", "average", "hundreds"),
)
BASES = (
    *("provider-stated", "document-seen", "independently-reported"),
    *("independently-evaluated", "official-statistic"),
)
CHECKS = ("verified", "not_found", "other_value", "other_qualifier", "period_in_doubt", "no_text_held")
KINDS = ("programme", "organisation", "brief", "source")

REF = Column(
    "ref",
    Type.CODE,
    "The public key in addresses: small letters, digits and hyphens. Fixed once the record is published.",
    is_required=True,
)
EDITION = Column(
    "edition", Type.INTEGER, "Number of the Edition that is current, counted from 1 for each record.", is_required=True
)
TITLE = Column("title", Type.STRING, "Its title.", is_required=True)
DESCRIPTION = Column("description", Type.STRING, "In our own words: no sentence of a source.")
WEBSITE = Column("website", Type.URL, "The address of its own page.")
STANDING = (
    Column("path", Type.PATH, "Path of its page on the register.", is_required=True),
    Column("issued_on", Type.DATE, "The day on which its current Edition was issued.", is_required=True),
    Column("sha256", Type.STRING, "SHA-256 of the current Edition's text, which the API serves.", is_required=True),
)
READ_IN = (
    Column(
        "read_in",
        Type.CODE,
        "The document that tells of it; its description was read there.",
        refers="sources.ref",
    ),
    Column("read_at", Type.INTEGER, "The paragraph of that document where it begins."),
)
CITATION = (
    Column("source", Type.CODE, "The source it was read in.", refers="sources.ref"),
    Column("section", Type.STRING, "The heading it stands under, shortened if need be."),
    Column("paragraph", Type.INTEGER, "Counting non-blank lines of the text from 1."),
    Column("page", Type.INTEGER, "The page of a paged document, from 1."),
    Column("stated_as", Type.STRING, "The shortest words of the source that state the fact, letter for letter."),
    Column("as_given_in", Type.CODE, "The footnote's document that the source relies on.", refers="sources.ref"),
    Column("basis", Type.CODE, "How well it is known: a rung of the ladder.", codes=BASES, is_required=True),
    Column("checked_on", Type.DATE, "The day on which its words were last found in the source and found to state it."),
    Column("check_result", Type.CODE, "What the evidence check found; empty where it has not run.", codes=CHECKS),
)


def terms(name: str, meaning: str, scheme: str, called: str) -> tuple[Column, Column]:
    """Several terms of a vocabulary: their codes as a list, and their labels to be read."""
    labels = f"The labels of {name}, to be read; the table links has them one by one."
    return Column(name, Type.LIST, meaning, scheme=scheme), Column(called, Type.STRING, labels)


def term(name: str, meaning: str, **further) -> tuple[Column, Column]:
    """One word: its code, and its label to be read."""
    return Column(name, Type.CODE, meaning, **further), Column(f"{name}_name", Type.STRING, f"The label of {name}.")


def regions(name: str, meaning: str) -> tuple[Column, ...]:
    """Regions and nations with the codes that official statistics use."""
    gss = Column("region_gss_codes", Type.LIST, "The regions' ONS GSS codes, for those that have one.")
    return (*terms(name, meaning, "region", "region_names"), gss)


def region(meaning: str) -> tuple[Column, ...]:
    """One region or nation with the code that official statistics use."""
    gss = Column("region_gss_code", Type.STRING, "The region's ONS GSS code, if it has one.")
    return (*term("region", meaning, scheme="region"), gss)


def of_record(kinds: tuple[str, ...] = KINDS) -> tuple[Column, ...]:
    """Which record a row belongs to."""
    return (
        Column("record_kind", Type.CODE, "The kind of record that states it.", codes=kinds, is_required=True),
        Column("record_ref", Type.CODE, "The ref of that record.", is_required=True),
        Column("record_title", Type.STRING, "The title of that record.", is_required=True),
        EDITION,
    )
