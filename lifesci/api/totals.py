"""Totals of programmes: the same filters as their list, one result a total, walked in the order of their codes."""

from functools import partial
from urllib.parse import urlencode

import orjson

from lifesci.api import fields
from lifesci.api.cursor import decode_cursor, encode_cursor
from lifesci.api.describe_totals import MEMBERS, totals
from lifesci.api.exporting import FORMAT, Export, ExportedView
from lifesci.api.facts import MEASURE
from lifesci.api.listing import address, dumped, page_link
from lifesci.api.parameters import CURSOR_PARAMETER, PAGE_SIZE_PARAMETER
from lifesci.api.past import AS_OF, register_asked
from lifesci.search.register import Register
from lifesci.tables.lists import LEFT_OUT, TOTALS
from lifesci.totals.index import whole
from lifesci.totals.wording import NO_GRAND_TOTAL
from lifesci.words import gettext
from programmes.totals.answering import Answer, Answers, notes
from programmes.totals.asking import NOT_SPLIT, PARTS, Question, asked

TAKEN = ("as_of", "by", "measure", "fields", "omit", "format", "cursor", "page_size")
PARTS_OF_A_KEY = 4


class Totals(ExportedView):
    """What programmes add up to, with what each total adds and what it leaves out."""

    operation = totals

    @staticmethod
    def parameters():
        """The parameters of this list but for the filters of programmes and what they are split by."""
        named = fields.parameters(lambda: MEMBERS)
        return (MEASURE, AS_OF, *named, FORMAT, CURSOR_PARAMETER, PAGE_SIZE_PARAMETER)

    def page(self, request) -> str:
        """One page of totals. Their number is not given: it would cost a look at every group. Raises BadParameter."""
        question, register = self.asked(request)
        then, size = question.ask.as_of, PAGE_SIZE_PARAMETER.read(request.GET)
        cursor = CURSOR_PARAMETER.read(request.GET)
        part = fields.chosen(request.GET, lambda: MEMBERS)
        found = Answers(question, register)
        side, key = decode_cursor(cursor, PARTS_OF_A_KEY, then) if cursor else ("after", None)
        shown = found.page(key, size, backwards=side == "before")
        keys = [totalled.key(slices) for totalled, slices in shown]
        before = keys and found.has_more(keys[0], backwards=True)
        after = keys and found.has_more(keys[-1])
        moment = {} if then is None else {"as_of": then}
        document = {
            "next": page_link(request, cursor=encode_cursor("after", keys[-1], then), **moment) if after else None,
            "previous": page_link(request, cursor=encode_cursor("before", keys[0], then), **moment) if before else None,
            "register_version": register.version,
            "applied_filters": applied(question) | part.applied(),
            **explained(question),
            "results": [part.of(result(request, question, totalled.answer(slices))) for totalled, slices in shown],
        }
        return orjson.dumps(document).decode()

    def export(self, request, form: str) -> Export:
        """Every total. Raises BadParameter."""
        question, register = self.asked(request)
        found = list(Answers(question, register).found())

        def results():
            return (result(request, question, part.answer(slices)) for part, slices in found)

        return Export(
            name=TOTALS.name,
            table=TOTALS,
            version=register.version,
            count=len(found),
            part=self.part(request, form, TOTALS, lambda: MEMBERS),
            rows=lambda: map(partial(flat, question.by), results()),
            texts=lambda: map(dumped, results()),
            applied=applied(question),
            more=explained(question),
        )

    def asked(self, request) -> tuple[Question, Register]:
        """What is asked, and the register that answers it. Raises BadParameter."""
        past = register_asked(request.GET, request.register_version)
        return asked(request.GET, request.register_version, taking=TAKEN, of=past)


def applied(question: Question) -> dict:
    """What was asked, as the API repeats it."""
    filters = {name: value for name, value in question.ask.applied().items() if name != "sort"}
    return filters | ({"measure": list(question.measures)} if question.measures else {})


def explained(question: Question) -> dict:
    """How the totals asked for are made."""
    return {"by": question.by or NOT_SPLIT, "notes": notes(question), "no_grand_total": gettext(NO_GRAND_TOTAL)}


def result(request, question: Question, answer: Answer) -> dict:
    """One total as it is served; without anything added it has no value, which is not 0."""
    as_of, host = question.ask.as_of, address(request, "/").rstrip("/")
    links = links_of(answer) if as_of is None else links_then(answer, as_of)
    tally, group = answer.tally, answer.tally.group
    is_stated = tally.included > 0
    return {
        "value_of": facet(question.by, answer),
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


def flat(by: str, total: dict) -> dict:
    """The same as a row."""
    value, measure, place = total["value_of"] or {}, total["measure"], total["geography"] or {}
    included, left_out = total["included"], total["left_out"]
    return {
        **{"by": by, "value_of": value.get("code", ""), "value_of_name": value.get("label", "")},
        "programmes": value.get("programmes"),
        **{"measure": measure["code"], "measure_name": measure["label"], "counts": measure["counts"]},
        **{"geography": place.get("code", ""), "geography_name": place.get("label", "")},
        **{name: total[name] for name in ("period_kind", "value", "qualifier", "sentence", "records", "page")},
        **total["doubts"],
        **{"included": included["count"], "included_rows": included["rows"]},
        **{"left_out": left_out["count"], "left_out_rows": left_out["rows"]},
        **{f"left_out_{name}": left_out["reasons"].get(name.replace("_", "-"), 0) for name in LEFT_OUT},
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
