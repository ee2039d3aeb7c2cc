"""The rules of terms, places and measures: each with a row that keeps it and one that breaks it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lifesci.vocabularies.models import Measure, Place, Scheme, Term
from tests.factories import MeasureFactory, PlaceFactory, TermFactory

pytestmark = pytest.mark.django_db


def faults(row):
    """What full_clean() says, by field."""
    try:
        row.full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def test_a_term_has_its_code_once_in_its_scheme():
    TermFactory(scheme=Scheme.SECTOR, code="biopharma")
    assert faults(Term(scheme=Scheme.TYPE, code="biopharma", label="Biopharma")) == {}
    assert faults(Term(scheme=Scheme.SECTOR, code="biopharma", label="Biopharma")) == {
        "__all__": ["This vocabulary already has a term with this code."]
    }


def test_a_term_has_a_label():
    assert faults(Term(scheme=Scheme.SECTOR, code="a", label="A")) == {}
    assert faults(Term(scheme=Scheme.SECTOR, code="a", label="")) == {"label": ["This field cannot be blank."]}
    constraint = next(each for each in Term._meta.constraints if each.name == "term_label_given")
    with pytest.raises(ValidationError, match=r"A term needs a label that people can read\."):
        constraint.validate(Term, Term(scheme=Scheme.SECTOR, code="a", label=""))


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        ({}, {}),
        ({"latitude": Decimal("54.6"), "longitude": Decimal("-5.9")}, {}),
        ({"latitude": Decimal("54.6")}, {"__all__": ["Give both latitude and longitude, or neither."]}),
        ({"longitude": Decimal("-5.9")}, {"__all__": ["Give both latitude and longitude, or neither."]}),
        (
            {"latitude": Decimal("91"), "longitude": Decimal("-181")},
            {
                "latitude": ["Ensure this value is less than or equal to 90."],
                "longitude": ["Ensure this value is greater than or equal to -180."],
            },
        ),
    ],
)
def test_a_place_gives_both_coordinates_or_neither_in_their_bounds(spot, said):
    assert faults(Place(ref="w5", name="W5", **spot)) == said


def test_a_place_lies_in_a_region():
    region, sector = TermFactory(scheme=Scheme.REGION), TermFactory(scheme=Scheme.SECTOR)
    assert faults(Place(ref="w5", name="W5", region=region)) == {}
    assert list(faults(Place(ref="w5", name="W5", region=sector))) == ["region"]


@pytest.mark.parametrize(
    ("counts", "unit", "said"),
    [
        ("money", "GBP", {}),
        ("money", "USD", {"__all__": ["Money is recorded in pounds: give GBP as the unit."]}),
        ("share", "%", {}),
        ("share", "", {"__all__": ["A share is recorded in per cent: give the sign % as the unit."]}),
        ("people", "", {}),
        ("hours", "per week", {"unit": ["A unit is letters, or the sign %."]}),
        ("hours", "hours\n", {"unit": ["A unit is letters, or the sign %."]}),
    ],
)
def test_a_measure_has_the_unit_of_its_sort(counts, unit, said):
    assert faults(Measure(code="m", label="things", counts=counts, unit=unit)) == said


def test_words_are_found_by_what_fixtures_call_them():
    for word in (TermFactory(scheme="sector", code="a"), PlaceFactory(ref="w5"), MeasureFactory(code="hours")):
        assert type(word).objects.get_by_natural_key(*word.natural_key()) == word


def test_terms_of_a_scheme_come_in_their_order_and_retired_ones_are_not_in_use():
    second = TermFactory(scheme=Scheme.SECTOR, code="a", order=2)
    first = TermFactory(scheme=Scheme.SECTOR, code="b", order=1)
    retired = TermFactory(scheme=Scheme.SECTOR, code="c", order=3, retired_on="2026-01-01")
    TermFactory(scheme=Scheme.TYPE, code="d")
    assert list(Term.objects.of(Scheme.SECTOR)) == [first, second, retired]
    assert list(Term.objects.of(Scheme.SECTOR).in_use()) == [first, second]
