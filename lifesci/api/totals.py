"""Totals of programmes: the same filters as their list, one result a total, walked in the order of their codes."""

import base64
import binascii
import json
from urllib.parse import urlencode

import orjson

from lifesci.api.cursor import LONGEST, foreign
from lifesci.api.describe_totals import totals
from lifesci.api.listing import address, page_link
from lifesci.api.parameters import CURSOR_PARAMETER, PAGE_SIZE_PARAMETER
from lifesci.api.past import looking_back, register_asked
from lifesci.api.view import RegisterView
from lifesci.totals.index import whole
from lifesci.totals.wording import NO_GRAND_TOTAL
from lifesci.words import gettext
from programmes.totals.answering import Answer, Answers, notes
from programmes.totals.asking import NOT_SPLIT, PARTS, asked

TAKEN = ("as_of", "by", "measure", "cursor", "page_size")
PARTS_OF_A_KEY = 4


class Totals(RegisterView):
    """What programmes add up to, with what each total adds and what it leaves out."""

    operation = totals

    def get(self, request):
        """One page of totals. Their number is not given: it would cost a look at every group. Raises BadParameter."""
        with looking_back():
            past = register_asked(request.GET, request.register_version)
            question, register = asked(request.GET, request.register_version, taking=TAKEN, of=past)
            return self.text(self.page(request, question, register))

    def page(self, request, question, register) -> str:
        """One page of the totals of a register, as JSON text."""
        moment = {"as_of": register.version} if "as_of" in request.GET else {}
        size = PAGE_SIZE_PARAMETER.read(request.GET)
        cursor = CURSOR_PARAMETER.read(request.GET)
        found = Answers(question, register)
        side, key = decode(cursor) if cursor else ("after", None)
        shown = found.page(key, size, backwards=side == "before")
        keys = [part.key(slices) for part, slices in shown]
        before = keys and found.has_more(keys[0], backwards=True)
        after = keys and found.has_more(keys[-1])
        host = address(request, "/").rstrip("/")
        document = {
            "next": page_link(request, cursor=encode("after", keys[-1]), **moment) if after else None,
            "previous": page_link(request, cursor=encode("before", keys[0]), **moment) if before else None,
            "register_version": register.version,
            "applied_filters": applied(question) | moment,
            "by": question.by or NOT_SPLIT,
            "notes": notes(question),
            "no_grand_total": gettext(NO_GRAND_TOTAL),
            "results": [result(host, question.by, part.answer(slices), **moment) for part, slices in shown],
        }
        return orjson.dumps(document).decode()


def applied(question) -> dict:
    """What was asked, as the API repeats it."""
    filters = {name: value for name, value in question.ask.applied().items() if name != "sort"}
    return filters | ({"measure": list(question.measures)} if question.measures else {})


def result(host: str, by: str, answer: Answer, as_of: int | None = None) -> dict:
    """One total as it is served; without anything added it has no value, which is not 0."""
    links = links_of(answer) if as_of is None else links_then(answer, as_of)
    tally, group = answer.tally, answer.tally.group
    is_stated = tally.included > 0
    return {
        "value_of": facet(by, answer),
        "measure": {"code": group.measure, "label": answer.measure["label"], "counts": answer.measure["counts"]},
        "period_kind": group.period_kind,
        "geography": {"code": group.geography, "label": answer.place} if group.geography else None,
        "value": whole(tally.value.value) if is_stated else None,
        "qualifier": tally.value.qualifier if is_stated else "",
        "doubts": {"may_be_lower": tally.value.may_be_lower, "may_be_higher": tally.value.may_be_higher},
        "sentence": answer.sentence,
        "records": tally.records,
        "included": {"count": tally.included, "rows": host + links["included"]},
        "left_out": {
            "count": answer.figures_left_out,
            "reasons": {reason.value: count for reason, count in sorted(tally.left_out.items())},
            "rows": host + links["left-out"],
        },
        "page": host + links["page"],
    }


def links_of(answer: Answer) -> dict[str, str]:
    """Where a total of the present is shown with its rows."""
    return {"page": answer.page, **{part: answer.file_of(part) for part in PARTS}}


def links_then(answer: Answer, as_of: int) -> dict[str, str]:
    """Where the figures of a total of an earlier moment are listed, among others of its measure: pages and files show
    the present alone."""
    group = answer.tally.group
    query = {"kind": "programme", "measure": group.measure, "period": group.period_kind, "as_of": as_of}
    return dict.fromkeys(("page", *PARTS), f"/api/v1/figures/?{urlencode(query)}")


def facet(by: str, answer: Answer) -> dict | None:
    """The value of the facet whose programmes are added up, if totals were asked for by one."""
    if answer.value is None:
        return None
    value = answer.value
    named = {"name": by, "code": value.code, "label": value.label}
    return {**named, "programmes": answer.programmes}


def encode(side: str, key: tuple[str, ...]) -> str:
    """The cursor of the page after or before a total."""
    return base64.urlsafe_b64encode(json.dumps([side, *key]).encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[str, tuple[str, ...]]:
    """(side, key) of a cursor that this list gave out. Raises BadParameter."""
    try:
        padded = cursor[:LONGEST] + "=" * (-len(cursor) % 4)
        side, *key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, ValueError, TypeError, RecursionError) as error:
        raise foreign() from error
    texts = all(isinstance(part, str) for part in key)
    if side not in ("after", "before") or len(key) != PARTS_OF_A_KEY or not texts:
        raise foreign()
    return side, tuple(key)
