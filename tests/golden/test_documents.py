"""The documents of all kinds: byte for byte as they are kept here, built without a query, without what is private."""

import json
from pathlib import Path

import pytest
from django.db import models

from lifesci.context import document as context
from lifesci.editions import sources
from lifesci.editions.canonical import canonical
from lifesci.editions.issue import issue
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.editions.reading import current
from lifesci.editions.schema import Invalid
from lifesci.operations.publishing import publish_register
from organisations import document as organisations
from programmes import document as programmes
from tests.golden.examples import full_register
from tests.standing import afresh, standing

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent
DOCUMENTS = {
    "source": sources.document,
    "organisation": organisations.document,
    "brief": context.document,
    "programme": programmes.document,
}
KINDS = tuple(DOCUMENTS)
# Fields that no reader may ever see, on whatever row they stand.
PRIVATE = {"editor_note", "fixed_ref", "text", "held", "checked_as", "confirmed_by"}
# Choices and results of checks: codes that are tested in the golden documents.
CODED = {"check_result"}


@pytest.fixture(scope="module")
def unpublished(django_db_setup, django_db_blocker):
    """The four full examples, not published."""
    with standing(django_db_blocker):
        yield full_register()


@pytest.fixture
def register(unpublished, db):
    """The same, read afresh."""
    return afresh(unpublished)


def whole(record):
    """The record as acts read it."""
    return type(record).objects.whole().get(pk=record.pk)


def children(record):
    """The record and every row of its own, however deep."""
    yield record
    for relation in record._meta.related_objects:
        if relation.one_to_many and relation.related_model is not type(record):
            for child in getattr(record, relation.get_accessor_name()).all():
                yield from children(child)


def test_the_published_texts_are_the_golden_ones_byte_for_byte(register):
    publish_register(by=None)
    for kind in KINDS:
        document, entry = current(kind, register[kind].ref)
        golden = (GOLDEN / f"{kind}.json").read_bytes()
        assert document == json.loads(golden)
        assert entry.edition.text.encode() == golden


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_a_whole_record_needs_no_query(register, kind, django_assert_num_queries):
    record = whole(register[kind])
    with django_assert_num_queries(0):
        built = DOCUMENTS[kind](record, {})
    assert (built["kind"], built["ref"]) == (kind, record.ref)


@pytest.mark.parametrize(("kind", "queries"), [("source", 2), ("organisation", 6), ("brief", 11), ("programme", 17)])
def test_reading_records_whole_takes_the_same_queries_for_one_and_for_all(
    register, kind, queries, django_assert_num_queries
):
    rows = type(register[kind]).objects
    assert rows.count() > 1
    for chosen in (rows.whole().filter(ref=register[kind].ref), rows.whole()):
        with django_assert_num_queries(queries):
            list(chosen)


def test_reading_whole_never_reads_a_held_text(register, django_assert_num_queries):
    record = whole(register["programme"])
    cited = [record.read_in, *(figure.source for figure in record.figures.all()), record.outcomes.all()[0].as_given_in]
    assert [source.get_deferred_fields() for source in cited] == [{"text"}] * 4
    assert whole(register["source"]).get_deferred_fields() == {"text"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_a_curator_writes_is_in_the_document_unless_it_is_private(register, kind):
    record, public, private = whole(register[kind]), {}, {}
    for row in children(record):
        for field in row._meta.fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in CODED:
                token = f"token-{len(public) + len(private)}-"
                setattr(row, field.name, token)
                kept = private if field.name in PRIVATE and not (row is not record and field.name == "text") else public
                kept[token] = f"{row._meta.model_name}.{field.name}"
    text = canonical(DOCUMENTS[kind](record, {}))
    assert [name for token, name in public.items() if token not in text] == []
    assert [name for token, name in private.items() if token in text] == []
    assert {name.partition(".")[2] for name in private.values()} >= {"editor_note", "fixed_ref"}


@pytest.mark.parametrize("kind", KINDS)
def test_review_dates_and_moments_of_editing_are_in_no_document(register, kind):
    text = canonical(DOCUMENTS[kind](whole(register[kind]), {}))
    assert register[kind].review_on.isoformat() == "2027-01-01"
    assert "2027-01-01" not in text
    assert register[kind].updated_at.date().isoformat() not in text


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("source", {("source", "survey"), ("source", "news")}),
        (
            "organisation",
            {("organisation", "almac"), ("organisation", "academy"), ("source", "annex"), ("source", "survey")},
        ),
        (
            "brief",
            {
                ("organisation", "almac-discovery"),
                ("organisation", "office"),
                ("brief", "vision"),
                ("source", "annex"),
                ("source", "survey"),
            },
        ),
        (
            "programme",
            {
                ("organisation", "almac-discovery"),
                ("organisation", "funder"),
                ("programme", "outreach"),
                ("brief", "medicines-manufacturing"),
                ("source", "annex"),
                ("source", "survey"),
            },
        ),
    ],
)
def test_named_in_finds_every_other_record_a_document_names(register, kind, named):
    assert named_in(DOCUMENTS[kind](whole(register[kind]), {})) == named


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_not_published_has_no_name_and_no_schema_takes_that(register, kind):
    body = DOCUMENTS[kind](whole(register[kind]), {})
    with pytest.raises(Invalid) as refused:
        issue(body, by=None)
    assert len(refused.value.problems) >= 2
    assert {problem.rpartition(": ")[2] for problem in refused.value.problems} == {"'' should be non-empty"}
    assert (Edition.objects.count(), Change.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_others_are_named_as_they_are_published_never_as_they_are_being_edited(register):
    publish_register(by=None)
    lead = register["programme"].lead
    lead.name = "A name still being discussed"
    lead.save()
    record = whole(register["programme"])
    names = published_names(named_in(programmes.document(record, {})))
    assert record.lead.name == "A name still being discussed"
    assert programmes.document(record, names)["lead"] == {"ref": "almac-discovery", "name": "Almac Discovery"}


def test_renaming_a_listed_organisation_keeps_the_order_of_the_list(register):
    publish_register(by=None)
    office = type(register["organisation"]).objects.get(ref="office")
    office.name = "Zest for Life Sciences"
    office.save()
    issued = publish_register(by=None).issued
    assert [(edition.kind, edition.ref) for edition in issued] == [("organisation", "office")]
    assert current("brief", "medicines-manufacturing")[0]["organisations"] == [
        {"ref": "almac-discovery", "name": "Almac Discovery"},
        {"ref": "office", "name": "Zest for Life Sciences"},
    ]
