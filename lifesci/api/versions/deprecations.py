"""What of the API will go, declared in one table: answers say so, the description does, and so does its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.formats import date_format
from django.utils.http import http_date

from lifesci.api.versions.comparing import SUNSET

NOTICE = 365  # days at least between the day something is announced and the day it goes
PAGE = "/api/"


@dataclass(frozen=True)
class Deprecation:
    """An operation, or one of its parameters, that will go: since when that is known, when it goes, what comes instead.

    `operation` is the operationId; `instead` a sentence. Raises ValueError for less notice than the policy promises.
    """

    operation: str
    since: date
    sunset: date
    instead: str
    parameter: str = ""

    def __post_init__(self):
        if (self.sunset - self.since).days < NOTICE:
            raise ValueError(f"{self.anchor}: what will go is announced {NOTICE} days before.")

    @property
    def anchor(self) -> str:
        """Where its page speaks of it."""
        return "-".join(["going", self.operation, *filter(None, [self.parameter])])

    @property
    def link(self) -> str:
        """What the answer leads to."""
        return f'<{PAGE}#{self.anchor}>; rel="deprecation"; type="text/html"'


# Nothing is going. A row names the operation as the description does:
# Deprecation("list_outcomes", since=date(2027, 3, 1), sunset=date(2028, 3, 1), instead="Ask for …", parameter="basis")
DEPRECATIONS: tuple[Deprecation, ...] = ()


def of_operation(name: str) -> list[Deprecation]:
    """What of one operation will go."""
    return [each for each in DEPRECATIONS if each.operation == name]


def used(name: str, given: Iterable[str]) -> list[Deprecation]:
    """What a request with these parameters uses that will go."""
    given = set(given)
    return [each for each in of_operation(name) if not each.parameter or each.parameter in given]


def fields(going: list[Deprecation]) -> dict[str, str]:
    """The fields of an answer that say so (RFC 9745, RFC 8594): the day that comes first of each, and every link."""
    if not going:
        return {}
    since, sunset = (datetime.combine(min(days), time(), UTC) for days in zip(*map(days_of, going), strict=True))
    links = [each.link for each in going] + [f'<{PAGE}#versions>; rel="sunset"; type="text/html"']
    return {
        "Deprecation": f"@{int(since.timestamp())}",
        "Sunset": http_date(sunset.timestamp()),
        "Link": ", ".join(links),
    }


def days_of(going: Deprecation) -> tuple[date, date]:
    """Since when and until when."""
    return going.since, going.sunset


def described(operation: dict) -> dict:
    """An operation of the description, with what of it will go."""
    for each in of_operation(operation["operationId"]):
        part = operation
        if each.parameter:
            operation["parameters"] = [dict(one) for one in operation["parameters"]]
            [part] = [one for one in operation["parameters"] if one["name"] == each.parameter]
        text = f"It goes on {date_format(each.sunset, 'j F Y')}. {each.instead}"
        part["description"] = " ".join(filter(None, [part.get("description", ""), text]))
        part |= {"deprecated": True, SUNSET: each.sunset.isoformat()}
    return operation
