"""What the contestants are asked: for each row of the table as many different addresses as it may need."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations, product
from random import Random
from urllib.parse import urlencode

from lifesci.operations.sample import SEED
from lifesci.operations.sample_words import FREQUENT, Words
from tests.benchmarks.contestants import BASELINE, LIMIT, REGISTER

JSON, HTML = {"Accept": "application/json"}, {"Accept": "text/html"}
PAGE = 20  # records on a page, everywhere
AGAIN = 4  # addresses that are asked again and again; each is asked once before anything is counted
MOST_ASKED = 800  # times one contestant is asked one question, at most


@dataclass(frozen=True)
class Question:
    """One row: what each contestant is asked, again and again with other values; (path, headers) each time."""

    key: str
    title: str
    asked: dict[str, list[tuple[str, dict]]]
    target: float | None = None  # times as fast as the baseline over HTTP, on the largest sample
    against_limit: float | None = None  # share of the bare limit's requests a second
    status: int = 200  # of the register; the others always have to answer in full
    may_grow: bool = False
    is_again: bool = False  # the same few addresses are asked again and again, so that the register may have kept them


def filters(codes: dict[str, list[str]], random: Random) -> list[str]:
    """Query strings of three filters, each different, with values from the commoner half of each vocabulary."""
    common = {scheme: values[: len(values) // 2 + 1] for scheme, values in codes.items()}
    found = [
        urlencode(list(zip(schemes, values, strict=True)))
        for schemes in (("sector", "region", "audience"), ("region", "audience", "type"), ("sector", "region", "type"))
        for values in product(*(common[scheme] for scheme in schemes))
    ]
    random.shuffle(found)
    return found


def same(path: Callable[[str], str], values, headers) -> list[tuple[str, dict]]:
    """One address for each value."""
    return [(path(value), headers) for value in values]


def questions(size: int, known: dict) -> list[Question]:
    """Every row for one sample. `known` is what inside.known() found in it."""
    random = Random(SEED)
    refs = [ref for ref, _ in known["refs"]]
    chosen = filters(known["codes"], random)
    frequent = [" ".join(pair) for pair in combinations(FREQUENT[2:40], 2)]
    rare = Words(Random(SEED), size).rare
    random.shuffle(frequent)
    random.shuffle(rare)
    pages = -(-size // PAGE)
    first = random.sample(range(1, max(pages // 20, 50)), min(max(pages // 20, 50) - 1, 900))
    deep = [page + pages * 9 // 10 for page in first if page + pages * 9 // 10 <= pages]
    asked = [
        *_details(known, refs),
        *_lists(known, first, deep),
        *_filtered(chosen),
        *_searches(frequent, rare),
        *_pages(refs, first, deep, chosen),
        *_again(known, refs, first),
    ]
    return [question if question.is_again else fresh(question) for question in asked]


def fresh(question: Question) -> Question:
    """The question with as many addresses as it may be asked, so that no answer can have been kept.

    Where there are too few they are asked under further host names, for which nothing has been kept either.
    """
    asked = {}
    for name, addresses in question.asked.items():
        laps = -(-MOST_ASKED // len(addresses))
        hosts = [{"Host": f"127.0.0.1:{lap}"} if lap else {} for lap in range(laps)]
        asked[name] = [(path, {**headers, **host}) for host in hosts for path, headers in addresses]
    return replace(question, asked=asked)


def _details(known, refs):
    etags = [(f"/api/v1/programmes/{ref}/", {**JSON, "If-None-Match": f'"{sha256}"'}) for ref, sha256 in known["refs"]]
    yield Question(
        "detail",
        "Detail, JSON",
        {
            REGISTER: same("/api/v1/programmes/{}/".format, refs, JSON),
            BASELINE: same("/api/programmes/{}/".format, refs, JSON),
            LIMIT: same("/{}/".format, refs, JSON),
        },
        target=10,
        against_limit=1 / 3,
    )
    plain = same("/api/programmes/{}/".format, refs, JSON)
    yield Question(
        "304", "Detail the client holds, JSON, 304", {REGISTER: etags, BASELINE: plain}, target=15, status=304
    )


def _lists(known, first, deep):
    yield Question(
        "list",
        "List, JSON, first pages",
        {
            REGISTER: same("/api/v1/programmes/?cursor={}".format, known["shallow"], JSON),
            BASELINE: same("/api/programmes/?page={}".format, first, JSON),
        },
        target=15,
    )
    yield Question(
        "deep",
        "List, JSON, at nine tenths of the depth",
        {
            REGISTER: same("/api/v1/programmes/?cursor={}".format, known["deep"], JSON),
            BASELINE: same("/api/programmes/?page={}".format, deep, JSON),
        },
    )


def _filtered(chosen):
    yield Question(
        "filtered",
        "Filtered list with its count, JSON",
        {
            REGISTER: same("/api/v1/programmes/?{}".format, chosen, JSON),
            BASELINE: same("/api/programmes/?{}".format, chosen, JSON),
        },
        target=20,
    )
    yield Question(
        "facets",
        "All facet counts of a filter",
        {
            REGISTER: same("/facets/?{}".format, chosen[::-1], JSON),
            BASELINE: same("/api/programmes/facets/?{}".format, chosen[::-1], JSON),
        },
        target=50,
    )
    yield Question("totals", "Totals of a filter, JSON", {REGISTER: same("/api/v1/totals/?{}".format, chosen, JSON)})


def _searches(frequent, rare):
    for key, title, words, target in (
        ("frequent", "Search, two frequent words", frequent, 3),
        ("rare", "Search, a rare word", rare, 8),
    ):
        yield Question(
            key,
            title,
            {
                REGISTER: same(lambda q: f"/api/v1/programmes/?{urlencode({'q': q})}", words, JSON),
                BASELINE: same(lambda q: f"/api/programmes/?{urlencode({'search': q})}", words, JSON),
            },
            target=target,
            may_grow=key == "frequent",
        )


def _pages(refs, first, deep, chosen):
    yield Question(
        "html-list",
        "List, HTML, first pages",
        {name: same("/programmes/?page={}".format, first, HTML) for name in (REGISTER, BASELINE)},
        target=4,
    )
    yield Question(
        "html-deep",
        "List, HTML, at nine tenths of the depth",
        {name: same("/programmes/?page={}".format, deep, HTML) for name in (REGISTER, BASELINE)},
    )
    yield Question(
        "html-filtered",
        "Filtered list with all facets, HTML",
        {REGISTER: same("/programmes/?{}".format, chosen[len(chosen) // 2 :], HTML)},
    )
    yield Question(
        "html-detail",
        "Detail, HTML",
        {name: same("/programmes/{}/".format, refs, HTML) for name in (REGISTER, BASELINE)},
    )


def _again(known, refs, first):
    pages, details, hosted = first[:AGAIN], refs[:AGAIN], {"Host": known["host"]}
    yield Question(
        "html-list-again",
        "List, HTML, asked again",
        {name: same("/programmes/?page={}".format, pages, HTML) for name in (REGISTER, BASELINE)},
        target=25,
        is_again=True,
    )
    yield Question(
        "html-detail-again",
        "Detail, HTML, asked again",
        {name: same("/programmes/{}/".format, details, HTML) for name in (REGISTER, BASELINE)},
        target=8,
        is_again=True,
    )
    held = [(path, {**HTML, **hosted, "If-None-Match": etag}) for path, etag in known["held"][:AGAIN]]
    yield Question(
        "html-304",
        "Detail the client holds, HTML, 304",
        {REGISTER: held, BASELINE: same("/programmes/{}/".format, details, HTML)},
        target=15,
        status=304,
        is_again=True,
    )
