"""How an address is asked from the command line, in Python and in R, with nothing that has to be installed but R's
jsonlite. Pure: text of programs, which the tests run."""

import shlex

PYTHON_LIST = """\
import json
from urllib.request import urlopen

address = {address}
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for row in page["results"]:
        print(row)
    address = page["next"]"""

PYTHON_ONE = """\
import json
from urllib.request import urlopen

with urlopen({address}) as answer:
    found = json.load(answer)
print(json.dumps(found, indent=2, ensure_ascii=False))"""

R_LIST = """\
library(jsonlite)

address <- {address}
while (!is.null(address)) {{
  text <- paste(readLines(address, encoding = "UTF-8", warn = FALSE), collapse = "\\n")
  page <- fromJSON(text, simplifyVector = FALSE)
  for (row in page$results) str(row, max.level = 1)
  address <- page[["next"]]
}}"""

R_ONE = """\
library(jsonlite)

text <- paste(readLines({address}, encoding = "UTF-8", warn = FALSE), collapse = "\\n")
found <- fromJSON(text, simplifyVector = FALSE)
str(found, max.level = 1)"""

PYTHON_PAGES = """\
import json
from urllib.request import urlopen

number, is_last = 1, False
while not is_last:
    with urlopen({address} + f"&page={{number}}") as answer:
        page = json.load(answer)
    for each in page["contents"]:
        print(each["id"], each["name"], each["last_modified"])
    number, is_last = number + 1, page["last_page"]"""

R_PAGES = """\
library(jsonlite)

number <- 1
repeat {{
  address <- paste0({address}, "&page=", number)
  text <- paste(readLines(address, encoding = "UTF-8", warn = FALSE), collapse = "\\n")
  page <- fromJSON(text, simplifyVector = FALSE)
  for (each in page$contents) cat(each$id, each$name, each$last_modified, "\\n")
  if (page$last_page) break
  number <- number + 1
}}"""

COPY = """\
import hashlib
import json
import sqlite3
from urllib.error import HTTPError
from urllib.request import urlopen

START = {address}
LISTS = {{"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}}


def read(address):
    with urlopen(address) as answer:
        return answer.read().decode()


def keep(kind, text):
    copy.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (kind, json.loads(text)["ref"], text))


def changes(after):
    address = f"{{START}}changes/?after={{after}}&page_size=100"
    while address:
        page = json.loads(read(address))
        yield from page["results"]
        address = page["next"]


copy = sqlite3.connect("register.sqlite3")
copy.execute("CREATE TABLE IF NOT EXISTS records (kind, ref, text, PRIMARY KEY (kind, ref))")
copy.execute("CREATE TABLE IF NOT EXISTS place (after)")
after = copy.execute("SELECT max(after) FROM place").fetchone()[0]

if after is None:  # the first time: everything, as of at least this number
    after = json.loads(read(START))["register_version"]
    for kind, plural in LISTS.items():
        with urlopen(f"{{START}}{{plural}}/?format=ndjson") as lines:
            for line in lines:
                keep(kind, line.decode().rstrip("\\n"))

for change in changes(after):
    kind, ref = change["kind"], change["ref"]
    if kind in LISTS:
        try:
            keep(kind, read(f"{{START}}{{LISTS[kind]}}/{{ref}}/"))
        except HTTPError as error:
            if error.code not in (404, 410):  # 410: it was withdrawn, or merged into another
                raise
            copy.execute("DELETE FROM records WHERE kind = ? AND ref = ?", (kind, ref))
    after = change["sequence"]

copy.execute("INSERT INTO place VALUES (?)", (after,))
copy.commit()
held = [(kind, ref, hashlib.sha256(text.encode())) for kind, ref, text in copy.execute("SELECT * FROM records")]
proof = b"".join(sorted(f"{{kind}} {{ref}} {{digest.hexdigest()}}\\n".encode() for kind, ref, digest in held))
now = json.loads(read(f"{{START}}checkpoints/"))["current"]
is_whole = (now["sequence"], now["sha256"]) == (after, hashlib.sha256(proof).hexdigest())
print(f"{{len(held)}} records, as of change {{after}}:", "whole" if is_whole else "not proved, run it again")"""


def curl(address: str) -> str:
    """The command that asks for an address."""
    return f"curl --fail --silent --show-error {shlex.quote(address)}"


def python(address: str, *, is_list: bool) -> str:
    """The program that walks a list to its end, or reads one answer."""
    return (PYTHON_LIST if is_list else PYTHON_ONE).format(address=quoted(address))


def r(address: str, *, is_list: bool) -> str:
    """The same in R."""
    return (R_LIST if is_list else R_ONE).format(address=quoted(address))


def python_pages(address: str) -> str:
    """The program that walks the numbered pages of Open Referral to the last."""
    return PYTHON_PAGES.format(address=quoted(address))


def r_pages(address: str) -> str:
    """The same in R."""
    return R_PAGES.format(address=quoted(address))


def copy(start: str) -> str:
    """The program that copies the register and, run again, follows what has changed."""
    return COPY.format(address=quoted(start))


def quoted(text: str) -> str:
    """A text as Python and R both write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
