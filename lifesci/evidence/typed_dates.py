"""Dates as people type them, to EDTF and back: "March 2017", "27/09/2025", "spring 2024", "since 2019". Pure."""

import re
from datetime import date

from edtf import EDTFParseException, parse_edtf

from lifesci.evidence.periods import MONTHS, date_in_words

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 3}
_PARTS = {"half": (39, 2), "quarter": (32, 4), "four months": (36, 3)}
_MONTHS = {name[:length].lower(): at for at, name in enumerate(MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DOUBT = re.compile(
    r"(?P<about>(?:about|around|circa|approximately|ca?\.)\s+)?(?P<date>.*?)(?P<inferred>\s+\(inferred\))?"
)
_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<name>{_NAMES})\.?,?\s+(?P<year>[0-9]{{4}})",
        rf"(?P<name>{_NAMES})\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})",
        r"(?P<day>[0-9]{1,2})\s?[/.-]\s?(?P<month>[0-9]{1,2})\s?[/.-]\s?(?P<year>[0-9]{4})",
        r"(?P<month>[0-9]{1,2})\s?[/.]\s?(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})[/.](?P<month>[0-9]{1,2})[/.](?P<day>[0-9]{1,2})",
        rf"(?P<season>{'|'.join(_SEASONS)})\s+(?:of\s+)?(?P<year>[0-9]{{4}})",
        rf"(?:the\s+)?(?P<nth>{'|'.join(_ORDINALS)})\s+(?P<part>half|quarter|four\smonths)\s+(?:of\s+)?(?P<year>[0-9]{{4}})",
        r"(?P<part>[qh])(?P<nth>[1-4])\s+(?P<year>[0-9]{4})",
        r"(?:the\s+)?(?P<decade>[0-9]{3})0s",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{_NAMES})(?:\s+\(year\snot\sgiven\))?",
        r"(?P<year>[0-9]{4})",
    )
)
_SINCE = re.compile(
    r"(?:since|from)\s+(?P<start>.+)|(?P<open>.+?)\s+(?:onwards|to\s+(?:date|now|the\s+present))", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:until|till|by|up\s+to)\s+(?P<end>.+)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:from\s+|between\s+)?(?P<start>.+?)\s*(?:\s(?:to|until|and)\s|–|—|\s-\s)\s*(?P<end>.+)", re.IGNORECASE
)
_SCHOOL_YEAR = re.compile(r"(?P<start>(?:19|20)[0-9]{2})\s?[/–-]\s?(?P<end>[0-9]{2})")
LONGEST = 80


class NotADate(ValueError):
    """The text names no date that the register can keep."""


def edtf_of(text: str) -> str:
    """The EDTF of a date, or of a stretch of time, as people type it. Raises NotADate.

    EDTF stays as it is, except that "2023-24" is the school year that people mean by it, not a winter.
    """
    typed = re.sub(r"(?<=[^.])[.;,]$", "", " ".join(text.split()))
    if len(typed) > LONGEST:
        raise NotADate(text)
    for read in (_school_year, _edtf, _date, _stretch):
        if found := read(typed):
            return found
    raise NotADate(text)


def typed(edtf: str) -> str:
    """An EDTF date as a form shows it: in words where those words are read back as the same date."""
    words = in_words(edtf)
    try:
        return words if edtf_of(words) == edtf else edtf
    except NotADate:
        return edtf


def in_words(edtf: str) -> str:
    """A date or a stretch of time as a reader would say it."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return date_in_words(edtf)
    if end in ("", ".."):
        return f"since {date_in_words(start)}"
    if start in ("", ".."):
        return f"until {date_in_words(end)}"
    return f"{date_in_words(start)} to {date_in_words(end)}"


def _edtf(typed):
    try:
        parse_edtf(typed)
    except EDTFParseException:
        return ""
    return typed


def _school_year(typed):
    """ "2023/24": a year that ends in the next one."""
    match = _SCHOOL_YEAR.fullmatch(typed)
    if match and (int(match["start"]) + 1) % 100 == int(match["end"]):
        return f"{match['start']}/{int(match['start']) + 1}"
    return ""


def _stretch(typed):
    if match := _UNTIL.fullmatch(typed):
        return f"../{end}" if (end := _date(match["end"])) else ""
    if match := _BETWEEN.fullmatch(typed):
        start, end = _date(match["start"]), _date(match["end"])
        if start and end:
            return f"{start}/{end}"
    if match := _SINCE.fullmatch(typed):
        start = _date(match["start"] or match["open"])
        return f"{start}/.." if start else ""
    return ""


def _date(typed):
    match = _DOUBT.fullmatch(typed)
    plain = _plain(match["date"])
    doubt = {(True, True): "%", (True, False): "~", (False, True): "?", (False, False): ""}
    return plain and plain + doubt[bool(match["about"]), bool(match["inferred"])]


def _plain(typed):
    """One date without its doubt, empty for none."""
    for shape in _SHAPES:
        if match := shape.fullmatch(typed):
            return _read({name: value.lower() for name, value in match.groupdict().items() if value})
    return ""


def _read(said: dict) -> str:
    year = said.get("year", "XXXX")
    if "decade" in said:
        return _decade(said["decade"])
    if "season" in said:
        return f"{year}-{_SEASONS[said['season']]}"
    if "part" in said:
        return _part(year, said)
    if not {"name", "month"} & said.keys():
        return year
    return _day(year, _MONTHS[said["name"]] if "name" in said else int(said["month"]), said.get("day"))


def _decade(years: str) -> str:
    """ "the 1900s" are a century; "the 2000s" are taken for a decade, as most people mean them."""
    return f"{years[:2]}XX" if years.endswith("0") and years != "200" else f"{years}X"


def _part(year: str, said: dict) -> str:
    part = {"q": "quarter", "h": "half"}.get(said["part"], " ".join(said["part"].split()))
    before, most = _PARTS[part]
    nth = int(said["nth"]) if said["nth"].isdigit() else _ORDINALS[said["nth"]]
    return f"{year}-{before + nth}" if nth <= most else ""


def _day(year: str, month: int, day: str | None) -> str:
    """A month or a day of it, empty where there is none such."""
    try:
        date(int(year) if year.isdigit() else 2000, month, int(day or 1))
    except ValueError:
        return ""
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
