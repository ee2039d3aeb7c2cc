"""A citation as CSL-JSON, what citation processors take in. Pure."""

import json

from lifesci.site.citing.citation import Citation


def csl(cited: Citation) -> str:
    """A list of one item of the type `dataset`."""
    day = cited.issued_on
    item = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.line,
        "author": [{"literal": cited.register}],
        "publisher": cited.register,
        "version": str(cited.number),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": cited.address,
        "language": "en-GB",
        "note": f"SHA-256 of its document: {cited.sha256}",
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
