"""Command: keep the description of the API as it is now, as the one that a release promises."""

import json
from datetime import UTC, datetime

from django.core.management import BaseCommand, CommandError

from lifesci.api.openapi import openapi_text
from lifesci.api.versions.comparing import breaking
from lifesci.api.versions.released import path_of, read, released, text_of


class Command(BaseCommand):
    """For whoever releases the register; from then on the tests hold the next ones to what is kept."""

    help = "Keep the OpenAPI description as that of its version (SPECTACULAR_SETTINGS). Nothing released may break."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Compare, write and say what was done."""
        description = json.loads(openapi_text())
        version = description["info"]["version"]
        kept = released()
        if kept and (found := breaking(read(kept[0]), description, on=datetime.now(UTC).date())):
            raise CommandError("\n".join([f"Clients of {kept[0].name} would break. Nothing was written.", *found]))
        path, text = path_of(version), text_of(description)
        if path.exists() and path.read_text() != text:
            raise CommandError(
                f"Version {version} was released, and the API has more now: raise VERSION in the settings."
            )
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        self.stdout.write(f"{path.name} describes {len(description['paths'])} addresses.")
