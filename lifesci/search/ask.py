"""What somebody asks of a list, read strictly from a query string: one form for pages and API."""

import hashlib
import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from lifesci.search import parameters
from lifesci.search.cursor import read_cursor
from lifesci.search.parameters import BadParameter, nearest
from lifesci.search.register import Register, register_at
from lifesci.search.schemes import FACETS
from lifesci.words import gettext

__all__ = ["Ask", "BadParameter", "parse"]

PAGE_SIZE = 20
MOST_ON_A_PAGE = 100
MOST_PARAMETERS = 1000  # of one question; forms of the desk may send more
LAST_PAGE = 10**9
LAST_CHANGE = 999_999_999_999  # more changes than there will ever be
MOST_REFS = 100  # records that one question may name
REF = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SORTS = {
    "title": "By title.",
    "recent": "The newest change first. A record that changes during a walk moves to its front.",
    "ref": "By ref, which never changes: a walk meets each record once, also while records are published.",
    "relevance": "Where the words stand: in the title first. Only together with q, and then the default.",
}
ON_PAGES = ("sort", "page")
ON_API = ("changed_since", "ref", "sort", "cursor", "page_size")


@dataclass(frozen=True)
class Ask:
    """One question to one list. Filters and their values stand in a fixed order, so equal questions are equal. `as_of`
    is the change right after which it is answered, None for the present."""

    kind: str
    q: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    page: int | None = 1
    cursor: str = ""
    page_size: int = PAGE_SIZE
    changed_since: int = 0
    refs: tuple[str, ...] = ()
    as_of: int | None = None

    @property
    def question(self) -> tuple:
        """What decides which records of a register pass, in whatever order and pages."""
        return self.kind, self.q, self.filters, self.changed_since, self.refs

    @property
    def is_for_page(self) -> bool:
        """Whether it is paged by number; otherwise by cursor."""
        return self.page is not None

    @property
    def default_sort(self) -> str:
        """The order taken when none is asked for."""
        return "relevance" if self.q else "title" if self.is_for_page else "ref"

    @property
    def order(self) -> str:
        """The order that is taken: the one asked for, or the default."""
        return self.sort or self.default_sort

    def chosen(self, name: str) -> tuple[str, ...]:
        """The values asked for under one name."""
        return dict(self.filters).get(name, ())

    def query_string(self, **changes) -> str:
        """The question as a link writes it, always the same for the same question; defaults are left out.
        `changes` replaces members first: `ask.query_string(page=2)`."""
        ask = replace(self, **changes) if changes else self
        pairs = [("q", ask.q)] if ask.q else []
        pairs += [(name, value) for name, values in ask.filters for value in values]
        if ask.changed_since:
            pairs.append(("changed_since", str(ask.changed_since)))
        pairs += [("ref", ref) for ref in ask.refs]
        if ask.as_of is not None:
            pairs.append(("as_of", str(ask.as_of)))
        if ask.order != ask.default_sort:
            pairs.append(("sort", ask.order))
        if ask.page_size != PAGE_SIZE:
            pairs.append(("page_size", str(ask.page_size)))
        if ask.cursor:
            pairs.append(("cursor", ask.cursor))
        if ask.page not in (None, 1):
            pairs.append(("page", str(ask.page)))
        return urlencode(pairs)

    def with_value(self, name: str, value: str) -> "Ask":
        """The question with one more filter value, from its first page."""
        values = {**dict(self.filters), name: (*self.chosen(name), value)}
        return self._from_start(filters=ordered(self.kind, values))

    def without(self, name: str, value: str | None = None) -> "Ask":
        """The question with one filter value fewer (all of that name when no value is given), from its first page.
        `without("q")` leaves the words out."""
        if name == "q":
            return self.asking("")
        kept = tuple(other for other in self.chosen(name) if value is not None and other != value)
        return self._from_start(filters=ordered(self.kind, {**dict(self.filters), name: kept}))

    def asking(self, q: str) -> "Ask":
        """The question with other words, from its first page, in the default order if it was in that."""
        asked = replace(self, q=q)
        keeps = self.order != self.default_sort and (q or self.sort != "relevance")
        return asked._from_start(sort=self.sort if keeps else asked.default_sort)

    def sorted_by(self, sort: str) -> "Ask":
        """The question in another order, from its first page."""
        return self._from_start(sort=sort)

    def on_page(self, page: int) -> "Ask":
        """Another page of the same question."""
        return replace(self, page=page)

    def applied(self) -> dict:
        """What was asked, as the API repeats it: `q` and `sort` as text, filters as lists."""
        words = {"q": self.q} if self.q else {}
        since = {"changed_since": self.changed_since} if self.changed_since else {}
        named = {"ref": list(self.refs)} if self.refs else {}
        then = {} if self.as_of is None else {"as_of": self.as_of}
        filters = {name: list(values) for name, values in self.filters}
        return {**words, **filters, **since, **named, "sort": self.order, **then}

    def digest(self) -> str:
        """What cursors of this question carry, so that none is used for another."""
        bare = replace(self, page=None, cursor="", page_size=PAGE_SIZE)
        return hashlib.blake2s(f"{bare.kind}?{bare.query_string()}".encode(), digest_size=6).hexdigest()

    def _from_start(self, **changes) -> "Ask":
        return replace(self, page=1 if self.is_for_page else None, cursor="", **changes)


