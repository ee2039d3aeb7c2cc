"""A small register with one of everything, and people with and without rights."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission

from lifesci.context.publish import publish_brief
from lifesci.corrections.linking import make_link
from lifesci.corrections.models import Correction
from lifesci.editions.sources import publish_source
from lifesci.partners.keeping import make_key
from lifesci.vocabularies.models import Scheme
from lifesci.vocabularies.search import Search
from organisations.publish import publish_organisation
from programmes.publish import publish_programme
from tests import factories as make
from tests.standing import afresh, standing


@pytest.fixture(autouse=True)
def rows_are_looked_up_to_be_written(settings):
    """Acts and formsets look each row up by its key before they write it; only relations read in a loop are N+1."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.fixture
def curator(client):
    """A client signed in as somebody who may do everything; `client.user` is the person."""
    client.user = make.CuratorFactory()
    client.force_login(client.user)
    return client


@pytest.fixture
def sign_in(client):
    """Signs a client in as a member of staff with these permissions alone."""

    def signed_in(*codenames):
        client.user = make.UserFactory()
        client.user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        assert client.user.user_permissions.count() == len(codenames)
        client.force_login(client.user)
        return client

    return signed_in


@pytest.fixture(scope="module")
def one_of_everything(django_db_setup, django_db_blocker):
    """One published record of each kind, with every child, and the words they use."""
    with standing(django_db_blocker):
        yield published()


@pytest.fixture
def register(one_of_everything, db):
    """The same, read afresh: whatever a test changes is as it was for the next one."""
    return SimpleNamespace(**afresh(vars(one_of_everything)))


def published() -> SimpleNamespace:
    """Publish them; each has the name of what it is."""
    source = make.SourceFactory(ref="annex", title="Annex of case studies")
    make.SourceReferenceFactory(source=source, cites=make.SourceFactory(ref="footnote"))
    body = make.OrganisationFactory(ref="biologics", name="Biologics")
    for child in (make.AliasFactory, make.IdentifierFactory):
        child(organisation=body)
    place = make.PlaceFactory(region=make.TermFactory(scheme=Scheme.REGION, code="wales"))
    brief = make.BriefFactory(ref="vision", title="Vision", organisations=[body])
    make.BriefFigureFactory(brief=brief, source=source)
    make.ObjectiveFactory(brief=brief, source=source)
    engagement = make.EngagementFactory(brief=brief, source=source, place=place)
    make.ParticipantFactory(engagement=engagement, organisation=body)
    programme = make.ProgrammeFactory(ref="outreach", title="Outreach", lead=body, places=[place], briefs=[brief])
    figure = make.ProgrammeFigureFactory(programme=programme, source=source, key="students")
    make.OutcomeFactory(programme=programme, source=source, figure=figure)
    make.PartnershipFactory(programme=programme, source=source, organisation=body)
    story = make.StoryFactory(programme=programme, source=source)
    make.StoryStepFactory(story=story)
    families = make.TermFactory(scheme=Scheme.AUDIENCE, code="families")
    search = Search.objects.create(
        region=place.region, audience=families, searched_on=date(2026, 3, 4), note="Asked all science centres."
    )
    publish_source(source.references.get().cites, by=None)
    publish_source(source, by=None)
    publish_organisation(body, by=None)
    publish_brief(brief, by=None)
    publish_programme(programme, by=None)
    return SimpleNamespace(
        source=source, organisation=body, brief=brief, programme=programme, story=story, engagement=engagement,
        place=place, figure=figure, term=place.region, measure=figure.measure, search=search,
        link=make_link("biologics", by=None),
        key=make_key("Department", by=None)[0],
        correction=Correction.objects.create(
            kind="programme", ref="outreach", fact="figure-students", edition=1, wrong="It grew."
        ),
    )  # fmt: skip
