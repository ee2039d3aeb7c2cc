"""A client that openapi-python-client makes from the served description pulls the whole register, with types."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lifesci.editions.issue import issue
from lifesci.editions.models import Change, Edition, Entry, EntryFigure
from lifesci.vocabularies.models import Place, Search, Term
from tests.editions.bodies import programme
from tests.site.documents import brief

PULL = Path(__file__).with_name("pull.py")
PATIENCE = 300  # seconds that making the client, or pulling with it, may take


def ran(*command) -> subprocess.CompletedProcess:
    """What a command of this environment says; the generator lays out its files by a ruff that it looks for."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PATH": tools, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.fixture
def served(live_server, settings, publish) -> str:
    """Where a register is served that has each kind of record, more programmes than a page, and a second Edition."""
    settings.API_RATE = 0
    publish(5)
    issue(brief())
    issue(programme("programme-00", "Another title"))
    region, families = (
        Term.objects.get(code="wales"),
        Term.objects.create(scheme="audience", code="families", label="F"),
    )
    Place.objects.create(ref="belfast", name="Belfast", region=region)
    Search.objects.create(region=region, audience=families, searched_on=date(2026, 3, 4), note="Asked all.")
    return live_server.url


@pytest.mark.django_db(transaction=True)
def test_a_generated_client_pulls_the_whole_register(served, tmp_path):
    made = ran(
        *("-m", "openapi_python_client", "generate", "--url", f"{served}/api/v1/schema/"),
        *("--output-path", tmp_path / "register_client", "--meta", "none"),
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "arning" not in made.stdout, made.stdout
    result = ran(PULL, served, tmp_path)
    assert result.returncode == 0, result.stdout[-500:] + result.stderr[-3000:]
    pulled = json.loads(result.stdout)
    for kind in ("programme", "organisation", "brief", "source"):
        entries = Entry.objects.filter(kind=kind).order_by("ref").select_related("edition")
        documents = [json.loads(entry.edition.text) for entry in entries]
        assert pulled[kind]["items"] == [json.loads(entry.item) for entry in entries]
        assert pulled[kind]["documents"] == pulled[kind]["whole"] == documents
        editions = Edition.objects.filter(kind=kind).order_by("ref", "-number").values_list("text", flat=True)
        assert pulled[kind]["numbered"] == [json.loads(text) for text in editions]
    assert [len(pulled[kind]["documents"]) for kind in ("programme", "organisation", "brief", "source")] == [5, 1, 1, 1]
    assert len(pulled["programme"]["numbered"]) == 6
    rows = [json.loads(row) for row in EntryFigure.objects.order_by("identifier").values_list("row", flat=True)]
    assert pulled["phrases"] == [[row["record"]["ref"], row["measure"]["label"], row["phrase"]] for row in rows]
    assert len(rows) == 4
    assert pulled["themes"] == ["confidence"] * 4
    log = Change.objects.order_by("sequence").values_list("sequence", "kind", "ref", "action")
    assert pulled["changes"] == [list(line) for line in log]
    assert pulled["version"] == len(pulled["changes"]) == 9
    assert [word["code"] for word in pulled["words"]["region"]] == ["northern-ireland", "wales"]
    assert pulled["words"]["place"][0]["region"] == {"code": "wales", "label": "Wales"}
    assert pulled["words"]["search"][0]["searched_on"] == "2026-03-04"
    assert pulled["words"]["measure"][0]["singular"] == "student"
    assert pulled["limit"] is None
