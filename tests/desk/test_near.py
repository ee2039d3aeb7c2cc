"""A new record close to one in the register is asked about first, and saved when its maker says it is another."""

import pytest

from organisations.models import Organisation
from tests import factories as make
from tests.desk.addresses import address
from tests.desk.sending import sent_by

pytestmark = pytest.mark.django_db

WHERE = "organisations_organisation"


@pytest.fixture
def known(db):
    """A body with another name and an identifier."""
    body = make.OrganisationFactory(ref="leeds", name="University of Leeds")
    make.AliasFactory(organisation=body, name="Yorkshire College")
    make.IdentifierFactory(organisation=body, scheme="GB-COH", value="RC000658")
    return body


def added(client, known, name, **more):
    """The answer to a new organisation of that name."""
    where = address(WHERE, "add")
    form = sent_by(client.get(where)) | {"name": name, "ref": "new-one", "type": known.type_id} | more
    return client.post(where, form)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("university of leeds", "the same name"),
        ("Leeds, University of", "the same name"),
        ("Univercity of Leeds", "a name close to it"),
        ("Yorkshire Colleges", "a name close to it"),
    ],
)
def test_a_name_close_to_a_known_one_is_asked_about_and_not_saved(curator, known, name, why):
    answer = added(curator, known, name)
    assert [(near.key, near.why) for near in answer.context["near"]] == [(known.pk, why)]
    assert address(WHERE, "change", known.pk) in answer.content.decode()
    assert not Organisation.objects.filter(ref="new-one").exists()
    again = sent_by(answer)
    assert again["name"] == [name]
    assert curator.post(address(WHERE, "add"), again | {"_anyway": "yes"}).status_code == 302
    assert Organisation.objects.get(ref="new-one").name == name


def test_another_name_or_identifier_that_is_known_is_asked_about(curator, known):
    rows = {"aliases-TOTAL_FORMS": "1", "aliases-0-name": "Yorkshire College"}
    assert [near.key for near in added(curator, known, "Wholly new", **rows).context["near"]] == [known.pk]
    rows = {"identifiers-TOTAL_FORMS": "1", "identifiers-0-scheme": "GB-COH", "identifiers-0-value": "RC000658"}
    near = added(curator, known, "Wholly new", **rows).context["near"]
    assert [(each.key, each.why) for each in near] == [(known.pk, "the same identifier")]


def test_a_name_of_its_own_is_saved_at_once_and_an_old_record_is_never_asked(curator, known):
    assert added(curator, known, "Genomics England").status_code == 302
    where = address(WHERE, "change", Organisation.objects.get(ref="new-one").pk)
    form = sent_by(curator.get(where)) | {"name": "University of Leeds"}
    assert curator.post(where, form).status_code == 302


def test_a_source_at_a_known_address_is_asked_about(curator):
    source = make.SourceFactory(url="https://example.org/annex")
    where = address("evidence_source", "add")
    form = sent_by(curator.get(where)) | {"title": "Other words", "ref": "new-one", "kind": "report", "url": source.url}
    near = curator.post(where, form).context["near"]
    assert [(each.key, each.why) for each in near] == [(source.pk, "the same url")]


def test_looking_around_costs_the_same_for_one_record_and_for_thirty(curator, known, django_assert_max_num_queries):
    for number in range(30):
        make.OrganisationFactory(name=f"University of Leeds {number}")
    with django_assert_max_num_queries(40):
        assert len(added(curator, known, "University of Leeds").context["near"]) == 5
