"""Making and revoking keys: shown once, hashed, logged, and only by those who may."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lifesci.partners.keeping import make_key, revoke_key
from lifesci.partners.models import KeyUse, PartnerKey
from lifesci.people.roles import Role
from lifesci.trace.events import events_of
from lifesci.trace.models import Event
from tests.desk.addresses import REPORTS, address
from tests.factories import member

pytestmark = pytest.mark.django_db
NAME = REPORTS["key"]


@pytest.fixture
def administrator(client):
    """A client of somebody who looks after people; `client.user` is the person."""
    client.user = member(Role.ADMINISTRATOR)
    client.force_login(client.user)
    return client


def told(key) -> list[tuple]:
    """What the log of acts says of a key, newest first."""
    return [(event.kind, event.by_name, event.title, event.details) for event in events_of(key)]


def test_a_key_is_kept_as_its_prefix_and_its_hash_alone():
    row, text = make_key("Department", by=None)
    prefix, _, secret = text.partition(".")
    stored = PartnerKey.objects.filter(pk=row.pk).values().get()
    assert (stored["prefix"], len(secret)) == (prefix, 32)
    assert stored["hashed_key"].startswith("sha512$$")
    assert not [value for value in stored.values() if secret in str(value)]
    assert isinstance(row.pk, int)


def test_making_and_revoking_are_logged_with_who_and_what():
    person = member(Role.ADMINISTRATOR)
    until = timezone.now() + timedelta(days=30)
    row, _ = make_key("Department", by=person, rate=90, expires_at=until)
    assert row.made_by == person.username
    assert (revoke_key(row, by=person), revoke_key(row, by=person)) == (True, False)
    row.refresh_from_db()
    assert (row.revoked, row.revoked_by, row.is_open) == (True, person.username, False)
    day = f"{timezone.localtime(until):%-d %B %Y}"
    named = (Event.Kind.RIGHTS, person.username, f"Department ({row.prefix})")
    assert told(row) == [(*named, "Key revoked."), (*named, f"Key made: 90 requests a minute, until {day}.")]


@pytest.mark.parametrize("role", set(Role) - {Role.ADMINISTRATOR})
def test_only_administrators_make_and_revoke_keys(role):
    row, _ = make_key("Department", by=None)
    person = member(role)
    with pytest.raises(PermissionDenied, match="You may not make keys of partners"):
        make_key("Council", by=person)
    with pytest.raises(PermissionDenied, match="You may not revoke keys of partners"):
        revoke_key(row, by=person)
    assert list(PartnerKey.objects.values_list("name", "revoked")) == [("Department", False)]
    assert len(told(row)) == 1


@pytest.mark.parametrize(("name", "rate"), [("", 5), ("x" * 121, 5), ("Department", 0), ("Department", -1)])
def test_a_key_without_a_name_or_a_rate_is_not_made(name, rate):
    with pytest.raises(ValidationError):
        make_key(name, by=None, rate=rate)
    assert not PartnerKey.objects.exists()
    assert not Event.objects.exists()


def test_the_constraints_of_the_tables_hold():
    row, _ = make_key("Department", by=None, rate=1)
    KeyUse.objects.create(key=row, endpoint="me")
    for act in (
        lambda: PartnerKey.objects.filter(pk=row.pk).update(rate=0),
        lambda: PartnerKey.objects.filter(pk=row.pk).update(revoked=True),
        lambda: KeyUse.objects.create(key=row, endpoint="me"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert KeyUse.objects.create(key=row, endpoint="me", day=timezone.localdate() - timedelta(days=1)).pk


def test_a_revoked_key_cannot_be_taken_back():
    row, _ = make_key("Department", by=None)
    revoke_key(row, by=None)
    row = PartnerKey.objects.get(pk=row.pk)
    row.revoked = False
    with pytest.raises(ValidationError):
        row.save()


def test_the_desk_makes_a_key_and_shows_it_once(administrator):
    answer = administrator.post(address(NAME, "add"), {"name": "Council of <X>", "rate": "70"})
    row = PartnerKey.objects.get()
    page = answer.content.decode()
    text = answer.context["text"]
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert PartnerKey.objects.key_generator.verify(text, row.hashed_key)
    assert (row.name, row.rate, row.expiry_date, row.made_by) == (
        "Council of <X>",
        70,
        None,
        administrator.user.username,
    )
    assert f'<pre class="document" tabindex="0">{text}</pre>' in page
    assert "Council of &lt;X&gt;" in page
    assert "<X>" not in page
    assert text not in str(answer.cookies) + str(dict(administrator.session))
    again = administrator.get(address(NAME, "change", row.pk)).content.decode()
    assert row.prefix in again
    assert text.partition(".")[2] not in again
    assert row.hashed_key not in again
    assert [event.kind for event in Event.objects.filter(by_key=administrator.user.pk)].count(Event.Kind.RIGHTS) == 1


def test_the_desk_refuses_a_key_that_expired_before_it_is_made(administrator):
    moment = timezone.localtime() - timedelta(days=1)
    form = {"name": "Council", "expiry_date_0": f"{moment:%Y-%m-%d}", "expiry_date_1": "10:00"}
    page = administrator.post(address(NAME, "add"), form).content.decode()
    assert "This moment has passed." in page
    assert not PartnerKey.objects.exists()


def test_the_page_of_a_key_counts_its_uses_and_revokes_it(administrator):
    row, _ = make_key("Department", by=None)
    where = address(NAME, "change", row.pk)
    assert "Nothing is counted yet." in administrator.get(where).content.decode()
    row.uses.create(endpoint="programme-list", count=1234)
    page = administrator.get(where).content.decode()
    assert '<th scope="row">programme-list</th><td>1234</td><td>1234</td><td>1234</td><td>1234</td>' in page
    assert "Revoke the key" in page
    assert administrator.post(where).headers["Location"] == where
    page = administrator.get(where).content.decode()
    assert f"Revoked by {administrator.user.username}" in page
    assert "Revoke the key" not in page


def test_the_list_of_keys_costs_the_same_for_1_and_for_30(administrator, django_assert_num_queries):
    for more, there in ((1, 1), (29, 30)):
        for number in range(more):
            make_key(f"Partner {more}-{number}", by=None)
        administrator.get(address(NAME, "changelist"))
        with django_assert_num_queries(7):
            page = administrator.get(address(NAME, "changelist")).content.decode()
        assert page.count('<td class="field-allowed_rate">12000</td>') == there
