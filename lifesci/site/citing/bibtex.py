"""A citation as BibTeX: read by BibTeX, biber and reference managers alike. Pure."""

from lifesci.site.citing.citation import Citation, one_line

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces even behind a backslash, so a brace of the text has to be named.
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)


def bibtex(cited: Citation) -> str:
    """One `@misc` entry. Braces around title and author keep capitals, and an institution from being read as a name."""
    day = cited.issued_on
    fields = {
        "author": braced(tex(cited.register)),
        "title": braced(tex(cited.title)),
        "publisher": tex(cited.register),
        "edition": str(cited.number),
        "version": str(cited.number),
        "year": f"{day.year:04}",
        "date": day.isoformat(),
        "url": cited.address,
        "note": f"Edition {cited.number}, {day.isoformat()}. SHA-256 of its document: {cited.sha256}",
        "langid": "british",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    lines.insert(6, f"  month = {MONTHS[day.month - 1]},")
    return "\n".join([f"@misc{{{cited.key},", *lines, "}", ""])


def tex(text: str) -> str:
    """A text on one line in which LaTeX finds nothing to obey."""
    return one_line(text).translate(SPECIAL)


def braced(text: str) -> str:
    """A text that styles leave as it is written."""
    return f"{{{text}}}"
