"""An organisation is published when it is ready; what stands in the way is said all at once."""

import pytest

from lifesci.editions.models import Entry
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.editions.reading import current
from organisations.document import document
from organisations.models import Alias, Identifier, Organisation
from organisations.publish import publish_organisation
from organisations.readiness import readiness
from tests.factories import (
    AffiliationFactory,
    AliasFactory,
    IdentifierFactory,
    OrganisationFactory,
    OrganisationFigureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(examples, db):
    """The full example, read afresh."""
    return Organisation.objects.get(pk=examples["organisation"].pk)


def found(organisation):
    """What stands against the organisation now."""
    whole = Organisation.objects.whole().get(pk=organisation.pk)
    return readiness(whole, published_names(named_in(document(whole, {}))))


def test_a_full_organisation_whose_names_are_published_is_ready(organisation):
    assert (found(organisation).blocking, found(organisation).warnings) == ([], [])


def test_a_bare_organisation_may_be_published_and_says_what_it_lacks():
    bare = OrganisationFactory(ref="bare", description="")
    assert found(bare).blocking == []
    assert found(bare).warnings == ["There is no description.", "Nothing in this record names a source."]
    publish_organisation(bare, by=None)
    assert current("organisation", "bare")[0]["description"] == ""


def test_every_record_it_names_must_be_published(organisation):
    Entry.objects.exclude(ref="almac-discovery").delete()
    assert found(organisation).blocking == [
        "The source “Case studies” was withdrawn. Name another, or publish it again.",
        "The organisation it is part of, “Almac Group” was withdrawn. Name another, or publish it again.",
        "The document behind the source, “Survey of participants” was withdrawn. Name another, or publish it again.",
        "The other organisation “Academy of Medicine” was withdrawn. Name another, or publish it again.",
    ]


def test_every_child_is_looked_at(organisation):
    AliasFactory(organisation=organisation, name="AD 2")
    Alias.objects.filter(name="AD 2").update(name="")
    IdentifierFactory(organisation=organisation)
    Identifier.objects.filter(organisation=organisation, scheme="GB-COH").exclude(value="NI041905").update(value="12")
    nothing = {"source": None, "paragraph": None, "stated_as": ""}
    AffiliationFactory(organisation=organisation, other=organisation.part_of, role="chairs", **nothing)
    OrganisationFigureFactory(organisation=organisation, key="staff", **nothing)
    Organisation.objects.filter(pk=organisation.pk).update(website="ftp://example.org")
    assert found(organisation).blocking == [
        "The address ftp://example.org does not begin with http:// or https://.",
        "Other name “”, Name: This field cannot be blank.",
        "Identifier “GB-COH-12”, Value: “12” does not have the form of a Companies House number.",
        "Figure “staff” names no source.",
    ]
    assert found(organisation).warnings == ["Affiliation “chairs Almac Group” names no source."]