def ordered(kind: str, values: dict) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Filters as an Ask holds them: names as declared, values sorted and once each, empty ones left out."""
    return tuple((name, tuple(sorted(set(values[name])))) for name in FACETS[kind] if values.get(name))


def parse(
    kind: str,
    params,
    *,
    for_page: bool,
    version: int | None = None,
    extra: tuple[str, ...] = (),
    register: Register | None = None,
) -> Ask:
    """The Ask in a QueryDict or raw query string; raises BadParameter for anything that cannot be obeyed.

    `extra` names parameters that the caller reads itself. `version` saves asking for the register version again;
    `register` is that of a moment that is asked for, whose values are the ones that can be asked for.
    """
    text = params if isinstance(params, str) else params.urlencode()
    question = (kind, text, for_page, extra, None if register is None else register.version)
    register = register or register_at(version)
    return register.asks.answer(question, lambda: _parsed(register, *question))


def _parsed(register, kind, text, for_page, extra, as_of):
    if text.count("&") >= MOST_PARAMETERS:
        detail = gettext("The query string holds more than {most} parameters.")
        raise BadParameter("query string", detail.format(most=f"{MOST_PARAMETERS:,}"))
    params = QueryDict(text)
    controls = ON_PAGES if for_page else ON_API
    parameters.refuse_unknown(params, ("q", *FACETS[kind], *controls, *extra))
    q = _words(params, for_page)
    filters = _filters(register, kind, params)
    page_size, page, cursor, since, refs = PAGE_SIZE, None, "", 0, ()
    if for_page:
        page = parameters.whole_number(params, "page", lowest=1, highest=LAST_PAGE, default=1)
    else:
        page_size = parameters.whole_number(params, "page_size", lowest=1, highest=MOST_ON_A_PAGE, default=PAGE_SIZE)
        cursor = parameters.one_value(params, "cursor")
        since = parameters.whole_number(params, "changed_since", lowest=0, highest=LAST_CHANGE, default=0)
        refs = _refs(params)
    ask = Ask(kind, q, filters, "", page, cursor, page_size, since, refs, as_of)
    ask = replace(ask, sort=parameters.one_of(params, "sort", tuple(SORTS)) or ask.default_sort)
    if ask.sort == "relevance" and not q:
        raise BadParameter("sort", gettext("“relevance” needs words to be relevant to: give “q” as well."), "title")
    if cursor:
        read_cursor(cursor, ask.sort, ask.digest())
    return ask


def _words(params, for_page):
    if for_page and params.getlist("q") == [""]:
        return ""  # the empty search field of a form
    return " ".join(parameters.one_value(params, "q").split())


def _refs(params):
    """The records named. One that is not published is no mistake: it may have been withdrawn a moment ago."""
    refs = tuple(sorted(set(parameters.values(params, "ref"))))
    if len(refs) > MOST_REFS:
        raise BadParameter("ref", f"“ref” may be given at most {MOST_REFS} times; it is given {len(refs)} times.")
    for ref in refs:
        if not REF.fullmatch(ref):
            raise BadParameter("ref", f"“{ref[:80]}” is not a ref: small letters and digits, with hyphens between.")
    return refs


def _filters(register, kind, params):
    names = [name for name in FACETS[kind] if name in params]
    chosen = {name: parameters.values(params, name) for name in names}
    for name, values in chosen.items():
        unknown = (value for value in values if not register.knows(FACETS[kind][name].labels, value))
        if (value := next(unknown, None)) is not None:
            _refuse_value(register, kind, name, value[:80])
    return ordered(kind, chosen)


def _refuse_value(register, kind, name, value):
    if name == "age":
        detail = gettext("“{value}” is not an age: give whole years from 0 to 120.")
        raise BadParameter(name, detail.format(value=value))
    known = register.labels.get(FACETS[kind][name].labels, {})
    meant = nearest(value, {**{label: code for code, label in known.items()}, **{code: code for code in known}})
    hint = parameters.did_you_mean(meant, known.get(meant, ""))
    detail = gettext("“{value}” is not a value of “{name}”.{hint}")
    raise BadParameter(name, detail.format(value=value, name=name, hint=hint), meant)
