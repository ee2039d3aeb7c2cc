"""Pieces of long lists, each rendered once for the text it is made from and then kept for the same text."""

from functools import lru_cache

import orjson
from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

KEPT = 10_000  # pieces of each sort held by a process, about a kilobyte each

register = template.Library()


@register.simple_tag
def records(name, texts) -> SafeString:
    """The list items in these JSON texts, each drawn by the template called `name`, as `item`."""
    return mark_safe("".join(_record(name, text) for text in texts))  # noqa: S308 - joined from escaped pieces


@register.simple_tag
def choices(name, values) -> SafeString:
    """The values of one facet as checkboxes under its parameter's `name`."""
    return mark_safe("".join(_choice(name, *value) for value in values))  # noqa: S308 - joined from escaped pieces


@register.simple_tag
def facts(source, runs) -> SafeString:
    """The facts in these runs of JSON rows, as the page of a source shows them."""
    return mark_safe("".join(_facts(source, run) for run in runs))  # noqa: S308 - joined from escaped pieces


@lru_cache(maxsize=KEPT)
def _record(name, text):
    return get_template(name).render({"item": orjson.loads(text)})


@lru_cache(maxsize=KEPT)
def _choice(name, code, label, count, chosen):
    value = {"name": name, "code": code, "label": label, "count": count, "chosen": chosen}
    return get_template("components/choice.html").render(value)


@lru_cache(maxsize=KEPT)
def _facts(source, run):
    found = [orjson.loads(text) for text in run]
    citation, record = found[0]["citation"], found[0]["record"]  # which all of a run have alike
    told = {"facts": found, "citation": citation, "record": record, "source": source}
    return get_template("sources/facts.html").render(told)
