"""Filters and tags of the register's templates: dates, ages and numbers in words, addresses that are safe to link."""

import re
from datetime import date

from django import template
from django.conf import settings
from django.utils import timezone

from lifesci.editions.version import version_moment
from lifesci.evidence.periods import date_in_words
from lifesci.evidence.qualifiers import Qualifier

register = template.Library()

NOT_STATED = "not stated"
UNSET_CONTACT = ".invalid"
KINDS = {
    "programme": "Programme",
    "organisation": "Organisation",
    "brief": "Context",
    "source": "Source",
    "term": "Vocabulary term",
    "place": "Place",
    "measure": "Measure",
    "search": "Search that found nothing",
}
# Verified facts say so by themselves; what was not checked at all has other words.
DOUBTED = {
    "not_found": "The words were not found where they should stand in the source",
    "other_value": "The words in the source state another number",
    "other_qualifier": "Found in the source, with another word of doubt",
    "period_in_doubt": "Found in the source; words near them suggest another period",
}
PATHS = {"programme": "/programmes/", "organisation": "/organisations/", "brief": "/context/", "source": "/sources/"}
API_PATHS = {kind: f"/api/v1/{'briefs' if kind == 'brief' else path.strip('/')}/" for kind, path in PATHS.items()}


@register.filter
def in_words(edtf) -> str:
    """An EDTF or ISO date as a reader says it; "not stated" for none."""
    if isinstance(edtf, date):
        edtf = edtf.isoformat()[:10]
    start, slash, end = (edtf or "").partition("/")
    if not start:
        return NOT_STATED
    return (
        f"{date_in_words(start)} to {date_in_words(end)}" if slash and end not in ("", "..") else date_in_words(start)
    )


@register.filter
def moment_in_words(moment) -> str:
    """A moment of the register as day, month, year and time in London."""
    local = timezone.localtime(moment)
    return f"{date_in_words(local.date().isoformat())}, {local:%H:%M}"


@register.filter
def ages_in_words(ages) -> str:
    """An age range with its doubt: "7 to 18 years", "mainly 7 to 14 years", "16 years and over"."""
    if not ages or (ages["from"] is None and ages["to"] is None):
        return NOT_STATED
    youngest, oldest = ages["from"], ages["to"]
    if oldest is None:
        words = f"{youngest} years and over"
    elif youngest is None:
        words = f"up to {oldest} years"
    else:
        words = f"{youngest} to {oldest} years" if youngest != oldest else f"{youngest} years"
    doubt = ages["qualifier"]
    if doubt in ("", Qualifier.EXACTLY) or (doubt == Qualifier.UP_TO and youngest is None):
        return words
    if doubt == Qualifier.AT_LEAST and oldest is None:
        return words
    return f"{'mainly' if doubt == Qualifier.ABOUT else Qualifier(doubt).label} {words}"


@register.filter
def thousands(number) -> str:
    """A whole number with its thousands separated."""
    return f"{number:,}"


@register.filter
def labels(terms) -> str:
    """The labels of terms, one after another; nothing for none."""
    return ", ".join([term["label"] for term in terms])


@register.filter
def web_address(url) -> str:
    """The address if it is one of the web (http or https), otherwise nothing: no other scheme is ever linked."""
    return url if re.match(r"https?://[^\s/]", url or "", re.IGNORECASE) else ""


@register.filter
def title_of(ref, references) -> str:
    """The title of the reference with that ref, or the ref itself."""
    return next((each["title"] for each in references or [] if each["ref"] == ref), ref)


@register.filter
def number_in(ref, references) -> int | str:
    """Which in a list, from 1, the reference with that ref is; nothing where it is not listed."""
    return next((number for number, each in enumerate(references or [], 1) if each["ref"] == ref), "")


@register.filter
def kind_in_words(kind) -> str:
    """A kind of record as pages call it."""
    return KINDS.get(kind, kind)


@register.filter
def page_of(record) -> str:
    """The address of a record's page from its kind and ref; empty for words of the vocabularies, which have none."""
    return f"{PATHS[record['kind']]}{record['ref']}/" if record["kind"] in PATHS else ""


@register.filter
def json_of(record) -> str:
    """The address of a record's current document in the API, from its kind and ref."""
    return f"{API_PATHS[record['kind']]}{record['ref']}/"


@register.filter
def figure_page(identifier) -> str:
    """The address of a figure on its record's page, from its id kind/ref/key."""
    kind, ref, key = identifier.split("/")
    return f"{PATHS[kind]}{ref}/#figure-{key}"


@register.simple_tag(takes_context=True)
def absolute(context, path) -> str:
    """A path of the register as a whole address, for what is read away from the page."""
    return context["request"].build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def version_date(context) -> str:
    """The day of the register version that answers, in words; nothing for an empty register."""
    day = version_day(context)
    return date_in_words(day.isoformat()) if day else ""


@register.simple_tag(takes_context=True)
def age(context, day) -> str:
    """How long before the register version that answers a day was: what a page says depends on that version alone."""
    now = version_day(context)
    return f", {age_in_words(date.fromisoformat(day), now)} this version of the register" if now else ""


@register.filter
def check_in_words(result) -> str:
    """What the evidence check found about a fact that it did not verify."""
    return DOUBTED.get(result, "Not yet checked against a held text of the source")


def version_day(context) -> date | None:
    """The day of the register version that answers a request."""
    version = getattr(getattr(context, "request", None), "register_version", None)
    moment = version_moment(version) if version else None
    return timezone.localdate(moment) if moment else None


def age_in_words(day: date, now: date) -> str:
    """How long one day was before another: "on the day of", "3 days before", "8 months before", "2 years before"."""
    months = (now.year - day.year) * 12 + now.month - day.month - (now.day < day.day)
    for count, noun in ((months // 12, "year"), (months, "month"), ((now - day).days, "day")):
        if count > 0:
            return f"{count} {noun}{'' if count == 1 else 's'} before"
    return "on the day of"


@register.simple_tag
def contact() -> str:
    """The mail address or page where the register is reached; nothing where none was set."""
    return "" if settings.SECURITY_CONTACT.endswith(UNSET_CONTACT) else settings.SECURITY_CONTACT
