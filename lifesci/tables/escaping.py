"""Text that a spreadsheet would run is kept from running, and comes back as it was. Pure."""

import re

RUN = r"=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the last four are the wide forms of the first four
RISKY = re.compile(rf"'*[{RUN}]")
ESCAPED = re.compile(rf"'+[{RUN}]")
# How a workbook writes characters that XML cannot hold, and text that looks as if it did.
XML_CANNOT = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]")
XML_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    """The text with an apostrophe before anything that a spreadsheet might take for a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unescape(text: str) -> str:
    """What `escape` was given."""
    return text[1:] if ESCAPED.match(text) else text


def to_workbook(text: str) -> str:
    """Text as a workbook's XML can hold it."""
    return XML_CANNOT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_workbook(text: str) -> str:
    """What `to_workbook` was given."""
    return XML_WRITTEN.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
