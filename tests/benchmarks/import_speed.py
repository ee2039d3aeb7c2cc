"""Rows a second (of processor time) of a plan and its application, against the library's row-by-row default."""

import io
import time

import tablib
from import_export import resources
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from lifesci.imports.acts.apply import begin_applying
from lifesci.imports.acts.propose import propose
from lifesci.imports.running import run
from lifesci.vocabularies.models import Term
from organisations.models import Organisation

HEADERS = ["ref", "name", "type", "sectors", "description", "website"]


class LibraryResource(resources.ModelResource):
    """The library as its own guide sets it up: a row at a time, with references by their codes."""

    type = Field("type", "type", ForeignKeyWidget(Term, "code"))
    sectors = Field("sectors", "sectors", ManyToManyWidget(Term, ";", "code"))

    class Meta:
        model = Organisation
        fields = HEADERS
        import_id_fields = ["ref"]


def rows(count: int, prefix: str) -> list[list[str]]:
    """Organisations that were never there; the vocabularies must have their terms."""
    return [
        [
            f"{prefix}-{n}",
            f"{prefix} body {n}",
            "company",
            "biopharmaceuticals",
            f"Makes thing {n}.",
            "https://a.example/",
        ]
        for n in range(count)
    ]


def library(count: int) -> float:
    """Rows a second of the library: a dry run to show, then the import itself."""
    data = tablib.Dataset(*rows(count, "library"), headers=HEADERS)
    begun = time.process_time()
    LibraryResource().import_data(data, dry_run=True, raise_errors=True)
    LibraryResource().import_data(data, raise_errors=True)
    return count / (time.process_time() - begun)


def register(count: int) -> float:
    """Rows a second of the register: the plan, then its application."""
    text = "\n".join(",".join(line) for line in [HEADERS, *rows(count, "register")])
    begun = time.process_time()
    proposal = propose(io.BytesIO(text.encode()), "x.csv", by=None)
    run(proposal.pk)
    begin_applying(proposal, by=None)
    run(proposal.pk)
    return count / (time.process_time() - begun)
