"""The media types that lists are given in, and the short names by which `format` asks for them."""

from lifesci.downloads.building import MEDIA

JSON = "application/json"
FORMATS = {"json": JSON, "csv": MEDIA[".csv"], "ndjson": MEDIA[".ndjson"], "xlsx": MEDIA[".xlsx"]}
NAMES = {media_type: name for name, media_type in FORMATS.items()}
FOR_SHEETS = ("csv", "xlsx")  # formats of flat tables; the others hold what the list holds
CHARSETS = {"csv": "; charset=utf-8; header=present"}
EXPORTS = tuple(FORMATS.values())
