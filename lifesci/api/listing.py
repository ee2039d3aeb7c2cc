"""The envelope of every list: assembled as text around results that are text already."""

import json
from collections.abc import Iterable
from urllib.parse import urlencode

import orjson


def address(request, path: str | None = None) -> str:
    """The absolute address of a path of this register, of the request's own when none is given."""
    return f"{request.scheme}://{request.get_host()}{path or request.path}"


def page_link(request, **replaced) -> str:
    """The request's own address with some parameters replaced; those replaced with "" go."""
    query = {name: request.GET.getlist(name) for name in request.GET if name not in replaced}
    query |= {name: [value] for name, value in replaced.items() if value != ""}
    return f"{address(request)}?{urlencode(query, doseq=True)}"


def dumped(row: dict) -> str:
    """One row as JSON text."""
    return orjson.dumps(row).decode()


def envelope(
    results: Iterable[str], *, count, version, next_page="", previous_page="", applied=None, more: dict | None = None
) -> str:
    """The list as JSON text. `next_page` and `previous_page` are absolute addresses, "" where there is no such page;
    `more` are members of this list's own."""
    own = "".join(f'"{name}":{dumped(value)},' for name, value in (more or {}).items())
    return (
        f'{{"count":{count},"next":{json.dumps(next_page or None)},"previous":{json.dumps(previous_page or None)},'
        f'"register_version":{version},"applied_filters":{orjson.dumps(applied or {}).decode()},'
        f'{own}"results":[{",".join(results)}]}}'
    )


def whole(request, rows: Iterable[dict], applied: dict | None = None) -> str:
    """A list that has one page: all its rows."""
    results = [dumped(row) for row in rows]
    return envelope(results, count=len(results), version=request.register_version, applied=applied)
