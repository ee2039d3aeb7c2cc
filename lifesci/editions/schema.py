"""The JSON Schemas that documents follow, one file a kind and number; nothing is stored that breaks its schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, ValidationError

SCHEMAS = sorted(Path(__file__).with_name("schemas").glob("*-*.json"))


class Invalid(Exception):
    """A document breaks its schema. `problems` says each time where and how."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


class NoSchema(LookupError):
    """There is no schema of that kind and number."""


@cache
def current_schema(kind: str) -> int:
    """The number of the newest schema of a kind; new Editions follow it. Raises NoSchema."""
    numbers = [int(path.stem.rpartition("-")[2]) for path in SCHEMAS if path.stem.rpartition("-")[0] == kind]
    if not numbers:
        raise NoSchema(f"The register publishes no record of the kind “{kind}”.")
    return max(numbers)


def validate(document: dict, number: int | None = None) -> None:
    """Raise Invalid, with every problem, unless the document follows schema `number` of its kind (None: the newest)."""
    kind = document.get("kind", "")
    errors = _validator(kind, number or current_schema(kind)).iter_errors(document)
    problems = [
        f"{'/'.join(map(str, error.absolute_path)) or kind}: {error.message}"
        for outer in errors
        for error in _innermost(outer)
    ]
    if problems:
        raise Invalid(sorted(problems))


def _innermost(error: ValidationError) -> Iterator[ValidationError]:
    """What is really wrong where a member may be null or something: the something's own faults."""
    if error.validator != "anyOf":
        yield error
        return
    for inner in error.context:
        if (inner.validator, inner.validator_value) != ("type", "null"):
            yield from _innermost(inner)


@cache
def _validator(kind: str, number: int) -> Draft202012Validator:
    path = next((path for path in SCHEMAS if path.stem == f"{kind}-{number}"), None)
    if path is None:
        raise NoSchema(f"There is no schema {number} of the kind “{kind}”.")
    return Draft202012Validator(json.loads(path.read_text()))
