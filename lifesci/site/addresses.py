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


class Version:
    """A register version, without leading zeros, so that each has one address."""

    regex = "0|[1-9][0-9]{0,11}"

    def to_python(self, value):
        """The number."""
        return int(value)

    def to_url(self, value):
        """The number in digits."""
        return str(value)


class BulkFile:
    """The name of a bulk file."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}"

    def to_python(self, value):
        """The name."""
        return value

    def to_url(self, value):
        """The name."""
        return value
