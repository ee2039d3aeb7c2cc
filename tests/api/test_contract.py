"""The API answers as its OpenAPI description says: schemathesis asks a live server what nobody thought of."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lifesci.api.openapi import openapi_text
from lifesci.vocabularies.models import Measure, Place, Search, Term
from tests.api.conftest import published

CONFIG = Path(__file__).with_name("schemathesis.toml")
# Invented requests for each operation, besides those that its limits suggest; `make contract` asks more.
CASES = int(os.environ.get("CONTRACT_CASES", "4"))
PATIENCE = 400 + 40 * CASES  # seconds a whole run may take


@pytest.mark.django_db(transaction=True)
def test_every_answer_follows_the_description(live_server, settings, tmp_path):
    settings.API_RATE = 0
    region = Term.objects.create(scheme="region", code="wales", label="Wales")
    audience = Term.objects.create(scheme="audience", code="families", label="Families")
    Place.objects.create(ref="belfast", name="Belfast", region=region)
    Search.objects.create(region=region, audience=audience, searched_on=date(2026, 3, 4), note="Asked all.")
    Measure.objects.create(code="students", label="students", counts="people")
    for number in range(3):
        published(number)
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "--config-file",
        CONFIG,
        "run",
        f"{live_server.url}/api/v1/schema/",
    ]
    options = [
        "--checks",
        "all",
        "--phases",
        "coverage,fuzzing",
        "--max-examples",
        str(CASES),
        "--seed",
        "1",
        "--suppress-health-check",
        "all",
    ]
    result = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    described = len(json.loads(openapi_text())["paths"]) - 1  # the description's own address is read, and not tested
    assert f"Tested: {described}" in result.stdout
