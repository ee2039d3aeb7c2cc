"""Lists: pages that come to an end, the standard's filters, and a number of queries that does not grow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lifesci.editions.issue import issue
from lifesci.editions.models import Change
from lifesci.editions.withdraw import withdraw
from lifesci.oruk.asking import MOST_IGNORED
from lifesci.oruk.identity import organization_id, service_id, taxonomy_id, term_id
from lifesci.oruk.moments import read, written
from lifesci.vocabularies.models import Scheme, Term
from tests.editions.bodies import organisation, outcome, programme, source

LISTS = ("services", "organizations", "service_at_locations")


def place(ref, is_venue=True):
    """A place of a document."""
    return {"ref": ref, "name": ref.title(), "region": None, "is_venue": is_venue, "latitude": "", "longitude": ""}


def term(code):
    """A term of a document."""
    return {"code": code, "label": code.title()}


def ages(lowest, highest):
    """A range of ages of a document."""
    return {"from": lowest, "to": highest, "qualifier": "exactly", "note": ""}


@pytest.fixture
def words(db):
    """The terms that the records below carry."""
    named = [
        (Scheme.REGION, "wales"),
        (Scheme.REGION, "london"),
        (Scheme.TYPE, "outreach"),
        (Scheme.QUALIFICATION, "gcse"),
        (Scheme.ORGANISATION_TYPE, "company"),
        (Scheme.ORGANISATION_TYPE, "charity"),
        (Scheme.THEME, "confidence"),
    ]
    Term.objects.bulk_create(Term(scheme=scheme, code=code, label=code.title()) for scheme, code in named)


@pytest.fixture
def register(words):
    """Five programmes and two organisations."""
    issue(source())
    issue(organisation())
    issue(organisation("trust", "A trust", type=term("charity")))
    almac = {"ref": "almac", "name": "Almac Group"}
    issue(
        programme("a", "Gene laboratory", regions=[term("wales")], ages=ages(7, 11), places=[place("w5"), place("lab")])
    )
    issue(programme("b", "Gene fair", regions=[term("london")], ages=ages(11, 18), lead=almac, places=[place("w5")]))
    issue(programme("c", "Apprentices", types=[term("outreach")], ages=ages(16, None), places=[place("york", False)]))
    issue(programme("d", "Teachers", qualifications=[term("gcse")], ages=ages(None, 12), lead=almac))
    issue(programme("e", "Visits", outcomes=[outcome()], sources=[{"ref": "annex", "title": "Annex"}]))


def refs(items) -> str:
    """The refs of services, of services at locations with their places, in order."""
    return " ".join(
        each["x_lsr_ref"] if "x_lsr_ref" in each else f"{each['service']['x_lsr_ref']}@{each['location']['x_lsr_ref']}"
        for each in items
    )


def test_a_page_says_where_it_stands(register, oruk):
    page = oruk("services", page=2, per_page=2)
    assert refs(page.pop("contents")) == "c d"
    assert page == {
        "total_items": 5,
        "total_pages": 3,
        "page_number": 2,
        "size": 2,
        "first_page": False,
        "last_page": False,
        "empty": False,
        "x_lsr_register_version": 8,
        "x_lsr_applied": {},
        "x_lsr_ignored": [],
    }


@pytest.mark.parametrize("path", [*LISTS, "taxonomies", "taxonomy_terms"])
def test_the_first_the_last_and_the_page_after_it(register, oruk, path):
    total = oruk(path)["total_items"]
    edges = {}
    for number in (1, total, total + 1, 10**9):
        page = oruk(path, page=number, per_page=1)
        edges[number] = [page[name] for name in ("size", "first_page", "last_page", "empty")]
        assert page["total_pages"] == total
    assert edges == {
        1: [1, True, False, False],
        total: [1, False, True, False],
        total + 1: [0, False, True, True],
        10**9: [0, False, True, True],
    }


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_register_has_one_empty_page(db, oruk, path):
    page = oruk(path)
    assert [page[name] for name in ("total_items", "total_pages", "size", "first_page", "last_page", "empty")] == [
        *(0, 0, 0, True, True, True),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "a b c d e"),
        ({"search": "gene"}, "a b"),
        ({"search": "gene fair"}, "b"),
        ({"search": ""}, "a b c d e"),
        ({"search": "nothing of that"}, ""),
        ({"taxonomy_term_id": term_id("region", "wales")}, "a"),
        ({"taxonomy_term_id": [term_id("region", "wales"), term_id("region", "london")]}, "a b"),
        ({"taxonomy_term_id": term_id("region", "wales").upper()}, "a"),
        ({"taxonomy_term_id": term_id("qualification", "gcse")}, "d"),
        ({"taxonomy_term_id": [term_id("qualification", "gcse"), term_id("region", "wales")]}, "a d"),
        ({"taxonomy_term_id": term_id("theme", "confidence")}, "e"),
        ({"taxonomy_term_id": term_id("organisation-type", "company")}, ""),
        ({"taxonomy_term_id": term_id("region", "nowhere")}, ""),
        ({"taxonomy_id": taxonomy_id("region")}, "a b"),
        ({"taxonomy_id": taxonomy_id("type")}, "c"),
        ({"taxonomy_id": taxonomy_id("nothing")}, ""),
        ({"organization_id": organization_id("almac")}, "b d"),
        ({"organization_id": organization_id("trust")}, ""),
        ({"organization_id": organization_id("nobody")}, ""),
        ({"minimum_age": 7}, "a b c"),
        ({"minimum_age": 7.5}, "b c"),
        ({"minimum_age": 0}, "a b c d"),
        ({"minimum_age": 17}, ""),
        ({"maximum_age": 12}, "a d"),
        ({"maximum_age": 11.9}, "a"),
        ({"maximum_age": 120}, "a b c d"),
        ({"minimum_age": 8, "maximum_age": 18}, "b"),
        ({"minimum_age": 500}, ""),
        ({"search": "gene", "taxonomy_id": taxonomy_id("region"), "minimum_age": 8}, "b"),
    ],
)
def test_services_are_filtered_as_the_standard_says(register, oruk, asked, found):
    assert refs(oruk.walk("services", **asked)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "a@lab a@w5 b@w5"),
        ({"search": "fair"}, "b@w5"),
        ({"taxonomy_term_id": term_id("region", "wales")}, "a@lab a@w5"),
        ({"minimum_age": 16}, ""),
        ({"organization_id": organization_id("almac")}, "b@w5"),
    ],
)
def test_services_at_locations_are_filtered_by_their_service(register, oruk, asked, found):
    assert refs(oruk.walk("service_at_locations", **asked)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "almac trust"),
        ({"search": "trust"}, "trust"),
        ({"taxonomy_term_id": term_id("organisation-type", "charity")}, "trust"),
        ({"taxonomy_id": taxonomy_id("organisation-type")}, "almac trust"),
        ({"taxonomy_id": taxonomy_id("type")}, ""),
    ],
)
def test_organizations_are_filtered(register, oruk, asked, found):
    assert refs(oruk.walk("organizations", **asked)) == found


def test_what_changed_after_a_moment_is_what_shows_a_later_last_modified(register, oruk):
    moments = {each["x_lsr_ref"]: read(each["last_modified"]) for each in oruk.walk("services")}
    after = timezone.now()
    assert oruk.walk("services", modified_after=after.isoformat()) == []
    issue(organisation(description="New words."))
    issue(programme("a", "Gene laboratory", summary="Other words."))
    withdraw("programme", "e", reason="Never held.")
    changed = oruk.walk("services", modified_after=written(after))
    assert refs(changed) == "a b d"
    assert all(read(each["last_modified"]) > moments[each["x_lsr_ref"]] for each in changed)
    assert refs(oruk.walk("services", modified_after=(after - timedelta(days=1)).date().isoformat())) == "a b c d"
    assert refs(oruk.walk("services", modified_after=after.isoformat().replace("+", " "))) == "a b d"
    assert refs(oruk.walk("organizations", modified_after=written(after))) == "almac"
    assert refs(oruk.walk("services", modified_after=written(max(moments.values()) + timedelta(hours=1)))) == ""


def test_last_modified_moves_with_every_edition(register, oruk):
    seen = []
    for number in range(3):
        issue(programme("a", "Gene laboratory", summary=f"Words {number}."))
        told = oruk(f"services/{service_id('a')}")
        change = Change.objects.filter(kind="programme", ref="a").latest("sequence")
        assert (told["last_modified"], told["x_lsr_edition"]["number"]) == (written(change.happened_at), number + 2)
        seen.append(told["last_modified"])
    assert seen == sorted(set(seen))


@pytest.mark.parametrize("path", LISTS)
def test_parameters_that_mean_nothing_here_are_ignored_and_named(register, oruk, path):
    asked = {"day": "MO", "postcode": "BT3 9QQ", "colour": "red", "search": "gene"}
    page = oruk(path, **asked)
    if path != "organizations":
        assert page["total_items"] == len(oruk.walk(path, search="gene")) > 0
    assert (page["x_lsr_ignored"], page["x_lsr_applied"]) == (["day", "postcode", "colour"], {"search": "gene"})
    many = oruk(path, **{f"{number:03}{'n' * 90}": 1 for number in range(50)})["x_lsr_ignored"]
    assert many == [f"{number:03}{'n' * 57}" for number in range(MOST_IGNORED)]


def test_applied_filters_are_repeated_as_they_were_read(register, oruk):
    asked = {
        "taxonomy_id": taxonomy_id("region").upper(),
        "modified_after": "2020-01-02",
        "minimum_age": 7.5,
        "full": "true",
    }
    assert oruk("services", **asked)["x_lsr_applied"] == {
        "taxonomy_id": [taxonomy_id("region")],
        "modified_after": "2020-01-02T00:00:00.000Z",
        "minimum_age": 8,
    }


@pytest.mark.parametrize(
    ("name", "value", "nearest"),
    [
        ("page", "0", "1"),
        ("page", "-1", None),
        ("page", "01", "1"),
        ("page", "one", None),
        ("page", "1000000001", "1000000000"),
        ("per_page", "101", "100"),
        ("per_page", "0", "1"),
        ("taxonomy_term_id", "wales", None),
        ("taxonomy_id", "region", None),
        ("organization_id", "almac\x00", None),
        ("minimum_age", "young", None),
        ("minimum_age", "-3", None),
        ("minimum_age", "nan", None),
        ("maximum_age", "1e3", None),
        ("modified_after", "yesterday", None),
        ("modified_after", "0001-01-01T00:00:00+14:00", None),
        ("full", "yes", None),
        ("search", "gene\x00", None),
    ],
)
def test_a_value_that_cannot_be_obeyed_is_refused(register, oruk, name, value, nearest):
    answer = oruk.answer("services", **{name: value})
    told = answer.json()
    assert (answer.status_code, told["parameter"], told.get("nearest")) == (400, name, nearest), told
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_parameter_given_twice_is_refused_where_one_is_meant(register, oruk):
    answer = oruk.answer("services", search=["gene", "fair"])
    assert (answer.status_code, answer.json()["parameter"]) == (400, "search")


@pytest.mark.parametrize(
    ("path", "queries"),
    [("services", 5), ("organizations", 4), ("service_at_locations", 5), ("taxonomies", 2), ("taxonomy_terms", 2)],
)
@pytest.mark.parametrize("full", ["false", "true"])
@pytest.mark.parametrize("records", [1, 30])
def test_a_list_costs_the_same_for_one_and_for_thirty(
    words, oruk, django_assert_num_queries, path, queries, full, records
):
    for number in range(records):
        name = f"org-{number:02}"
        issue(organisation(name, f"Organisation {number}"))
        lead = {"ref": name, "name": f"Organisation {number}"}
        issue(programme(f"p-{number:02}", f"Programme {number}", lead=lead, places=[place(f"venue-{number:02}")]))
    oruk(path, per_page=50)
    with django_assert_num_queries(queries):
        page = oruk(path, per_page=100, full=full)
    if "tax" not in path:
        assert page["size"] == records
