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
import time
from urllib.error import HTTPError
from urllib.request import urlopen

START = {address}
LISTS = {{"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}}


def lines(address):  # of an answer, as they come
    try:
        with urlopen(address) as answer:
            for line in answer:
                yield line.decode().rstrip("\\n")
    except HTTPError as error:
        if error.code != 429:
            raise
        time.sleep(int(error.headers["Retry-After"]))  # the register asks to be asked later
        yield from lines(address)


def document(address):
    return json.loads("".join(lines(address)))


def walk(address):
    while address:
        page = document(address)
        yield from page["results"]
        address = page["next"]


def keep(kind, address):
    for text in lines(address):
        copy.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (kind, json.loads(text)["ref"], text))


def read_again(kind, refs):  # what was withdrawn or merged is in no list any more
    copy.executemany("DELETE FROM records WHERE kind = ? AND ref = ?", [(kind, ref) for ref in refs])
    for start in range(0, len(refs), 50):
        named = "&ref=".join(refs[start : start + 50])
        keep(kind, f"{{START}}{{LISTS[kind]}}/?format=ndjson&ref={{named}}")


def held():
    rows = copy.execute("SELECT kind, ref, text FROM records")
    return {{(kind, ref): hashlib.sha256(str(text).encode()).hexdigest() for kind, ref, text in rows}}


def is_whole():
    proof = b"".join(sorted(f"{{kind}} {{ref}} {{digest}}\\n".encode() for (kind, ref), digest in held().items()))
    now = document(f"{{START}}checkpoints/")["current"]
    return (now["sequence"], now["sha256"]) == (after, hashlib.sha256(proof).hexdigest())


copy = sqlite3.connect("register.sqlite3")
copy.execute("CREATE TABLE IF NOT EXISTS records (kind, ref, text, PRIMARY KEY (kind, ref))")
copy.execute("CREATE TABLE IF NOT EXISTS place (after)")
after = copy.execute("SELECT max(after) FROM place").fetchone()[0]
version = document(START)["register_version"]

if after is None or after > version:  # the first time, or the register was set back: everything, as of this number
    copy.execute("DELETE FROM records")
    copy.execute("DELETE FROM place")
    after = version
    for kind, plural in LISTS.items():
        keep(kind, f"{{START}}{{plural}}/?format=ndjson")

changed = set()
for change in walk(f"{{START}}changes/?after={{after}}&page_size=100"):
    changed.add((change["kind"], change["ref"]))
    after = change["sequence"]
for kind in LISTS:
    read_again(kind, sorted(ref for other, ref in changed if other == kind))

if not is_whole():  # something of the copy was lost or changed: let go of what is wrong, read what is missing
    lists = {{kind: walk(f"{{START}}{{plural}}/?fields=ref,sha256&page_size=100") for kind, plural in LISTS.items()}}
    right = {{(kind, row["ref"]): row["sha256"] for kind, rows in lists.items() for row in rows}}
    wrong = [record for record, digest in held().items() if right.get(record) != digest]
    copy.executemany("DELETE FROM records WHERE kind IS ? AND ref IS ?", wrong)
    missing = right.keys() - held().keys()
    for kind in LISTS:
        read_again(kind, sorted(ref for other, ref in missing if other == kind))

copy.execute("INSERT INTO place VALUES (?)", (after,))
copy.commit()
print(f"{{len(held())}} records, as of change {{after}}:", "whole" if is_whole() else "changing, run it again")"""


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
