"""What `make bench` compares can still be compared: each contestant's application starts."""

import subprocess
import sys

import pytest

from tests.benchmarks.contestants import APPLICATIONS, HOME, environment


@pytest.mark.parametrize("name", APPLICATIONS)
def test_the_application_of_each_contestant_starts(name, tmp_path):
    module, _, application = APPLICATIONS[name].partition(":")
    started = subprocess.run(
        [sys.executable, "-c", f"from {module} import {application}"],
        env=environment(name, f"sqlite:///{tmp_path}/empty.sqlite3"),
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, started.stderr
