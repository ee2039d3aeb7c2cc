"""What the reference page shows is run against a server as it stands there: curl, Python, and R where it is found."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from html import unescape
from urllib.request import urlopen

import pytest

from lifesci.api.reference import examples
from lifesci.editions.issue import issue
from lifesci.editions.models import Edition, Entry
from lifesci.editions.withdraw import withdraw
from tests.editions.bodies import programme
from tests.site.documents import brief

pytestmark = pytest.mark.django_db(transaction=True)
R = shutil.which("Rscript")
NO_R = "no Rscript on this machine"
NO_JSONLITE = "R has no jsonlite on this machine"
PATIENCE = 300  # seconds that all programs in one language may take
RUN_PYTHON = """
import contextlib, io, json
printed = {}
for name, code in json.load(open("programs.json")).items():
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(compile(code, name, "exec"), {})
    printed[name] = said.getvalue()
json.dump(printed, open("printed.json", "w"))
"""
RUN_R = """
programs <- jsonlite::fromJSON("programs.json", simplifyVector = FALSE)
run <- function(code) paste(capture.output(eval(parse(text = code), new.env())), collapse = "\\n")
writeLines(jsonlite::toJSON(lapply(programs, run), auto_unbox = TRUE), "printed.json")
"""


@pytest.fixture
def page(live_server, settings, publish) -> str:
    """The page of a register with more than one page of programmes, as a server gives it."""
    settings.API_RATE = 0
    publish(3)
    issue(brief())
    with urlopen(f"{live_server.url}/api/") as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def shown(page: str, language: str) -> dict[str, str]:
    """The examples in one language, by operation."""
    found = {}
    for part in page.split('<h3 id="')[1:]:
        code = re.search(rf'data-language="{language}"><code>(.*?)</code>', part.split("</section>")[0], re.DOTALL)
        if code:
            found[part.partition('"')[0]] = unescape(code[1])
    return found


def ran(command: list[str], folder) -> str:
    """What a program prints."""
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert result.returncode == 0, f"{command[-1]}\n{result.stdout[-500:]}{result.stderr[-1500:]}"
    return result.stdout


def all_ran(programs: dict[str, str], command: list[str], folder) -> dict[str, str]:
    """What each of some programs prints, run one after the other by one interpreter, each as if it were alone."""
    (folder / "programs.json").write_text(json.dumps(programs))
    ran(command, folder)
    return json.loads((folder / "printed.json").read_text())


def test_every_command_of_curl_gives_what_the_address_holds(page, tmp_path):
    if not shutil.which("curl"):
        pytest.skip("no curl on this machine")
    printed = {name: ran(["sh", "-c", command], tmp_path) for name, command in shown(page, "curl").items()}
    assert len(printed) > 25
    for text in printed.values():
        json.loads(text)
    assert json.loads(printed["read-programme"])["ref"] == "programme-00"
    assert json.loads(printed["list-programmes"])["count"] == 3
    assert json.loads(printed["open-referral-services"])["total_items"] == 3


def test_every_program_in_python_gives_every_row(page, tmp_path):
    printed = all_ran(shown(page, "python"), [sys.executable, "-c", RUN_PYTHON], tmp_path)
    assert len(printed) > 25
    assert {name for name, text in printed.items() if not text} <= {"list-checkpoints", "list-totals"}
    rows = printed["list-programmes"].splitlines()
    assert [re.search(r"'ref': '(programme-\d\d)'", row)[1] for row in rows] == [f"programme-{n:02}" for n in range(3)]
    assert json.loads(printed["read-programme"])["title"] == "Programme 00"
    assert [line.split(maxsplit=1)[1][:12] for line in printed["open-referral-services"].splitlines()] == [
        f"Programme {number:02}" for number in range(3)
    ]


@pytest.mark.skipif(R is None, reason=NO_R)
def test_every_program_in_r_gives_every_row(page, tmp_path):
    if subprocess.run([R, "-e", "library(jsonlite)"], capture_output=True, check=False).returncode:
        pytest.skip(NO_JSONLITE)
    printed = all_ran(shown(page, "r"), [R, "-e", RUN_R], tmp_path)
    assert len(printed) > 25
    assert printed["list-programmes"].count("programme-0") >= 3
    assert printed["open-referral-services"].count("Programme 0") == 3
    assert '"Programme 00"' in printed["read-programme"]


def test_a_walk_goes_on_to_the_last_page(live_server, page, tmp_path):
    first = f"{live_server.url}/api/v1/programmes/?page_size=1"
    printed = ran([sys.executable, "-c", examples.python(first, is_list=True)], tmp_path)
    assert [f"programme-{n:02}" in line for n, line in enumerate(printed.splitlines())] == [True] * 3


def test_a_walk_of_open_referral_goes_on_to_the_last_page(live_server, page, tmp_path):
    first = f"{live_server.url}/oruk/v3/services?per_page=1"
    printed = ran([sys.executable, "-c", examples.python_pages(first)], tmp_path)
    assert [f"Programme {number:02}" in line for number, line in enumerate(printed.splitlines())] == [True] * 3


def test_an_address_is_quoted_for_each_language():
    hostile = "http://x/?q=\"; rm -rf '\\"
    assert examples.quoted(hostile) == '"http://x/?q=\\"; rm -rf \'\\\\"'
    assert ran([sys.executable, "-c", f"print({examples.quoted(hostile)})"], None) == f"{hostile}\n"
    assert ran(["sh", "-c", f"echo {examples.curl(hostile)}"], None).strip() == (
        f"curl --fail --silent --show-error {hostile}"
    )


def test_the_program_for_a_whole_copy_copies_all_and_follows_what_changes(live_server, page, tmp_path):
    [program] = re.findall(r'data-language="copy"><code>(.*?)</code>', page, re.DOTALL)
    command = [sys.executable, "-c", unescape(program)]

    def held() -> dict:
        with sqlite3.connect(tmp_path / "register.sqlite3") as copy:
            return {(kind, ref): text for kind, ref, text in copy.execute("SELECT * FROM records")}

    def published() -> dict:
        rows = Edition.objects.filter(pk__in=Entry.objects.values("edition")).values_list("kind", "ref", "text")
        return {(kind, ref): text for kind, ref, text in rows}

    assert ran(command, tmp_path) == f"{len(published())} records, as of change 6: whole\n"
    assert held() == published()
    issue(programme("programme-00", "Another title"))
    issue(programme("a-new-one", "A new one"))
    issue(programme("come-and-gone", "Come and gone"))
    withdraw("programme", "come-and-gone", reason="A mistake.")
    withdraw("programme", "programme-01", reason="Twice.", successor="programme-00")
    assert ran(command, tmp_path) == f"{len(published())} records, as of change 11: whole\n"
    assert held() == published()
    assert ("programme", "programme-01") not in held()
    assert json.loads(held()["programme", "programme-00"])["title"] == "Another title"
    with sqlite3.connect(tmp_path / "register.sqlite3") as copy:
        copy.execute("DELETE FROM records WHERE ref = 'programme-02'")
        copy.execute("UPDATE records SET text = replace(text, 'Another', 'A false') WHERE ref = 'programme-00'")
        copy.execute("UPDATE records SET text = NULL WHERE ref = 'a-new-one'")
        copy.executemany(
            "INSERT INTO records VALUES (?, ?, '{}')",
            [("source", "never-was"), ("source", "Ünd so & weiter"), ("thing", "of-no-kind"), (None, None)],
        )
    assert ran(command, tmp_path) == f"{len(published())} records, as of change 11: whole\n"
    assert held() == published()
    with sqlite3.connect(tmp_path / "register.sqlite3") as copy:
        copy.execute("UPDATE place SET after = 99")  # as if the register had been set back since
    assert ran(command, tmp_path) == f"{len(published())} records, as of change 11: whole\n"
    assert held() == published()
