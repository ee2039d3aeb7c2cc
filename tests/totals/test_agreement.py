"""Page, API and file give what the rules give, on random registers and filters and on the register's own content."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifesci.editions.issue import issue
from lifesci.operations.publishing import publish_register
from lifesci.search.register import forget_register
from lifesci.totals.index import whole
from tests.api.facts import figure
from tests.editions.bodies import programme
from tests.fixtures.conftest import load_first_content
from tests.totals import published as made

pytestmark = pytest.mark.django_db


def query(**filters):
    return urlencode([(name, value) for name, values in filters.items() for value in sorted(values)])


def served(result):
    """What a total of the API says, without words and links."""
    return {
        "group": (result["measure"]["code"], result["period_kind"], (result["geography"] or {"code": ""})["code"]),
        "value": result["value"],
        "qualifier": result["qualifier"],
        "doubts": tuple(result["doubts"].values()),
        "records": result["records"],
        "included": result["included"]["count"],
        "left_out": result["left_out"]["reasons"],
    }


def ruled(total):
    """The same from the rules alone."""
    is_stated = bool(total.included)
    return {
        "group": tuple(total.group),
        "value": whole(total.value.value) if is_stated else None,
        "qualifier": total.value.qualifier.value if is_stated else "",
        "doubts": (total.value.may_be_lower, total.value.may_be_higher),
        "records": total.records,
        "included": len(total.included),
        "left_out": {reason.value: count for reason, count in sorted(total.tally.left_out.items())},
    }


def accounts(totals):
    """Every figure with its group, and the reason for which it is left out."""
    added = {(row.identifier, *total.group, "") for total in totals for row in total.included}
    return added | {(row.identifier, *total.group, reason.value) for total in totals for row, reason in total.left_out}


def filed(lines):
    """The same from a file, where each figure stands once."""
    told = [tuple(line[name] for name in ("figure", "measure", "period_kind", "geography", "reason")) for line in lines]
    assert len(told) == len(set(told))
    return set(told)


def text_of(client, address):
    """A page without its tags."""
    response = client.get(address)
    assert response.status_code == 200, response.content[:400]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def paged(client, result):
    """The page of a total holds its sentence, and every figure that the file of its rows holds."""
    text = text_of(client, result["page"])
    assert result["sentence"][1:] in text
    numbers = re.search(r"([\d,]+) figures? added.*?([\d,]+) figures? left out", text)
    assert [int(number.replace(",", "")) for number in numbers.groups()] == [
        result["included"]["count"],
        result["left_out"]["count"],
    ]


def check_agreement(client, found, refs, text, places):
    """API, file and pages against the rules, for one question."""
    totals = made.added_up(found, refs, places)
    results = made.walk(client, text)
    assert [served(result) for result in results] == [ruled(total) for total in totals]
    lines = made.file(client, f"/totals.csv?{text}".rstrip("?"))
    assert filed(lines) == accounts(totals)
    stated = {f"programme/{ref}/{figure['key']}" for ref in refs for figure in found[ref]["figures"]}
    assert {line["figure"] for line in lines} == stated
    parts = Counter(line["part"] for line in lines)
    assert parts["included"] == sum(result["included"]["count"] for result in results)
    assert parts["left-out"] == sum(result["left_out"]["count"] for result in results)
    return results


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bodies=made.registers(),
    regions=st.sets(st.sampled_from(sorted(made.REGIONS))),
    audiences=st.sets(st.sampled_from(sorted(made.AUDIENCES)), max_size=1),
)
def test_page_api_and_file_agree_for_random_registers_and_filters(bodies, regions, audiences):
    client = Client()
    with transaction.atomic():
        made.make_words()
        for body in bodies:
            issue(body)
        forget_register()
        found = made.documents()
        refs = made.passing(found, regions=regions, audiences=audiences)
        results = check_agreement(client, found, refs, query(region=regions, audience=audiences), regions)
        for result in results[:2]:
            paged(client, result)
            kept = made.file(client, result["included"]["rows"])
            assert [line["reason"] for line in kept] == [""] * result["included"]["count"]
            assert len(made.file(client, result["left_out"]["rows"])) == result["left_out"]["count"]
        for scheme, chosen in (("audience", audiences), ("region", regions)):
            check_split(client, found, scheme, {"region": regions, "audience": audiences}, chosen)
        transaction.set_rollback(True)


def check_split(client, found, by, filters, chosen):
    """Each total `by` a facet is the one for which its value alone is asked for."""
    results = made.walk(client, f"{query(**filters)}&by={by}")
    labels = {"region": made.REGIONS, "audience": made.AUDIENCES}[by]
    expected = []
    for code in sorted(chosen or labels):
        asked = {"regions": filters["region"], "audiences": filters["audience"]} | {f"{by}s": {code}}
        refs = made.passing(found, **asked)
        totals = made.added_up(found, refs, asked["regions"])
        value = {"name": by, "code": code, "label": labels[code], "programmes": len(refs)}
        expected += [(value, ruled(total)) for total in totals]
    assert [(result["value_of"], served(result)) for result in results] == expected


@pytest.fixture
def content(db):
    """The register's own content, published."""
    load_first_content()
    publisher = get_user_model().objects.create(username="curator", is_superuser=True)
    return publish_register(by=publisher, note="First content.")


@pytest.fixture
def _looked_up_to_be_written(settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.mark.usefixtures("_looked_up_to_be_written", "content")
def test_page_api_and_file_agree_on_the_first_content(client):
    found = made.documents()
    assert sum(len(document["figures"]) for document in found.values()) > 30
    results = check_agreement(client, found, set(found), "", ())
    # The documents give no two programmes figures with one measure, kind of period and place.
    assert {result["records"] for result in results} == {0, 1}
    for result in results:
        paged(client, result)
    for code in sorted({code for document in found.values() for code in made.codes(document, "regions")}):
        refs = made.passing(found, regions={code})
        check_agreement(client, found, refs, f"region={code}", {code})
    below = text_of(client, "/programmes/")
    assert max(results, key=lambda result: result["value"] or 0)["sentence"][1:] in below
    assert "There is no grand total of people." in below
    neighbour = {"value": 900, "qualifier": "exactly", "geography": {"code": "south-east", "label": "South East"}}
    issue(programme("neighbour", figures=[figure() | neighbour]))
    found = made.documents()
    assert [each["sentence"] for each in check_agreement(client, found, set(found), "", ()) if each["records"] > 1] == [
        "at least 17,400 students, in total to date (South East), stated by 2 programmes; "
        "anyone who took part in two is counted twice"
    ]
