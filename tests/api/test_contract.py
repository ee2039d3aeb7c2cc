"""The API answers as its OpenAPI description says: schemathesis asks a live server what nobody thought of."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lifesci.api.openapi import openapi_text
from lifesci.vocabularies.models import Measure, Term
from tests.api.conftest import published

CONFIG = Path(__file__).with_name("schemathesis.toml")
CASES = 4  # invented requests for each operation, besides those that the description's own limits suggest


@pytest.mark.django_db(transaction=True)
def test_every_answer_follows_the_description(live_server, settings, tmp_path):
    settings.API_RATE = 0
    Term.objects.create(scheme="region", code="wales", label="Wales")
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
        [*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    described = len(json.loads(openapi_text())["paths"]) - 1  # the description's own address is read, and not tested
    assert f"Tested: {described}" in result.stdout
