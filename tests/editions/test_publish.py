"""The act of publishing is the same for every kind: who may, and that a refusal writes nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from lifesci.context.publish import publish_brief, withdraw_brief
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.readiness import NotReady
from lifesci.editions.sources import publish_source, withdraw_source
from organisations.publish import publish_organisation, withdraw_organisation
from programmes.publish import publish_programme, withdraw_programme
from tests import factories as make

pytestmark = pytest.mark.django_db
NO_SUMMARY = "Write a summary: one sentence that lists can show."
NO_ADDRESS = "The address ftp://example.org does not begin with http:// or https://."
# By kind: how one is made, the two acts, and what makes it unready, with the sentence for that.
KINDS = {
    "source": (make.SourceFactory, publish_source, withdraw_source, {"url": "ftp://example.org"}, NO_ADDRESS),
    "organisation": (
        *(make.OrganisationFactory, publish_organisation, withdraw_organisation),
        *({"website": "ftp://example.org"}, NO_ADDRESS),
    ),
    "brief": (make.BriefFactory, publish_brief, withdraw_brief, {"summary": ""}, NO_SUMMARY),
    "programme": (make.ProgrammeFactory, publish_programme, withdraw_programme, {"summary": ""}, NO_SUMMARY),
}


def allowed(codename):
    """A person with one permission."""
    person = make.UserFactory()
    person.user_permissions.add(Permission.objects.get(codename=codename))
    return person


def written():
    """How much is published."""
    return Edition.objects.count(), Change.objects.count(), Entry.objects.count()


@pytest.mark.parametrize("kind", KINDS)
def test_publishing_and_withdrawing_need_their_own_permissions(kind):
    factory, publish, withdraw, *_ = KINDS[kind]
    record, publisher, withdrawer = factory(ref="leaving"), allowed(f"publish_{kind}"), allowed(f"withdraw_{kind}")
    with pytest.raises(PermissionDenied, match=rf"^You may not publish {kind}s\.$"):
        publish(record, by=withdrawer)
    edition = publish(record, by=publisher)
    assert (edition.number, record.fixed_ref, written()) == (1, "leaving", (1, 1, 1))
    with pytest.raises(PermissionDenied, match=rf"^You may not withdraw {kind}s\.$"):
        withdraw(record, by=publisher, reason="It has ended.")
    assert withdraw(record, by=withdrawer, reason="It has ended.").reason == "It has ended."
    assert written() == (1, 2, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_says_why_and_writes_nothing(kind):
    factory, publish, _, fault, sentence = KINDS[kind]
    record = factory(**fault)
    with pytest.raises(NotReady) as refused:
        publish(record, by=None)
    assert (refused.value.problems, written(), record.fixed_ref) == ([sentence], (0, 0, 0), "")
