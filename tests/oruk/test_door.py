"""The manners of the public door at these addresses: CORS, ETags, HEAD, OPTIONS, limits, problems; and the front."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from lifesci.editions.issue import issue
from lifesci.oruk.extension_schema import schema
from lifesci.oruk.identity import NAMESPACE, service_id, taxonomy_id, term_id
from lifesci.oruk.urls import urlpatterns
from lifesci.vocabularies.models import Measure, Scheme, Term
from tests.editions.bodies import organisation, programme, source

SHORT = "public, max-age=60, stale-while-revalidate=600"
UNDEFINED = "“Wales” in the vocabulary “Region or nation” of the register, which does not define it."
VALIDATE = """
import json, sys
from drf_spectacular.validation import validate_schema
validate_schema(json.load(sys.stdin))
"""
VENUE = {"ref": "w5", "name": "W5", "region": None, "is_venue": True, "latitude": "", "longitude": ""}


@pytest.fixture
def register(db):
    """A register with a record and a word of every kind."""
    Term.objects.create(scheme=Scheme.REGION, code="wales", label="Wales", notation="W92000004", order=1)
    Measure.objects.create(code="students", label="students", singular="student", counts="people")
    issue(source())
    issue(organisation())
    issue(programme(places=[VENUE], lead={"ref": "almac", "name": "Almac Group"}))


@pytest.fixture
def addresses(register, oruk) -> list[str]:
    """Every address, the forms with an id too."""
    lists = [str(route.pattern) for route in urlpatterns if "<" not in str(route.pattern)]
    items = [
        f"{path}/{each['id']}" for path in lists if "." not in path and path for each in oruk(path)["contents"][:1]
    ]
    assert len(items) == 5
    return [*lists, *items]


def test_every_answer_is_open_cacheable_and_304_for_who_holds_it(addresses, oruk):
    for address in addresses:
        answer = oruk.answer(address)
        fields = {name: answer.headers[name] for name in ("Access-Control-Allow-Origin", "Cache-Control", "Vary")}
        assert fields == {
            "Access-Control-Allow-Origin": "*",
            "Cache-Control": SHORT,
            "Vary": "Accept, Accept-Encoding",
        }, address
        assert "Set-Cookie" not in answer.headers
        held = {"If-None-Match": answer.headers["ETag"]}
        assert oruk.client.get(f"/oruk/v3/{address}", headers=held).status_code == 304
    issue(programme(summary="Other words."))
    answer = oruk.client.get(f"/oruk/v3/services/{service_id('w5')}", headers=held)
    assert (answer.status_code, answer.json()["x_lsr_summary"]) == (200, "Other words.")


def test_what_a_client_holds_costs_one_query(addresses, oruk, django_assert_num_queries):
    for address in addresses:
        held = oruk.answer(address).headers["ETag"]
        with django_assert_num_queries(1):
            assert oruk.client.get(f"/oruk/v3/{address}", headers={"If-None-Match": held}).status_code == 304


@pytest.mark.parametrize(("path", "queries"), [("services", 6), ("organizations", 5), ("service_at_locations", 5)])
def test_one_record_costs_few_queries(register, oruk, django_assert_num_queries, path, queries):
    address = f"{path}/{oruk(path)['contents'][0]['id']}"
    oruk(address)
    with django_assert_num_queries(queries):
        oruk(address)


def test_head_options_and_other_methods(addresses, oruk):
    for address in addresses:
        path = f"/oruk/v3/{address}"
        whole, head = oruk.client.get(path), oruk.client.head(path)
        assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", str(len(whole.content)))
        asked = oruk.client.options(path, headers={"Origin": "https://else.example"})
        assert (asked.status_code, asked.headers["Allow"], asked.headers["Access-Control-Allow-Methods"]) == (
            *(204, "GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS"),
        )
        sent = oruk.client.post(path)
        assert (sent.status_code, sent.headers["Content-Type"]) == (405, "application/problem+json")


def test_clients_are_counted_with_those_of_the_api(register, oruk, settings):
    settings.API_RATE = 3
    left = [
        oruk.answer("services").headers["RateLimit"].split(";")[1],
        oruk.client.get("/api/v1/").headers["RateLimit"].split(";")[1],
    ]
    assert left == ["r=2", "r=1"]
    oruk.answer("services")
    spent = oruk.answer("services")
    assert (spent.status_code, spent.json()["type"]) == (429, "/api/v1/problems/#too-many-requests")
    assert spent.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "nothing",
        "services/",
        f"services/{service_id('nothing')}",
        f"services/{service_id('w5').upper()}",
        "services/w5",
        f"organizations/{service_id('w5')}",
        f"service_at_locations/{service_id('w5')}",
        f"taxonomies/{term_id('region', 'wales')}",
        f"taxonomy_terms/{taxonomy_id('region')}",
    ],
)
def test_what_is_not_there_is_a_404_problem(register, oruk, address):
    answer = oruk.answer(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["instance"] == f"/oruk/v3/{address}"


def test_a_client_that_takes_no_json_is_told(register, oruk):
    answer = oruk.client.get("/oruk/v3/services", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["offered"]) == (406, "application/json")


def test_the_base_address_leads_to_the_front(register, oruk):
    answer = oruk.client.get("/oruk/v3")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/oruk/v3/")
    assert oruk("") == {
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/en/latest/",
        "openapi_url": "http://testserver/oruk/v3/openapi.json",
        "x_lsr_schema": "http://testserver/oruk/v3/x_lsr.json",
        "x_lsr_register_version": 3,
    }
    assert oruk.client.get("/api/v1/").json()["links"]["oruk"] == "http://testserver/oruk/v3/"


def test_taxonomies_are_the_vocabularies_with_their_words(register, oruk):
    region = oruk(f"taxonomies/{taxonomy_id('region')}")
    assert region == {
        "id": taxonomy_id("region"),
        "name": "Region or nation",
        "description": "The nations of the United Kingdom and the regions of England, with GSS codes.",
        "uri": "http://testserver/api/v1/vocabularies/region/",
        "x_lsr_scheme": "region",
        "taxonomy_terms": [
            {
                "id": term_id("region", "wales"),
                "name": "Wales",
                "description": UNDEFINED,
                "taxonomy": "Region or nation",
                "taxonomy_id": taxonomy_id("region"),
                "term_uri": "http://statistics.data.gov.uk/id/statistical-geography/W92000004",
                "x_lsr_code": "wales",
                "x_lsr_notation": "W92000004",
            }
        ],
    }
    assert oruk(f"taxonomy_terms/{term_id('region', 'wales')}") == region["taxonomy_terms"][0]
    assert [each["name"] for each in oruk.walk("taxonomy_terms")] == ["Wales", "students"]
    assert [each["name"] for each in oruk.walk("taxonomy_terms", taxonomy_id=taxonomy_id("measure"))] == ["students"]
    assert oruk.client.get(region["uri"]).status_code == 200
    assert len(oruk.walk("taxonomies", per_page=5)) == len(Scheme.values) + 1


def test_the_schema_of_our_members_is_served_and_is_a_schema(register, oruk):
    answer = oruk.answer("x_lsr.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    Draft202012Validator.check_schema(answer.json())
    assert answer.json() == schema()
    figure = answer.json()["$defs"]["service"]["properties"]["x_lsr_figures"]["items"]
    assert figure["required"] == ["id", "measure", "qualifier", "is_small", "phrase", "period", "citation"]
    described = [member for each in schema()["$defs"].values() for member in each["properties"].values()]
    assert all(member["description"] for member in described)
    assert len(described) > 30


def test_the_description_names_every_address_and_the_namespace(register, oruk):
    described = oruk("openapi.json")
    routes = {f"/{route.pattern}".replace("<uuid:id>", "{id}") for route in urlpatterns}
    assert set(described["paths"]) == routes - {"/openapi.json", "/x_lsr.json"}
    assert str(NAMESPACE) in described["info"]["description"]
    for path, operation in described["paths"].items():
        names = [each["name"] for each in operation["get"]["parameters"] if each["in"] == "query"]
        page = oruk(path[1:], **dict.fromkeys(names, "")) if names else {"x_lsr_ignored": []}
        assert page["x_lsr_ignored"] == [], path


def test_the_description_is_openapi(register, oruk):
    made = subprocess.run(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{VALIDATE}"],
        input=json.dumps(oruk("openapi.json")),
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "lifesci.settings", "PATH": "", "DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
