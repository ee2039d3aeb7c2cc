"""Results in part, in batches, and since a change: what partners ask for instead of everything."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lifesci.editions.issue import issue
from lifesci.editions.models import Edition
from lifesci.editions.vocabulary import save_word
from lifesci.editions.withdraw import withdraw
from lifesci.vocabularies.models import Measure, Place, Term
from tests.editions.bodies import programme

LIST = "/api/v1/programmes/"


def refs(answer) -> list[str]:
    """The refs of a list's results."""
    return [row["ref"] for row in answer["results"]]


@pytest.mark.parametrize("query", ["fields=title&fields=ref", "fields=title,ref", "fields=ref,%20title"])
def test_a_list_gives_the_members_asked_for_however_they_are_named(api, publish, query):
    publish(2)
    answer = api.get(f"{LIST}?{query}").json()
    assert answer["results"] == [{"ref": f"programme-0{n}", "title": f"Programme 0{n}"} for n in (0, 1)]
    assert sorted(answer["applied_filters"]["fields"]) == ["ref", "title"]


def test_a_list_leaves_out_the_members_not_asked_for(api, publish):
    publish(1)
    whole = api.get(LIST).json()["results"][0]
    answer = api.get(f"{LIST}?omit=summary&omit=lead").json()
    assert answer["results"] == [{name: value for name, value in whole.items() if name not in ("summary", "lead")}]
    assert answer["applied_filters"] == {"sort": "ref", "omit": ["summary", "lead"]}
    assert {"summary", "lead"} < set(whole)


@pytest.mark.parametrize(
    ("address", "query", "parameter", "nearest"),
    [
        (LIST, "fields=titel", "fields", "title"),
        (LIST, "omit=sumary", "omit", "summary"),
        (LIST, "fields=stories", "fields", "sectors"),
        (LIST, "fields=title&omit=title", "omit", None),
        (f"{LIST}programme-00/", "fields=storie", "fields", "stories"),
        (f"{LIST}programme-00/", "field=title", "field", "fields"),
        (f"{LIST}programme-00/editions/", "fields=sha", "fields", "sha256"),
        (f"{LIST}programme-00/editions/1/", "omit=storie", "omit", "stories"),
        ("/api/v1/figures/", "fields=frase", "fields", "phrase"),
        ("/api/v1/outcomes/", "omit=them", "omit", "theme"),
        ("/api/v1/changes/", "fields=sequenze", "fields", "sequence"),
        ("/api/v1/vocabularies/", "fields=lable", "fields", "label"),
        ("/api/v1/tables/", "omit=colums", "omit", "columns"),
        ("/api/v1/problems/", "fields=state", "fields", "status"),
        ("/api/v1/checkpoints/", "fields=sha265", "fields", "sha256"),
        ("/api/v1/totals/", "omit=leftout", "omit", "left_out"),
        ("/api/v1/vocabularies/region/", "fields=lable", "fields", "label"),
        ("/api/v1/vocabularies/place/", "fields=longitud", "fields", "longitude"),
    ],
)
def test_a_wrong_name_is_a_400_that_names_the_nearest(api, publish, address, query, parameter, nearest):
    publish(1)
    answer = api.get(f"{address}?{query}")
    problem = answer.json()
    assert (answer.status_code, problem["parameter"], problem.get("nearest")) == (400, parameter, nearest)


def test_a_detail_in_part_has_an_etag_of_its_own(api, publish):
    edition = publish(1)[0]
    whole = api.get(f"{LIST}programme-00/")
    part = api.get(f"{LIST}programme-00/?fields=title&fields=ref")
    assert part.content == b'{"ref":"programme-00","title":"Programme 00"}'
    assert part.headers["ETag"] == f'"{hashlib.sha256(part.content).hexdigest()}"'
    assert part.headers["ETag"] != whole.headers["ETag"] == f'"{edition.sha256}"'
    assert part.headers["Cache-Control"] == whole.headers["Cache-Control"]
    held = api.get(f"{LIST}programme-00/?fields=title,ref", headers={"If-None-Match": part.headers["ETag"]})
    assert (held.status_code, held.content, held.headers["ETag"]) == (304, b"", part.headers["ETag"])
    other = api.get(f"{LIST}programme-00/?fields=title", headers={"If-None-Match": whole.headers["ETag"]})
    assert (other.status_code, other.json()) == (200, {"title": "Programme 00"})


def test_a_numbered_edition_in_part_stays_for_ever(api, publish):
    edition = publish(1)[0]
    issue(programme("programme-00", "Another title"))
    answer = api.get(f"{LIST}programme-00/editions/1/?omit=figures")
    document = json.loads(edition.text)
    del document["figures"]
    assert answer.json() == document
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_part_of_a_record_that_is_gone_or_was_never_there_is_its_absence(api, publish):
    publish(2)
    withdraw("programme", "programme-00", reason="A double.")
    assert [api.get(f"{LIST}{ref}/?fields=title").status_code for ref in ("programme-00", "nobody")] == [410, 404]


