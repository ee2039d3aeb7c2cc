"""What a query string may say, strictly: for lists here, and for every other public address that takes parameters."""

from rapidfuzz import fuzz, process, utils

from lifesci.words import gettext, gettext_noop

LIKE_ENOUGH = 55  # per cent of likeness from which a name or code is offered as the one that was meant
ALSO_CALLED = {
    "search": "q",
    "query": "q",
    "text": "q",
    "keyword": "q",
    "limit": "page_size",
    "per_page": "page_size",
    "size": "page_size",
    "offset": "cursor",
    "after": "cursor",
    "page": "cursor",
    "cursor": "page",
    "order": "sort",
    "ordering": "sort",
    "order_by": "sort",
    "org": "organisation",
}

WALKED = {
    ("page", "cursor"): gettext_noop(
        "Pages here follow each other by the address in “next”, which carries a “cursor”."
    ),
    ("cursor", "page"): gettext_noop("Pages here are numbered: give “page”."),
}


class BadParameter(Exception):
    """A parameter that cannot be obeyed. `nearest` is the name or value that was probably meant, or ""."""

    def __init__(self, parameter: str, detail: str, nearest: str = ""):
        self.parameter, self.detail, self.nearest = parameter, detail, nearest
        super().__init__(f"{parameter}: {detail}")


def nearest(word: str, among) -> str:
    """The one of these names that is most like `word`, or ""; a mapping offers its values under its keys."""
    names = among if isinstance(among, dict) else {name: name for name in among}
    best = process.extractOne(
        word[:200], names.keys(), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LIKE_ENOUGH
    )
    return names[best[0]] if best else ""


def meant_by(name: str, allowed) -> str:
    """The allowed parameter that an unknown one was probably meant to be, or ""."""
    if other := ALSO_CALLED.get(name.lower()):
        return other if other in allowed else ""
    return nearest(name, allowed)


def refuse_unknown(params, allowed) -> None:
    """Raise BadParameter for the first parameter that this address does not take."""
    for name in params:
        if name not in allowed:
            meant = meant_by(name, allowed)
            walked = WALKED.get((name.lower(), meant))
            hint = f" {gettext(walked)}" if walked else did_you_mean(meant)
            taken = ", ".join(allowed) if allowed else gettext("none")
            detail = gettext("There is no parameter “{name}” here.{hint} Parameters: {taken}.")
            raise BadParameter(name[:80], detail.format(name=name[:80], hint=hint, taken=taken), meant)


def did_you_mean(meant: str, label: str = "") -> str:
    """The question that follows what was not understood, with a space before it; nothing where nothing is near."""
    if not meant:
        return ""
    words = gettext("Did you mean “{meant}” ({label})?") if label else gettext("Did you mean “{meant}”?")
    return f" {words.format(meant=meant, label=label)}"


def values(params, name: str) -> list[str]:
    """Every value given for `name`; raises BadParameter for one that is empty, holds a NUL character or is no UTF-8."""
    found = params.getlist(name)
    for value in found:
        if not value.strip():
            raise BadParameter(name, gettext("“{name}” is given without a value.").format(name=name))
        if "\x00" in value:
            raise BadParameter(name, gettext("“{name}” contains a NUL character.").format(name=name))
        if "\N{REPLACEMENT CHARACTER}" in value:
            raise BadParameter(name, gettext("“{name}” is not text in UTF-8.").format(name=name))
    return found


def one_value(params, name: str) -> str:
    """The value of a parameter that may be given once, or "" when it is not given."""
    found = values(params, name)
    if len(found) > 1:
        detail = gettext("“{name}” can be given only once here; it is given {count} times.")
        raise BadParameter(name, detail.format(name=name, count=len(found)))
    return found[0] if found else ""


def one_of(params, name: str, choices) -> str:
    """The value of a parameter that has to be one of `choices`, or "" when it is not given."""
    value = one_value(params, name)
    if value and value not in choices:
        meant = nearest(value, tuple(choices))
        detail = gettext("“{value}” is not a value of “{name}”: it is one of {choices}.{hint}")
        said = {"value": value[:80], "name": name, "choices": ", ".join(choices), "hint": did_you_mean(meant)}
        raise BadParameter(name, detail.format(**said), meant)
    return value


def whole_number(params, name: str, *, lowest: int, highest: int, default: int) -> int:
    """A parameter that is a whole number in plain digits from `lowest` to `highest`."""
    text = one_value(params, name)
    if not text:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
    if number is None or str(number) != text or not lowest <= number <= highest:
        within = gettext("from {lowest} to {highest}") if highest < 10**9 else gettext("from {lowest}")
        meant = str(min(max(number, lowest), highest)) if number is not None else ""
        detail = gettext("“{name}” is a whole number {within}, in digits; “{text}” is not.")
        within = within.format(lowest=lowest, highest=highest)
        raise BadParameter(name, detail.format(name=name, within=within, text=text[:40]), meant)
    return number
