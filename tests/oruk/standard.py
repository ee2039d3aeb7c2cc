"""The schemas of Open Referral UK 3.0, where they are beside the project, and what an answer breaks of them."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from lifesci.oruk.extension_schema import PREFIX, schema

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "oruk"
needs_standard = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the schemas of Open Referral are not beside the project"
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
formats = FormatChecker(formats=())


@formats.checks("uuid", raises=ValueError)
def is_uuid(value) -> bool:
    """Version 5, as it is written."""
    return str(UUID(value)) == value and UUID(value).version == 5


@formats.checks("uri", raises=ValueError)
def is_uri(value) -> bool:
    """Absolute, and of the web."""
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in value


@formats.checks("date-time", raises=ValueError)
def is_moment(value) -> bool:
    """With milliseconds, in UTC."""
    return bool(MOMENT.fullmatch(value) and datetime.fromisoformat(value))


@formats.checks("date", raises=ValueError)
def is_date(value) -> bool:
    """Year, month and day."""
    return bool(date.fromisoformat(value))


@cache
def registry() -> Registry:
    """The schemas by the names under which they refer to each other."""
    found = {path.name: json.loads(path.read_text()) for path in FOLDER.glob("*.json")}
    return Registry().with_resources(
        (name, Resource.from_contents(contents, default_specification=DRAFT202012)) for name, contents in found.items()
    )


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of one schema of the standard: `compiled/service.json`, `taxonomy.json`."""
    return Draft202012Validator(json.loads((FOLDER / name).read_text()), registry=registry(), format_checker=formats)


@cache
def extension(name: str) -> Draft202012Validator:
    """The validator of the register's own members of one object."""
    return Draft202012Validator({**schema(), "$ref": f"#/$defs/{name}"}, format_checker=formats)


def faults(answer: dict, name: str) -> list[str]:
    """What an answer breaks of a schema of the standard, and what it holds that the standard does not know."""
    found = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(answer)]
    return [*found, *unknown(answer, json.loads((FOLDER / name).read_text()), "$"), *empty(answer, "$")]


def own_faults(answer: dict, name: str) -> list[str]:
    """What an answer breaks of the register's own schema."""
    return [f"{error.json_path}: {error.message}" for error in extension(name).iter_errors(answer)]


def unknown(value, described: dict, path: str) -> Iterator[str]:
    """Members that neither the standard has nor the register marks as its own, at any depth."""
    if "$ref" in described:
        described = registry().contents(described["$ref"])
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from unknown(each, described.get("items", {}), f"{path}[{number}]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in described.get("properties", {}):
                yield from unknown(inner, described["properties"][name], f"{path}.{name}")
            elif not name.startswith(PREFIX):
                yield f"{path}.{name} is not a member of the standard"


def empty(value, path: str) -> Iterator[str]:
    """Members without a value, which the standard leaves out."""
    if value is None or value == "" or (isinstance(value, list | dict) and not value):
        yield f"{path} has no value"
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from empty(inner, f"{path}.{name}")
