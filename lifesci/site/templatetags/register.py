"""Filters and tags of the register's templates: dates, ages and numbers in words, addresses that are safe to link."""

import re
from datetime import date

from django import template
from django.conf import settings
from django.utils import timezone

from lifesci.editions.version import version_moment
from lifesci.evidence.periods import date_in_words
from lifesci.evidence.qualifiers import Qualifier
from lifesci.site.linked.graph import LISTS
from lifesci.words import gettext, gettext_noop, ngettext

register = template.Library()

NOT_STATED = gettext_noop("not stated")
UNSET_CONTACT = ".invalid"
KINDS = {
    "programme": gettext_noop("Programme"),
    "organisation": gettext_noop("Organisation"),
    "brief": gettext_noop("Context"),
    "source": gettext_noop("Source"),
    "term": gettext_noop("Vocabulary term"),
    "place": gettext_noop("Place"),
    "measure": gettext_noop("Measure"),
    "search": gettext_noop("Search that found nothing"),
}
# Verified facts say so by themselves; what was not checked at all has other words.
DOUBTED = {
    "not_found": gettext_noop("The words were not found where they should stand in the source"),
    "other_value": gettext_noop("The words in the source state another number"),
    "other_qualifier": gettext_noop("Found in the source, with another word of doubt"),
    "period_in_doubt": gettext_noop("Found in the source; words near them suggest another period"),
}
UNCHECKED = gettext_noop("Not yet checked against a held text of the source")
PATHS = {"programme": "/programmes/", "organisation": "/organisations/", "brief": "/context/", "source": "/sources/"}
API_PATHS = {kind: f"/api/v1/{'briefs' if kind == 'brief' else path.strip('/')}/" for kind, path in PATHS.items()}


@register.filter
def in_words(edtf) -> str:
    """An EDTF or ISO date as a reader says it; "not stated" for none."""
    if isinstance(edtf, date):
        edtf = edtf.isoformat()[:10]
    start, slash, end = (edtf or "").partition("/")
    if not start:
        return gettext(NOT_STATED)
    if not slash or end in ("", ".."):
        return date_in_words(start)
    return gettext("{first} to {last}").format(first=date_in_words(start), last=date_in_words(end))


@register.filter
def moment_in_words(moment) -> str:
    """A moment of the register as day, month, year and time in London."""
    local = timezone.localtime(moment)
    return f"{date_in_words(local.date().isoformat())}, {local:%H:%M}"


@register.filter
def ages_in_words(ages) -> str:
    """An age range with its doubt: "7 to 18 years", "mainly 7 to 14 years", "16 years and over"."""
    if not ages or (ages["from"] is None and ages["to"] is None):
        return gettext(NOT_STATED)
    youngest, oldest = ages["from"], ages["to"]
    if oldest is None:
        words = gettext("{youngest} years and over")
    elif youngest is None:
        words = gettext("up to {oldest} years")
    else:
        words = gettext("{youngest} to {oldest} years") if youngest != oldest else gettext("{youngest} years")
    words = words.format(youngest=youngest, oldest=oldest)
    doubt = ages["qualifier"]
    if doubt in ("", Qualifier.EXACTLY) or (doubt == Qualifier.UP_TO and youngest is None):
        return words
    if doubt == Qualifier.AT_LEAST and oldest is None:
        return words
    lead = gettext("mainly") if doubt == Qualifier.ABOUT else gettext(Qualifier(doubt).label)
    return f"{lead} {words}"


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
    return gettext(KINDS[kind]) if kind in KINDS else kind


@register.filter
def kinds_in_words(kind) -> str:
    """Records of a kind as pages call them."""
    name, _ = LISTS[kind]
    return gettext(name)


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
    words = gettext(", {age} this version of the register")
    return words.format(age=age_in_words(date.fromisoformat(day), now)) if now else ""


@register.filter
def check_in_words(result) -> str:
    """What the evidence check found about a fact that it did not verify."""
    return gettext(DOUBTED.get(result, UNCHECKED))


def version_day(context) -> date | None:
    """The day of the register version that answers a request."""
    version = getattr(getattr(context, "request", None), "register_version", None)
    moment = version_moment(version) if version else None
    return timezone.localdate(moment) if moment else None


def age_in_words(day: date, now: date) -> str:
    """How long one day was before another: "on the day of", "3 days before", "8 months before", "2 years before"."""
    months = (now.year - day.year) * 12 + now.month - day.month - (now.day < day.day)
    years, days = months // 12, (now - day).days
    if years > 0:
        return ngettext("{count} year before", "{count} years before", years).format(count=years)
    if months > 0:
        return ngettext("{count} month before", "{count} months before", months).format(count=months)
    if days > 0:
        return ngettext("{count} day before", "{count} days before", days).format(count=days)
    return gettext("on the day of")


@register.simple_tag
def contact() -> str:
    """The mail address or page where the register is reached; nothing where none was set."""
    return "" if settings.SECURITY_CONTACT.endswith(UNSET_CONTACT) else settings.SECURITY_CONTACT
