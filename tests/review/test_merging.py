"""Merging duplicates: what moves where is foretold, done as one act, and the old address leads on."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from lifesci.context.publish import publish_brief
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.sources import publish_source
from lifesci.editions.verify import faults
from lifesci.review.merging import CannotMerge, merge, plan
from lifesci.trace.edits import last_edit
from organisations.models import Organisation
from organisations.publish import publish_organisation
from programmes.models import Programme
from programmes.publish import publish_programme
from tests import factories as make
from tests.desk.addresses import PUBLISHED, address

pytestmark = pytest.mark.django_db


def current(kind, ref):
    """The document that the public reads."""
    return json.loads(Entry.objects.select_related("edition").get(kind=kind, ref=ref).edition.text)


def merged(duplicate, successor, **options):
    """Merge after a look at the plan."""
    seen = plan(duplicate, successor, **options).fingerprint
    return merge(duplicate, successor, by=None, reason="Recorded twice.", seen=seen, **options)


@pytest.fixture
def bodies(register):
    """A published organisation that the register names everywhere, and the one that stays."""
    stays = make.OrganisationFactory(ref="biologics-ltd", name="Biologics Ltd")
    publish_organisation(stays, by=None)
    return register.organisation, stays


def test_what_moves_is_foretold_and_done(register, bodies):
    twice, stays = bodies
    make.OrganisationFigureFactory(organisation=twice, key="staff", source=register.source)
    make.OrganisationFigureFactory(organisation=stays, key="staff", source=register.source)
    found = plan(twice, stays)
    alias, number = twice.aliases.get(), twice.identifiers.get()
    assert sorted((move.what, move.becomes) for move in found.children) == sorted([
        ("Name “Biologics”", "becomes another name"),
        (f"Alias “{alias}”", "moves"),
        (f"Identifier “{number}”", "moves"),
        (f"Organisation figure “{twice.figures.get()}”", "moves, now called “staff-2”"),
    ])  # fmt: skip
    assert sorted(move.what for move in found.references) == sorted([
        "“Outreach”: lead organisation",
        "“Outreach”: partnership",
        f"“{register.engagement}”: participant",
        "“Vision”: organisations",
    ])  # fmt: skip
    assert sorted(found.published) == ["Outreach", "Vision"]
    merged(twice, stays)
    assert sorted(each.name for each in stays.aliases.all()) == sorted(["Biologics", alias.name])
    assert sorted(stays.figures.values_list("key", flat=True)) == ["staff", "staff-2"]
    programme = Programme.objects.get(ref="outreach")
    assert (programme.lead, programme.partnerships.get().organisation) == (stays, stays)
    assert list(register.brief.organisations.all()) == [stays]
    assert not plan(twice, stays).references
    edit = last_edit(stays)
    assert (edit.act, edit.reference) == ("merge", "biologics into biologics-ltd: Recorded twice.")


def test_published_references_are_issued_anew_and_the_old_address_leads_on(client, bodies):
    twice, stays = bodies
    change = merged(twice, stays)
    assert (change.action, change.successor, change.reason) == ("merged", "biologics-ltd", "Recorded twice.")
    document = current("programme", "outreach")
    assert document["lead"] == {"ref": "biologics-ltd", "name": "Biologics Ltd"}
    assert [partner["ref"] for partner in document["partners"]] == ["biologics-ltd"]
    assert [each["ref"] for each in current("brief", "vision")["organisations"]] == ["biologics-ltd"]
    assert '"biologics"' not in json.dumps(current("brief", "vision"))
    answer = client.get("/organisations/biologics/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/organisations/biologics-ltd/")
    answer = client.get("/api/v1/organisations/biologics/")
    assert (answer.status_code, answer.json()["title"], answer.json()["successor"]["ref"]) == (
        410,
        "Merged",
        "biologics-ltd",
    )
    assert client.get("/organisations/biologics/editions/1/").status_code == 200
    assert client.get("/organisations/biologics-ltd/").status_code == 200
    assert list(faults()) == []


def test_records_whose_references_moved_are_as_current_as_before(curator, bodies):
    merged(*bodies)
    rows = curator.get(address("programmes_programme", "changelist")).context["cl"].result_list
    assert [(row.title, row.standing.words) for row in rows] == [("Outreach", "Current: Edition 2")]
    rows = curator.get(address("organisations_organisation", "changelist")).context["cl"].result_list
    assert {row.ref: row.standing.words for row in rows} == {
        "biologics": "Merged", "biologics-ltd": "Changed since Edition 1",
    }  # fmt: skip


def test_what_both_have_is_kept_once_and_nothing_points_to_itself(register, bodies):
    twice, stays = bodies
    make.PartnershipFactory(programme=register.programme, organisation=stays, source=register.source)
    make.AffiliationFactory(organisation=stays, other=twice, source=register.source)
    stays.part_of = twice
    stays.save()
    publish_organisation(stays, by=None)
    publish_programme(register.programme, by=None)
    register.brief.organisations.add(stays)
    publish_brief(register.brief, by=None)
    merged(twice, stays)
    assert [each["ref"] for each in current("brief", "vision")["organisations"]] == ["biologics-ltd"]
    assert [(p["ref"], p["role"]["code"]) for p in current("programme", "outreach")["partners"]] == [
        ("biologics-ltd", "funder")
    ]
    assert register.programme.partnerships.count() == 1
    fresh = Organisation.objects.get(pk=stays.pk)
    assert (fresh.part_of, fresh.affiliations.count()) == (None, 0)
    document = current("organisation", "biologics-ltd")
    assert (document["part_of"], document["affiliations"]) == (None, [])


def test_a_source_is_merged_and_every_citation_follows(register):
    stays = make.SourceFactory(ref="the-annex", title="The annex")
    publish_source(stays, by=None)
    merged(register.source, stays)
    document = current("programme", "outreach")
    assert document["figures"][0]["citation"]["source"] == "the-annex"
    assert document["sources"] == [{"ref": "the-annex", "title": "The annex"}]
    assert register.programme.figures.get().source == stays
    assert list(faults()) == []


def test_a_programme_is_merged_and_its_strands_follow(register):
    stays = make.ProgrammeFactory(ref="stays", title="Stays")
    publish_programme(stays, by=None)
    strand = make.ProgrammeFactory(ref="strand", title="Strand", parent=register.programme)
    publish_programme(strand, by=None)
    merged(register.programme, stays)
    assert current("programme", "strand")["parent"] == {"ref": "stays", "title": "Stays"}
    assert current("programme", "stays")["strands"] == [{"ref": "strand", "title": "Strand"}]
    assert Programme.objects.get(ref="strand").parent == stays
    assert stays.figures.count() == stays.outcomes.count() == stays.stories.count() == 1


def test_a_duplicate_that_was_never_published_is_deleted(register):
    twice = make.OrganisationFactory(ref="twice", name="Twice")
    programme = make.ProgrammeFactory(lead=twice)
    assert merged(twice, register.organisation) is None
    programme.refresh_from_db()
    assert (programme.lead, Organisation.objects.filter(ref="twice").exists()) == (register.organisation, False)
    assert not Change.objects.filter(ref="twice").exists()


def test_children_may_stay_where_they_are(register, bodies):
    merged(*bodies, with_children=False)
    assert register.organisation.identifiers.count() == 1
    assert [each.name for each in bodies[1].aliases.all()] == ["Biologics"]


def test_what_stands_against_it_is_said_and_nothing_is_written(register):
    draft = make.OrganisationFactory(name="Draft")
    middle = make.OrganisationFactory(name="Middle", part_of=register.organisation)
    below = make.OrganisationFactory(name="Below", part_of=middle)
    publish_organisation(middle, by=None)
    publish_organisation(below, by=None)
    before = Change.objects.count()
    for other, words in (
        (draft, "is not published"),
        (below, "“Middle” stands between"),
        (register.organisation, "itself"),
    ):
        with pytest.raises(CannotMerge, match=words):
            merged(register.organisation, other)
    with pytest.raises(CannotMerge, match="changed after this page was shown"):
        merge(register.organisation, middle, by=None, reason="x", seen="what was seen")
    assert Change.objects.count() == before
    assert Programme.objects.get(ref="outreach").lead == register.organisation


def test_merging_needs_its_own_permission(bodies, publisher):
    with pytest.raises(PermissionDenied):
        merge(*bodies, by=publisher, reason="No right.", seen=plan(*bodies).fingerprint)
    assert not Change.objects.filter(action="merged").exists()


def test_the_page_takes_three_steps(curator, bodies):
    twice, stays = bodies
    where = address(PUBLISHED["organisation"], "merge", twice.pk)
    assert '<option value="biologics-ltd">' in curator.get(where).content.decode()
    said = {"successor": "biologics-ltd", "with_children": "on", "reason": "Recorded twice."}
    page = curator.post(where, said)
    assert "“Outreach”: lead organisation" in page.content.decode()
    assert Edition.objects.of("programme", "outreach").count() == 1
    refused = curator.post(where, {**said, "stage": "do", "seen": "x"})
    assert "changed after this page was shown" in refused.context["problems"][0]
    done = curator.post(where, {**said, "stage": "do", "seen": page.context["plan"].fingerprint}, follow=True)
    assert done.redirect_chain == [(address(PUBLISHED["organisation"], "change", stays.pk), 302)]
    assert Edition.objects.of("programme", "outreach").count() == 2


def test_the_record_that_stays_is_named_as_people_name_it(curator, bodies):
    twice, stays = bodies
    where = address(PUBLISHED["organisation"], "merge", twice.pk)

    def asked(words):
        return curator.post(where, {"successor": words, "reason": "Recorded twice."}).context["form"]

    for words in ("biologics-ltd", " Biologics LTD "):
        assert asked(words).cleaned_data["successor"] == stays
    for words in ("nobody", twice.ref, twice.name):
        assert asked(words).errors["successor"] == ["No other record of this kind has that name or reference."]
    make.OrganisationFactory(ref="other", name=stays.name)
    assert asked(stays.name).errors["successor"] == [
        "Several records have that name. Give the reference of the one that stays."
    ]


def test_without_the_right_the_page_has_no_form_and_its_act_is_refused(sign_in, bodies):
    twice, _ = bodies
    where = address(PUBLISHED["organisation"], "merge", twice.pk)
    viewer = sign_in("view_organisation", "change_organisation")
    assert "only a publisher can merge" in viewer.get(where).content.decode()
    said = {
        "successor": "biologics-ltd",
        "reason": "x",
        "stage": "do",
        "seen": plan(*bodies, with_children=False).fingerprint,
    }
    assert viewer.post(where, said).status_code == 403