@pytest.mark.parametrize(
    ("address", "query", "expected"),
    [
        ("figures/", "fields=id&ref=programme-01", [{"id": "programme/programme-01/students"}]),
        ("outcomes/", "fields=id&ref=programme-01", [{"id": "programme/programme-01/confidence"}]),
        ("changes/", "fields=sequence,ref&after=3", [{"sequence": 4, "ref": "programme-01"}]),
        ("vocabularies/region/", "fields=code", [{"code": "northern-ireland"}, {"code": "wales"}]),
        ("programmes/programme-01/editions/", "fields=edition", [{"edition": 1}]),
    ],
)
def test_every_flat_list_can_be_read_in_part(api, publish, address, query, expected):
    publish(2)
    answer = api.get(f"/api/v1/{address}?{query}").json()
    assert answer["results"] == expected
    assert answer["applied_filters"]["fields"] == query.partition("&")[0].removeprefix("fields=").split(",")


def test_several_records_are_read_at_once_and_those_that_are_not_there_are_named(api, publish):
    publish(5)
    withdraw("programme", "programme-03", reason="A double.")
    asked = ["programme-04", "programme-00", "programme-03", "nobody", "programme-00"]
    answer = api.get(LIST, {"ref": asked, "page_size": 1}).json()
    assert (answer["count"], refs(answer)) == (2, ["programme-00"])
    named = ["nobody", "programme-00", "programme-03", "programme-04"]
    assert answer["applied_filters"] == {"ref": named, "not_published": ["nobody", "programme-03"], "sort": "ref"}
    assert refs(api.get(answer["next"]).json()) == ["programme-04"]
    assert refs(api.get(LIST, {"ref": asked, "region": "wales"}).json()) == []


def test_a_batch_is_bounded_and_holds_refs_alone(api, publish):
    publish(1)
    most = api.get(LIST, {"ref": [f"r{number}" for number in range(100)]})
    assert (most.status_code, most.json()["count"]) == (200, 0)
    for query in ({"ref": [f"r{number}" for number in range(101)]}, {"ref": "No Ref"}, {"ref": ""}):
        answer = api.get(LIST, query)
        assert (answer.status_code, answer.json()["parameter"]) == (400, "ref")


def test_whole_documents_are_the_editions_own_texts_in_the_order_of_the_list(api, publish):
    editions = publish(3)
    answer = api.get(f"{LIST}?whole=yes&sort=recent")
    texts = [edition.text for edition in reversed(editions)]
    assert answer.content.decode().endswith(f'"results":[{",".join(texts)}]}}')
    assert answer.json()["applied_filters"] == {"sort": "recent", "whole": "yes"}
    part = api.get(f"{LIST}?whole=yes&fields=ref,stories&ref=programme-01").json()
    assert part["results"] == [{"ref": "programme-01", "stories": []}]
    assert api.get(f"{LIST}?whole=maybe").json()["parameter"] == "whole"


def test_a_list_gives_what_became_current_after_a_change(api, publish):
    publish(4)
    version = api.get(LIST).json()["register_version"]
    issue(programme("programme-01", "Changed"))
    issue(programme("new", "New"))
    withdraw("programme", "programme-02", reason="A double.")
    answer = api.get(f"{LIST}?changed_since={version}").json()
    assert (answer["count"], refs(answer)) == (2, ["new", "programme-01"])
    assert answer["applied_filters"] == {"changed_since": version, "sort": "ref"}
    walked = api.get(f"{LIST}?changed_since={version}&page_size=1&sort=recent").json()
    assert refs(walked) + refs(api.get(walked["next"]).json()) == ["new", "programme-01"]
    assert api.get(f"{LIST}?changed_since={version + 3}").json()["count"] == 0
    assert api.get(f"{LIST}?changed_since=0").json()["count"] == 4
    figures = api.get(f"/api/v1/figures/?changed_since={version - 1}").json()
    assert [row["record"]["ref"] for row in figures["results"]] == ["programme-03"]
    assert figures["applied_filters"] == {"changed_since": version - 1}


def test_a_vocabulary_gives_the_words_saved_after_a_change(api, publish):
    publish(1)
    wales = Term.objects.get(scheme="region", code="wales")
    save_word(wales)
    save_word(Place(ref="belfast", name="Belfast"))
    save_word(Measure.objects.get(code="students"))
    for scheme, member, found in (
        ("region", "code", "wales"),
        ("place", "ref", "belfast"),
        ("measure", "code", "students"),
    ):
        answer = api.get(f"/api/v1/vocabularies/{scheme}/?changed_since=3&fields={member}").json()
        assert answer["results"] == [{member: found}]
        assert answer["applied_filters"] == {"changed_since": 3, "fields": [member]}
        assert api.get(f"/api/v1/vocabularies/{scheme}/?changed_since=6").json()["count"] == 0


def test_a_cursor_of_one_batch_is_not_taken_for_another(api, publish):
    publish(3)
    following = api.get(f"{LIST}?changed_since=1&page_size=1").json()["next"]
    other = following.replace("changed_since=1", "changed_since=2")
    assert api.get(other).json()["parameter"] == "cursor"


def test_reading_in_part_and_whole_costs_the_same_queries_for_1_and_for_30_records(api, publish):
    counts = []
    for more in (1, 29):
        publish(more)
        api.get(LIST)
        for query in ("fields=ref&page_size=100", "whole=yes&page_size=100", "changed_since=2&page_size=100"):
            with CaptureQueriesContext(connection) as queries:
                assert api.get(f"{LIST}?{query}").status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:] == [3, 4, 3]
    assert Edition.objects.count() == 32
