"""Records that name each other are published as one act, so that no Edition ever points to nothing."""

import pytest

from lifesci.editions.models import Change, Edition
from lifesci.editions.readiness import NotReady
from lifesci.editions.reading import current
from lifesci.editions.sources import publish_source
from lifesci.editions.together import companions
from organisations.document import document
from organisations.models import Organisation
from organisations.publish import publish_organisation
from tests.factories import AffiliationFactory, OrganisationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A published source to read affiliations in."""
    source = SourceFactory()
    publish_source(source, by=None)
    return source


def naming(paper, *pairs) -> dict[str, Organisation]:
    """Organisations by ref, each affiliated to those it is paired with."""
    found = {ref: OrganisationFactory(ref=ref, name=ref.title()) for ref in dict.fromkeys(sum(pairs, ()))}
    for one, other in pairs:
        AffiliationFactory(organisation=found[one], other=found[other], source=paper)
    return found


def beside(record) -> list[str]:
    """The refs of the records that have to be published with this one."""
    return [each.ref for each in companions(Organisation.objects.whole().get(pk=record.pk), document)]


def named(ref) -> list[str]:
    """The refs that the current Edition of an organisation names."""
    return [each["other"]["name"] for each in current("organisation", ref)[0]["affiliations"]]


def test_companions_lead_back_and_are_unpublished(paper):
    found = naming(paper, ("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("e", "a"), ("f", "f2"), ("f2", "f"))
    assert {ref: beside(record) for ref, record in found.items()} == {
        **{"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]},
        **{"d": [], "e": [], "f": ["f2"], "f2": ["f"]},
    }
    publish_organisation(found["f"], by=None, beside=[found["f2"]])
    assert (beside(found["f"]), beside(found["f2"])) == ([], [])


def test_records_that_name_each_other_come_out_in_one_act(paper):
    found = naming(paper, ("a", "b"), ("b", "a"))
    for record in found.values():
        with pytest.raises(NotReady, match="is not published. Publish it first."):
            publish_organisation(record, by=None)
    edition = publish_organisation(found["a"], by=None, note="Both.", beside=[found["b"]])
    assert (edition.ref, edition.number, named("a"), named("b")) == ("a", 1, ["B"], ["A"])
    log = Change.objects.filter(kind="organisation").order_by("sequence")
    assert list(log.values_list("sequence", "ref", "reason")) == [(2, "a", "Both."), (3, "b", "Both.")]
    assert set(Organisation.objects.values_list("ref", "fixed_ref")) == {("a", "a"), ("b", "b")}


def test_none_comes_out_while_one_of_them_is_not_ready(paper):
    found = naming(paper, ("a", "b"), ("b", "a"))
    Organisation.objects.filter(ref="b").update(website="ftp://b.example")
    with pytest.raises(NotReady) as refused:
        publish_organisation(found["a"], by=None, beside=[found["b"]])
    assert refused.value.problems == ["B: The address ftp://b.example does not begin with http:// or https://."]
    assert not Edition.objects.filter(kind="organisation").exists()
    assert set(Organisation.objects.values_list("fixed_ref", flat=True)) == {""}
