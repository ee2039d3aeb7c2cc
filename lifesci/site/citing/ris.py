"""A citation as RIS, the tagged lines that reference managers import. Pure."""

from lifesci.site.citing.citation import Citation, one_line


def ris(cited: Citation) -> str:
    """One record of the type DATA. A tag begins a line, so no value may hold a line break: none does."""
    day = cited.issued_on
    fields = [
        ("TY", "DATA"),
        ("ID", cited.key),
        ("TI", cited.title),
        ("AU", cited.register),
        ("PB", cited.register),
        ("ET", f"Edition {cited.number}"),
        ("PY", f"{day.year:04}"),
        ("DA", f"{day:%Y/%m/%d}"),
        ("UR", cited.address),
        ("LA", "en-GB"),
        ("N1", f"SHA-256 of its document: {cited.sha256}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in fields)
