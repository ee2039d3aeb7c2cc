"""Nothing that is not published shows anywhere: not in a page, a list, a search, a feed, a file or a header."""

import pytest
from django.core.management import call_command
from django.urls import resolve

from lifesci.context.models import Brief
from lifesci.corrections.linking import make_link
from lifesci.corrections.models import Correction, ProviderLink
from lifesci.editions.models import Change
from lifesci.evidence.models import Source
from lifesci.imports.models import FieldLock, Proposal, ProposedRow
from lifesci.operations.publishing import publish_register
from lifesci.review.models import Comment, Step
from organisations.models import Organisation
from programmes.models import Programme
from tests import factories as make
from tests.golden.examples import full_register
from tests.journeys.leaks import (
    answer,
    answers,
    plant,
    public_addresses,
    public_patterns,
    published_refs,
    text_fields,
    tokens_in,
    working_models,
)

pytestmark = pytest.mark.django_db

RECORDS = {"programme": Programme, "organisation": Organisation, "brief": Brief, "source": Source}
# Text that stays in the house also after publishing: the trail, and what is for curators.
PRIVATE = ("Historical", "Edit.", "Event.", "Source.text ", ".editor_note ", ".checked_as ", ".confirmed_by ")
# Valid only in a form of their own, so a token cannot be published in them.
FORMS = {
    "published_on",
    "starts",
    "ends",
    "happened_on",
    "period_start",
    "period_end",
    "sha256",
    "url",
    "website",
    "value",
}


def all_refs():
    return {kind: list(model.objects.values_list("ref", flat=True)) for kind, model in RECORDS.items()}


def leaks(client, refs, prefix, words):
    addresses = [*public_addresses(refs, words), *(link.get_absolute_url() for link in ProviderLink.objects.all())]
    found = {address: tokens_in(told, prefix) for address, told in answers(client, addresses).items()}
    return {address: tokens for address, tokens in found.items() if tokens}


@pytest.fixture(autouse=True)
def _as_often_as_it_takes(settings):
    """Refusals for asking too often would hide what leaks."""
    settings.API_RATE = 0


def test_the_planting_reaches_every_working_model():
    full_register()
    for model in working_models():
        if text_fields(model):
            assert model._default_manager.exists(), f"{model.__name__} has no row in the full register"


def test_every_public_route_is_read_and_no_link_leads_nowhere(client):
    full_register()
    publish_register(by=None)
    link = make_link(published_refs()["organisation"][0], by=None)
    told = answers(client, [*public_addresses(published_refs(), ["w5"]), link.get_absolute_url()])
    read = {resolve(address.partition("?")[0]).route for address in told}
    # Thanks to the one who sent a report: they name its number and nothing of a record.
    assert set(public_patterns()) - read == {"corrections/received/<str:token>/"}
    named = told.keys() - set(public_addresses(published_refs(), ["w5"]))
    assert len(named) > 100
    assert {address: told[address][:3] for address in named if told[address][0] in "45"} == {}


def test_a_register_that_was_never_published_shows_nothing(client):
    full_register()
    planted = plant("zqdraft")
    assert len(planted) > 100
    words = ["zqdraft", next(iter(planted))]
    assert leaks(client, all_refs(), "zqdraft", []) == {}
    assert not Change.objects.filter(kind__in=RECORDS).exists()
    for word in words:
        body = answer(client, f"/api/v1/programmes/?q={word}")
        assert '"count":0' in body
        assert '"total_items":0' in answer(client, f"/oruk/v3/services?search={word}")


def test_what_is_edited_after_publishing_shows_nothing_until_it_is_published(client):
    full_register()
    assert publish_register(by=None).refused == {}
    before = {address: answer(client, address) for address in public_addresses(published_refs(), ["w5"])}
    make_link(published_refs()["organisation"][0], by=None)
    planted = plant("zqedit")
    assert leaks(client, all_refs(), "zqedit", ["w5", "medicines"]) == {}
    after = {address: answer(client, address) for address in before}
    quiet = {address for address in before if before[address] == after[address]}
    assert {address for address in before if "/programmes/medlab/" in address} <= quiet
    call_command("rebuild_catalogue", verbosity=0)
    assert leaks(client, all_refs(), "zqedit", ["w5"]) == {}
    assert planted


def test_what_is_published_shows_and_what_is_private_does_not(client):
    full_register()
    publish_register(by=None)
    planted = plant("zqshow")
    for model in working_models():
        forms = {field.name: _valid(field.name) for field in text_fields(model) if field.name in FORMS}
        model._default_manager.update(**forms) if forms else None
    outcome = publish_register(by=None)
    assert outcome.refused == {}
    shown = set()
    for address in public_addresses(published_refs(), []):
        shown |= tokens_in(answer(client, address), "zqshow")
    expected, private = {}, set()
    for token, where in planted.items():
        if any(field in where for field in PRIVATE):
            private.add(token)
        elif where.split(" ")[0].split(".")[1] not in FORMS:
            expected[token] = where
    assert {expected[token] for token in expected.keys() - shown} == set()
    assert private & shown == set()
    assert private


def test_the_addresses_of_open_referral_are_among_those_that_are_read(client):
    full_register()
    publish_register(by=None)
    read = {each for each in public_addresses(published_refs(), ["w5"]) if each.startswith("/oruk/v3/")}
    found = {each for each in read if answer(client, each).startswith("200")}
    for path in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        assert {f"/oruk/v3/{path}"} < {each for each in found if each.startswith(f"/oruk/v3/{path}")}, path
        assert any(each.startswith(f"/oruk/v3/{path}/") for each in found), path
    assert {"/oruk/v3/services?full=true", "/oruk/v3/services?search=w5", "/oruk/v3/x_lsr.json"} <= found


def test_what_readers_report_shows_nowhere(client):
    full_register()
    assert publish_register(by=None).refused == {}
    texts = {}
    for kind, refs in published_refs().items():
        for ref in refs:
            row = Correction(kind=kind, ref=ref, edition=1)
            for field in text_fields(Correction):
                texts[f"zqreport{len(texts):04d}q"] = field.name
                setattr(row, field.name, list(texts)[-1])
            Correction.objects.bulk_create([row])
    assert set(texts.values()) >= {"wrong", "right", "where", "email", "reason", "said"}
    assert leaks(client, all_refs(), "zqreport", ["zqreport", "w5"]) == {}


def test_what_the_desk_keeps_of_reviews_and_imports_shows_nowhere(client):
    full_register()
    publish_register(by=None)
    programme, curator = Programme.objects.get(ref="medlab"), make.CuratorFactory()
    step = Step(kind="programme", record=programme.pk, action=Step.Action.RETURNED)
    proposal = Proposal()
    lock = FieldLock(table="programmes", key=programme.ref, field="summary", by=curator)
    rows = [step, Comment(step=step), proposal, ProposedRow(proposal=proposal, number=1), lock]
    kept = {type(row).__name__ for row in rows}
    for number, row in enumerate(rows):
        for place, field in enumerate(text_fields(type(row))):
            if not getattr(row, field.name):
                setattr(row, field.name, f"zqdesk{10 * number + place:04d}q"[: field.max_length])
        type(row).objects.bulk_create([row])
    assert kept == {"Step", "Comment", "Proposal", "ProposedRow", "FieldLock"}
    assert Comment.objects.get().text.startswith("zqdesk")
    assert leaks(client, all_refs(), "zqdesk", ["zqdesk", "w5"]) == {}


def _valid(name):
    return {
        "sha256": "cd" * 32,
        "url": "https://example.org/x",
        "website": "https://example.org/y",
        "value": "NI041905",
    }.get(name, "2020")
