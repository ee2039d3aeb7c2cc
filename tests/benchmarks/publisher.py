"""A process that publishes: each line it reads is a new name of an organisation, and each it prints what came of it.

Publishing an organisation under another name re-issues every record that names it, in the same act.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.reading import Published

HOME = Path(__file__).resolve().parents[2]


class Publisher:
    """The other end of the process, on one database."""

    def __init__(self, database: str, ref: str):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.publisher", ref],
            env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "lifesci.settings"},
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def publish(self, name: str) -> Published:
        """Let the organisation be published under a name; what came of it."""
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("The publishing process has ended; what it said stands above.")
        return Published(name, **json.loads(line))

    def close(self) -> None:
        """Let the process end."""
        self.process.stdin.close()
        self.process.wait(timeout=30)


def main(ref: str) -> None:
    """Publish the organisation under each name that is read, until the pipe closes."""
    import django  # noqa: PLC0415 - only in the process that publishes

    django.setup()
    from lifesci.editions.version import register_version  # noqa: PLC0415 - models are ready now
    from organisations.models import Organisation  # noqa: PLC0415
    from organisations.publish import publish_organisation  # noqa: PLC0415

    for line in sys.stdin:
        began = time.monotonic()
        organisation = Organisation.objects.get(ref=ref)
        organisation.name = line.strip()
        organisation.save()
        publish_organisation(organisation, by=None, note="Renamed while everybody reads.")
        told = {"version": register_version(), "began": began, "done": time.monotonic()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
