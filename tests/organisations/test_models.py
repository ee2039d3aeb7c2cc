"""The rules of organisations and their children: each with a row that keeps it and one that breaks it."""

import pytest
from django.core.exceptions import ValidationError

from lifesci.vocabularies.models import Scheme
from organisations.models import Affiliation, Alias, Identifier, Organisation
from tests.factories import (
    AffiliationFactory,
    AliasFactory,
    IdentifierFactory,
    OrganisationFactory,
    OrganisationFigureFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def faults(row):
    """What full_clean() says, by field."""
    try:
        row.full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def test_an_organisation_has_a_name():
    company = TermFactory(scheme=Scheme.ORGANISATION_TYPE)
    assert faults(Organisation(ref="almac", name="Almac", type=company)) == {}
    assert faults(Organisation(ref="almac", type=company)) == {"name": ["This field cannot be blank."]}
    constraint = next(each for each in Organisation._meta.constraints if each.name == "organisation_name_given")
    with pytest.raises(ValidationError, match=r"An organisation needs a name\."):
        constraint.validate(Organisation, Organisation(name=""))


def test_the_type_of_an_organisation_is_of_its_vocabulary():
    assert list(faults(Organisation(ref="almac", name="Almac", type=TermFactory(scheme=Scheme.SECTOR)))) == ["type"]


def test_the_reference_of_a_published_organisation_is_fixed():
    organisation = OrganisationFactory(ref="almac", fixed_ref="almac")
    assert faults(organisation) == {}
    organisation.ref = "almac-group"
    said = "This organisation has been published, so its reference can no longer change."
    assert faults(organisation) == {"__all__": [said]}


def test_an_organisation_is_not_part_of_itself_however_long_the_chain():
    group = OrganisationFactory()
    company = OrganisationFactory(part_of=OrganisationFactory(part_of=group))
    assert faults(company) == {}
    group.part_of = company
    assert faults(group) == {"part_of": ["An organisation cannot be part of itself."]}
    company.part_of = company
    assert faults(company) == {"part_of": ["An organisation cannot be part of itself."]}


def test_another_name_is_listed_once():
    alias = AliasFactory(name="Almac D.")
    assert faults(Alias(organisation=OrganisationFactory(), name="Almac D.")) == {}
    assert faults(Alias(organisation=alias.organisation, name="Almac D.")) == {
        "__all__": ["This name is already listed."]
    }


def test_an_identifier_belongs_to_one_organisation():
    IdentifierFactory(value="00000006")
    assert faults(Identifier(organisation=OrganisationFactory(), scheme="GB-COH", value="00000007")) == {}
    assert faults(Identifier(organisation=OrganisationFactory(), scheme="GB-COH", value="00000006")) == {
        "__all__": ["Another organisation already has this identifier."]
    }


GOOD = [
    ("GB-COH", "01234567"),
    ("GB-COH", "NI041905"),
    ("GB-CHC", "1156933"),
    ("GB-SC", "SC012345"),
    ("GB-NIC", "100280"),
    ("GB-EDU", "100000"),
    ("GB-UKPRN", "10007774"),
    ("GB-GOV", "D1"),
    ("GB-NHS", "RRK"),
    ("XI-LEI", "213800LBDB8WB3QGVN57"),
    ("XI-GRID", "grid.5335.0"),
]
BAD = [
    ("GB-COH", "1234567", "“1234567” does not have the form of a Companies House number."),
    ("GB-CHC", "12345", "“12345” does not have the form of a Charity Commission for England and Wales number."),
    ("GB-SC", "012345", "“012345” does not have the form of a Scottish charity number."),
    ("GB-NIC", "NI1", "“NI1” does not have the form of a Charity Commission for Northern Ireland number."),
    ("GB-EDU", "1", "“1” does not have the form of a Unique reference number of a school."),
    ("GB-UKPRN", "20007774", "“20007774” does not have the form of a UK provider reference number."),
    ("GB-GOV", "1D", "“1D” does not have the form of a UK government body code."),
    ("GB-NHS", "rrk", "“rrk” does not have the form of a NHS organisation code."),
    ("XI-LEI", "213800LBDB8WB3QGVN2", "“213800LBDB8WB3QGVN2” does not have the form of a Legal Entity Identifier."),
    ("XI-GRID", "5335.0", "“5335.0” does not have the form of a Global Research Identifier Database."),
    ("GB-COH", "٠١٢٣٤٥٦٧", "“٠١٢٣٤٥٦٧” does not have the form of a Companies House number."),
    ("GB-COH", "01234567\n", "“01234567\n” does not have the form of a Companies House number."),
]


@pytest.mark.parametrize(("scheme", "value"), GOOD)
def test_an_identifier_in_the_form_of_its_scheme_is_taken(scheme, value):
    assert faults(Identifier(organisation=OrganisationFactory(), scheme=scheme, value=value)) == {}


@pytest.mark.parametrize(("scheme", "value", "said"), BAD)
def test_an_identifier_in_another_form_is_refused(scheme, value, said):
    assert faults(Identifier(organisation=OrganisationFactory(), scheme=scheme, value=value)) == {"value": [said]}


def test_the_check_digits_of_a_legal_entity_identifier_are_checked():
    wrong = Identifier(organisation=OrganisationFactory(), scheme="XI-LEI", value="213800LBDB8WB3QGVN58")
    assert faults(wrong) == {
        "value": ["The check digits of “213800LBDB8WB3QGVN58” are wrong for a Legal Entity Identifier."]
    }


def test_an_unknown_scheme_is_refused():
    assert faults(Identifier(organisation=OrganisationFactory(), scheme="GB-XYZ", value="1")) == {
        "scheme": ["Value 'GB-XYZ' is not a valid choice."]
    }


def test_an_affiliation_is_recorded_once_and_with_another_organisation():
    known = AffiliationFactory(role="works-with")
    organisation, other = known.organisation, known.other
    assert faults(Affiliation(organisation=organisation, other=other, role="supports")) == {}
    assert faults(Affiliation(organisation=organisation, other=other, role="works-with")) == {
        "__all__": ["This affiliation is already recorded."]
    }
    assert faults(Affiliation(organisation=organisation, other=organisation, role="chairs")) == {
        "__all__": ["An organisation has no affiliation with itself."]
    }


def test_a_key_names_one_figure_of_an_organisation():
    first = OrganisationFigureFactory(key="staff")
    second = OrganisationFigureFactory(organisation=first.organisation, key="staff-in-britain")
    assert faults(second) == {}
    second.key = "staff"
    assert faults(second) == {"__all__": ["This organisation already has a figure with this key."]}


def test_rows_are_found_by_what_fixtures_call_them():
    rows = (
        OrganisationFactory(),
        AliasFactory(),
        IdentifierFactory(),
        AffiliationFactory(),
        OrganisationFigureFactory(),
    )
    for row in rows:
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
