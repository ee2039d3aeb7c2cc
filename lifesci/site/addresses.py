"""Parts of addresses that all kinds of record share. For the address list of the site."""

PLURALS = {"programmes": "programme", "organisations": "organisation", "context": "brief", "sources": "source"}


class RecordKind:
    """The word of an address under which the records of a kind stand; a view gets the kind."""

    regex = "|".join(PLURALS)

    def to_python(self, value):
        """The kind."""
        return PLURALS[value]

    def to_url(self, value):
        """The word that stands for a kind."""
        return next(plural for plural, kind in PLURALS.items() if kind == value)
