"""The API's front, its problems, its description and its page."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from lifesci.api.problem import MEANINGS
from lifesci.editions.schema import SCHEMAS
from lifesci.vocabularies.models import Place, Search, Term


def test_the_root_leads_to_everything_and_every_link_answers(api, publish):
    publish(1)
    front = api.get("/api/v1/").json()
    assert (front["name"], front["register_version"]) == (settings.SITE_NAME, 3)
    assert front["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    answers = {name: api.get(link).status_code for name, link in front["links"].items()}
    assert answers == dict.fromkeys(front["links"], 200)
    assert len(answers) == 17


def test_every_problem_type_is_explained(api, db):
    rows = api.get("/api/v1/problems/").json()["results"]
    assert rows == [
        {"type": f"/api/v1/problems/#{name}", "status": status, "meaning": meaning}
        for name, status, meaning in MEANINGS
    ]


def test_the_schemas_of_documents_are_served_as_they_stand(api, db):
    for path in SCHEMAS:
        answer = api.get(f"/api/v1/schemas/{path.name}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/schema+json")
        assert answer.content == path.read_bytes()
        assert api.get(f"/api/v1/schemas/{path.name}", headers={"Accept": "application/json"}).status_code == 200
    assert api.get("/api/v1/schemas/programme-99.json").status_code == 404


@pytest.mark.parametrize("address", ["nowhere/", "programmes/a/b/", "schemas/programme-0.json", "programmes/%00/"])
def test_an_address_that_leads_nowhere_is_a_404_problem(api, db, address):
    answer = api.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["title"] == "Not found"


def test_the_description_is_openapi_3_1_and_names_every_address(api, db):
    description = api.get("/api/v1/schema/").json()
    assert description["openapi"] == "3.1.1"
    plurals = ("programmes", "organisations", "briefs", "sources")
    each = ("/", "/{ref}/", "/{ref}/editions/", "/{ref}/editions/{number}/")
    records = {f"/api/v1/{plural}{rest}" for plural in plurals for rest in each}
    others = {"", "figures/", "outcomes/", "vocabularies/", "vocabularies/{scheme}/", "totals/", "changes/", "schema/"}
    others |= {
        "tables/",
        "tables/{name}/",
        "me/",
        "checkpoints/",
        "checkpoints/{sequence}/",
        "problems/",
        "schemas/{kind}-{number}.json",
    }
    assert set(description["paths"]) == records | {f"/api/v1/{rest}" for rest in others}


def test_the_description_declares_the_parameters_that_lists_take(api, db):
    paths = api.get("/api/v1/schema/").json()["paths"]
    names = [parameter["name"] for parameter in paths["/api/v1/programmes/"]["get"]["parameters"]]
    facets = ["sector", "region", "audience", "type", "organisation", "status", "theme", "delivery", "access", "age"]
    facets += ["started", "checked", "evidence"]
    further = ["changed_since", "ref", "sort", "cursor", "page_size", "as_of", "whole", "format", "fields", "omit"]
    assert names == ["q", *facets, *further]
    names = [parameter["name"] for parameter in paths["/api/v1/figures/"]["get"]["parameters"]]
    assert names == [
        "source",
        "measure",
        "kind",
        "ref",
        "period",
        "changed_since",
        "as_of",
        "fields",
        "omit",
        "format",
        "cursor",
        "page_size",
    ]


def test_the_description_is_valid_and_made_without_a_warning(tmp_path):
    house = Path(settings.BASE_DIR)
    result = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "spectacular",
            "--validate",
            "--fail-on-warn",
            "--file",
            tmp_path / "openapi.yaml",
        ],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_stored_documents_and_rows_follow_the_components_of_the_description(api, publish):
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    publish(2)
    description = api.get("/api/v1/schema/").json()
    checked = []
    for path, operation in description["paths"].items():
        content = operation["get"]["responses"].get("200", {}).get("content", {}).get("application/json")
        address = path.format(ref="programme-00", number=1, scheme="region", kind="programme", sequence=4, name="terms")
        answer = api.get(address)
        if content is None or answer.status_code != 200:
            continue
        schema = {**content["schema"], "components": description["components"]}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(b"".join(answer)))] == []
        checked.append(path)
    assert {"/api/v1/programmes/", "/api/v1/programmes/{ref}/", "/api/v1/figures/", "/api/v1/changes/"} <= set(checked)


def test_every_word_of_every_vocabulary_follows_its_component(api, words):
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    families = Term.objects.create(scheme="audience", code="families", label="Families")
    wales = Term.objects.get(code="wales")
    Place.objects.create(ref="belfast", name="Belfast", region=wales)
    Place.objects.create(ref="world", name="World")
    Search.objects.create(region=wales, audience=families, searched_on=date(2026, 3, 4), note="Asked all.")
    components = json.loads(api.get("/api/v1/schema/").content)["components"]
    found = {}
    for scheme in ("region", "measure", "place", "search"):
        for row in api.get(f"/api/v1/vocabularies/{scheme}/").json()["results"]:
            fitting = [
                name
                for name in ("WordTerm", "WordMeasure", "WordPlace", "WordSearch")
                if Draft202012Validator({**components["schemas"][name], "components": components}).is_valid(row)
            ]
            found.setdefault(scheme, []).append(fitting)
    assert found == {
        "region": [["WordTerm"]] * 2,
        "measure": [["WordMeasure"]],
        "place": [["WordPlace"]] * 2,
        "search": [["WordSearch"]],
    }


def test_the_docs_page_loads_only_its_own_files(api, db):
    answer = api.get("/api/v1/docs/")
    page = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="en-GB">' in page
    assert "http" not in page.replace("https://creativecommons.org", "")
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script src=") == page.count("<script") == 2
