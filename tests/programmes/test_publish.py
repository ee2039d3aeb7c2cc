"""Publishing a programme is one act: who may, what it freezes, and what stands when it is refused."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError

from lifesci.editions.issue import Overtaken, Unchanged
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.readiness import NotReady
from lifesci.editions.reading import current
from lifesci.editions.withdraw import NoReason, NotPublished
from organisations.publish import publish_organisation
from programmes.models import Programme
from programmes.publish import publish_programme, withdraw_programme
from tests.factories import OrganisationFactory, ProgrammeFactory, ProgrammeFigureFactory, UserFactory

pytestmark = pytest.mark.django_db


def written():
    """How many Editions, changes and entries there are."""
    return Edition.objects.count(), Change.objects.count(), Entry.objects.count()


def allowed(codename):
    """A person with one permission."""
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename=codename))
    return person


def test_publishing_freezes_the_record_as_it_stands_in_the_database():
    programme, publisher = ProgrammeFactory(title="As saved", ref="as-saved"), allowed("publish_programme")
    programme.title = "Not saved"
    edition = publish_programme(programme, by=publisher, note="First.")
    assert (edition.kind, edition.ref, edition.number, edition.note) == ("programme", "as-saved", 1, "First.")
    assert edition.issued_by == publisher.get_username()
    assert json.loads(edition.text)["title"] == "As saved"
    assert written() == (1, 1, 1)


def test_the_reference_is_fixed_by_the_first_edition():
    programme = ProgrammeFactory(ref="medlab")
    assert Programme.objects.get().fixed_ref == ""
    publish_programme(programme, by=None)
    assert (programme.fixed_ref, Programme.objects.get().fixed_ref) == ("medlab", "medlab")
    programme.ref = "medlab-at-w5"
    with pytest.raises(ValidationError, match="its reference can no longer change"):
        programme.full_clean()


@pytest.mark.parametrize("codename", [None, "change_programme", "withdraw_programme", "publish_brief"])
def test_publishing_needs_its_own_permission(codename):
    person = allowed(codename) if codename else UserFactory()
    with pytest.raises(PermissionDenied, match=r"^You may not publish programmes\.$"):
        publish_programme(ProgrammeFactory(), by=person)
    assert written() == (0, 0, 0)


def test_a_record_that_is_not_ready_says_everything_and_writes_nothing():
    lead = OrganisationFactory(name="Almac")
    programme = ProgrammeFactory(summary="", lead=lead)
    ProgrammeFigureFactory(programme=programme, key="students", source=None, paragraph=None, stated_as="")
    with pytest.raises(NotReady) as refused:
        publish_programme(programme, by=None)
    assert refused.value.problems == [
        "Write a summary: one sentence that lists can show.",
        "The lead organisation “Almac” is not published. Publish it first.",
        "Figure “students” names no source.",
    ]
    assert str(refused.value) == " ".join(refused.value.problems)
    assert written() == (0, 0, 0)
    assert Programme.objects.get().fixed_ref == ""


def test_publishing_the_same_twice_is_refused_as_unchanged():
    programme = ProgrammeFactory()
    publish_programme(programme, by=None)
    programme.editor_note = "A note changes nothing that the public reads."
    programme.save()
    with pytest.raises(Unchanged, match=r"^Nothing has changed since Edition 1\.$"):
        publish_programme(programme, by=None)
    assert written() == (1, 1, 1)


def test_who_looked_at_an_older_edition_is_told():
    programme = ProgrammeFactory()
    publish_programme(programme, by=None, after=0)
    Programme.objects.update(summary="Another summary.")
    publish_programme(programme, by=None, after=1)
    Programme.objects.update(summary="A third summary.")
    with pytest.raises(Overtaken, match="Edition 2 was published meanwhile"):
        publish_programme(programme, by=None, after=1)
    assert [edition.number for edition in Edition.objects.all()] == [1, 2]


def test_a_new_name_of_the_lead_is_not_public_before_the_lead_publishes_it():
    lead = OrganisationFactory(ref="almac", name="Almac")
    publish_organisation(lead, by=None)
    programme = ProgrammeFactory(ref="medlab", lead=lead)
    publish_programme(programme, by=None)
    lead.name = "Almac Sciences"
    lead.save()
    Programme.objects.update(summary="Another summary.")
    publish_programme(programme, by=None)
    assert current("programme", "medlab")[0]["lead"] == {"ref": "almac", "name": "Almac"}
    assert not Edition.objects.filter(text__contains="Almac Sciences").exists()
    publish_organisation(lead, by=None)
    assert current("programme", "medlab")[0]["lead"] == {"ref": "almac", "name": "Almac Sciences"}


def test_a_draft_saved_after_publishing_is_not_what_is_read():
    programme = ProgrammeFactory(ref="medlab", summary="Published.")
    publish_programme(programme, by=None)
    Programme.objects.update(summary="Draft.")
    assert current("programme", "medlab")[0]["summary"] == "Published."


def test_withdrawing_needs_its_permission_a_reason_and_an_edition():
    programme = ProgrammeFactory(ref="medlab")
    with pytest.raises(NotPublished):
        withdraw_programme(programme, by=None, reason="Ended.")
    publish_programme(programme, by=None)
    with pytest.raises(PermissionDenied, match=r"^You may not withdraw programmes\.$"):
        withdraw_programme(programme, by=allowed("publish_programme"), reason="Ended.")
    with pytest.raises(NoReason):
        withdraw_programme(programme, by=None, reason=" ")
    change = withdraw_programme(programme, by=allowed("withdraw_programme"), reason="Ended.")
    assert (change.action, change.reason, change.number) == ("withdrawn", "Ended.", 1)
    assert written() == (1, 2, 0)
    assert Programme.objects.filter(ref="medlab").exists()


def test_the_act_breaking_at_its_end_leaves_nothing(monkeypatch):
    programme = ProgrammeFactory()

    def killed(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("lifesci.editions.publish.F", killed)
    with pytest.raises(KeyboardInterrupt):
        publish_programme(programme, by=None)
    assert written() == (0, 0, 0)
    assert (programme.fixed_ref, Programme.objects.get().fixed_ref) == ("", "")
