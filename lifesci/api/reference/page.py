"""The reference page at /api/: made from the OpenAPI description alone, and from what is published for its examples."""

import json
from functools import cache
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.db.models import Min
from django.shortcuts import render

from lifesci.api.listing import address
from lifesci.api.openapi import openapi_text
from lifesci.api.problem import MEANINGS
from lifesci.api.records import PLURALS
from lifesci.api.reference import examples
from lifesci.api.reference.operations import PAGE, TRIED, Operation, operations
from lifesci.api.reference.shapes import Shape, named, shape
from lifesci.api.root import OPEN_REFERRAL
from lifesci.api.versions import deprecations
from lifesci.editions.models import Entry

TAGS = {
    "programmes": "Programmes",
    "organisations": "Organisations",
    "briefs": "Briefs",
    "sources": "Sources",
    "facts": "Figures, outcomes and totals",
    "tables": "Flat tables",
    "vocabularies": "Vocabularies",
    "changes": "Changes and checkpoints",
    "about": "About the API",
}
SENT_TO_ALL = ("401", "405", "406", "429", "500", "503")  # problems of every address, explained once
START = "/api/v1/"


class Shown(NamedTuple):
    """An operation with its examples; `tried` is a link that can be followed, "" where nothing is published for it."""

    operation: Operation
    tried: str
    curl: str
    python: str
    r: str

    @property
    def answers(self):
        """The answers that are its own, the good one first."""
        return [each for each in self.operation.answers if each.status not in SENT_TO_ALL]


class Group(NamedTuple):
    """Operations on one subject."""

    tag: str
    title: str
    shown: list[Shown]


def reference(request):
    """Every address with what it takes, what it answers and how to ask it."""
    values = example_values(request.register_version)
    context = {
        "place": "data",
        "groups": groups(request, values),
        "shapes": shapes(),
        "problems": MEANINGS,
        "going": deprecations.DEPRECATIONS,
        "version": description()["info"]["version"],
        "copy": examples.copy(address(request, START)),
        "open_referral": open_referral(request),
        "start": address(request, START),
        "page_rate": settings.API_RATE,
        "key_rate": settings.KEY_RATE,
    }
    return render(request, "api/reference.html", context)


def description() -> dict:
    """The description, parsed once for each text of it."""
    return parsed(openapi_text())


@cache
def parsed(text: str) -> dict:
    """The same of one text."""
    return json.loads(text)


def groups(request, values: dict[str, dict[str, str]]) -> list[Group]:
    """The operations by subject, in the order of TAGS; a subject that is not named there comes last."""
    order = {tag: place for place, tag in enumerate(TAGS)}
    found = sorted(operations(description()), key=lambda each: (order.get(each.tag, len(order)), each.tag, each.path))
    return [
        Group(tag, TAGS.get(tag, tag.capitalize()), [shown(request, each, values) for each in members])
        for tag, members in groupby(found, key=lambda each: each.tag)
    ]


def shown(request, operation: Operation, values: dict[str, dict[str, str]]) -> Shown:
    """One operation with its examples; where nothing is published they name what has to be filled in."""
    own = values["any"] | values.get(operation.tag, {})
    tried = operation.address(own, TRIED)
    path = operation.address(own, PAGE) or operation.path.replace("{", "").replace("}", "").replace("ref", "REF")
    asked = address(request, path)
    is_list = operation.is_list
    return Shown(
        operation,
        tried,
        examples.curl(asked),
        examples.python(asked, is_list=is_list),
        examples.r(asked, is_list=is_list),
    )


def open_referral(request) -> dict[str, str]:
    """Where the same records are in Open Referral UK, and how a list there is asked for and walked."""
    start = address(request, OPEN_REFERRAL)
    asked = f"{start}services?per_page={PAGE}"
    return {
        "start": start,
        "curl": examples.curl(asked),
        "python": examples.python_pages(asked),
        "r": examples.r_pages(asked),
    }


def example_values(version: int) -> dict[str, dict[str, str]]:
    """What stands in the paths of examples, by subject: of each kind the first record that is published."""
    first = dict(Entry.objects.order_by().values_list("kind").annotate(ref=Min("ref")))
    found = {PLURALS[kind]: {"ref": ref, "number": "1"} for kind, ref in first.items()}
    fixed = {"scheme": "region"}
    return {
        **found,
        "any": fixed | ({"sequence": str(version)} if version else {}),
        "about": {"kind": "programme", "number": "1"},
    }


@cache
def shapes() -> list[Shape]:
    """Every component that an answer of any operation may have."""
    document = description()
    components = document["components"]["schemas"]
    wanted, found = named(document["paths"]) | named(document["components"]["responses"]), set()
    while wanted:
        found |= wanted
        wanted = set().union(*(named(components[name]) for name in wanted)) - found
    return [shape(name, components[name]) for name in components if name in found]
