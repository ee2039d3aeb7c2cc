"""Factories of every working record and its children, in British English; what they make passes `full_clean()`."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from lifesci.context import models as context
from lifesci.evidence import models as evidence
from lifesci.vocabularies import models as vocabularies
from lifesci.vocabularies.models import Counts, Scheme
from organisations import models as organisations
from programmes import models as programmes


def fake(provider, **options):
    """What Faker invents in British English."""
    return factory.Faker(provider, locale="en_GB", **options)


def chosen(name):
    """Fills a many-to-many field with the rows that a test passes under its name."""

    def choose(record, create, extracted, **_):
        if create and extracted:
            getattr(record, name).set(extracted)

    return factory.post_generation(choose)


class Made(DjangoModelFactory):
    """Abstract. Many-to-many fields are saved by themselves; nothing is saved twice."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


class UserFactory(Made):
    """A person who may sign in to the admin and do nothing there."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence("curator-{}".format)
    email = fake("safe_email")
    is_staff = True
    password = factory.django.Password("a password of one test")


class CuratorFactory(UserFactory):
    """A curator who may do everything."""

    is_superuser = True


def member(*roles, **options):
    """A person at the desk who has these roles."""
    person = UserFactory(**options)
    person.groups.set(Group.objects.filter(name__in=roles))
    if person.groups.count() != len(roles):
        raise LookupError(f"No such role among {roles}.")
    return person


class TermFactory(Made):
    """A term; asked twice for one scheme and code, it gives the same term."""

    class Meta:
        model = vocabularies.Term
        django_get_or_create = ("scheme", "code")

    scheme = Scheme.SECTOR
    code = factory.Sequence("term-{}".format)
    label = factory.LazyAttribute(lambda term: term.code.replace("-", " ").capitalize())


class PlaceFactory(Made):
    """A place; asked twice for one ref, it gives the same place."""

    class Meta:
        model = vocabularies.Place
        django_get_or_create = ("ref",)

    ref = factory.Sequence("place-{}".format)
    name = fake("city")


class MeasureFactory(Made):
    """A measure; asked twice for one code, it gives the same measure."""

    class Meta:
        model = vocabularies.Measure
        django_get_or_create = ("code",)

    code = "students"
    label = factory.LazyAttribute(lambda measure: measure.code.replace("-", " "))
    counts = Counts.PEOPLE


class SourceFactory(Made):
    """A source that anybody can read, without a held text."""

    class Meta:
        model = evidence.Source

    ref = factory.Sequence("source-{}".format)
    title = factory.Sequence("Paper {}".format)
    publisher = fake("company")
    kind = evidence.Source.Kind.REPORT
    published_on = "2025"
    url = factory.LazyAttribute(lambda source: f"https://example.org/{source.ref}")


class SourceReferenceFactory(Made):
    """A footnote of one source that names another."""

    class Meta:
        model = evidence.SourceReference

    source = factory.SubFactory(SourceFactory)
    cites = factory.SubFactory(SourceFactory)
    mark = factory.Sequence("{}".format)


class CitedFactory(Made):
    """Abstract. A fact with its source, its place there and its words, not checked yet."""

    class Meta:
        abstract = True

    source = factory.SubFactory(SourceFactory)
    paragraph = 3
    section = "Reach"
    stated_as = "more than 900 students"


class FigureFactory(CitedFactory):
    """Abstract. More than 900 students to date."""

    class Meta:
        abstract = True

    key = factory.Sequence("figure-{}".format)
    measure = factory.SubFactory(MeasureFactory)
    value = 900
    qualifier = evidence.Qualifier.MORE_THAN
    period_kind = evidence.PeriodKind.CUMULATIVE


class OrganisationFactory(Made):
    """An organisation by itself."""

    class Meta:
        model = organisations.Organisation

    ref = factory.Sequence("organisation-{}".format)
    name = factory.Sequence("Body {}".format)
    type = factory.SubFactory(TermFactory, scheme=Scheme.ORGANISATION_TYPE, code="company")
    description = fake("sentence")

    sectors = chosen("sectors")


class AliasFactory(Made):
    """Another name of an organisation."""

    class Meta:
        model = organisations.Alias

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence("Other name {}".format)


class IdentifierFactory(Made):
    """A Companies House number."""

    class Meta:
        model = organisations.Identifier

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = "GB-COH"
    value = factory.Sequence("{:08d}".format)


class AffiliationFactory(CitedFactory):
    """One organisation works with another."""

    class Meta:
        model = organisations.Affiliation

    organisation = factory.SubFactory(OrganisationFactory)
    role = organisations.Affiliation.Role.WORKS_WITH
    other = factory.SubFactory(OrganisationFactory)


class OrganisationFigureFactory(FigureFactory):
    """A figure of an organisation."""

    class Meta:
        model = organisations.OrganisationFigure

    organisation = factory.SubFactory(OrganisationFactory)


class BriefFactory(Made):
    """A brief by itself."""

    class Meta:
        model = context.Brief

    ref = factory.Sequence("brief-{}".format)
    title = factory.Sequence("Issue {}".format)
    kind = context.Brief.Kind.ISSUE
    summary = fake("sentence")
    description = fake("paragraph")

    organisations = chosen("organisations")
    sectors = chosen("sectors")
    regions = chosen("regions")
    policy_themes = chosen("policy_themes")
    related = chosen("related")


class BriefFigureFactory(FigureFactory):
    """A figure of a brief."""

    class Meta:
        model = context.BriefFigure

    brief = factory.SubFactory(BriefFactory)


class ObjectiveFactory(CitedFactory):
    """An objective of a brief."""

    class Meta:
        model = context.Objective

    brief = factory.SubFactory(BriefFactory)
    key = factory.Sequence("objective-{}".format)
    statement = fake("sentence")


class EngagementFactory(CitedFactory):
    """A meeting that a brief tells of."""

    class Meta:
        model = context.Engagement

    brief = factory.SubFactory(BriefFactory)
    key = factory.Sequence("engagement-{}".format)
    title = factory.Sequence("Meeting {}".format)


class ParticipantFactory(Made):
    """A person at an engagement."""

    class Meta:
        model = context.Participant

    engagement = factory.SubFactory(EngagementFactory)
    person = fake("name")
    order = factory.Sequence(int)


class ProgrammeFactory(Made):
    """A programme by itself, without a lead."""

    class Meta:
        model = programmes.Programme

    ref = factory.Sequence("programme-{}".format)
    title = factory.Sequence("Programme {}".format)
    summary = fake("sentence")
    description = fake("paragraph")

    types = chosen("types")
    audiences = chosen("audiences")
    sectors = chosen("sectors")
    regions = chosen("regions")
    places = chosen("places")
    delivery = chosen("delivery")
    access = chosen("access")
    qualifications = chosen("qualifications")
    gatsby_benchmarks = chosen("gatsby_benchmarks")
    briefs = chosen("briefs")


class PartnershipFactory(CitedFactory):
    """An organisation that pays for a programme."""

    class Meta:
        model = programmes.Partnership

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = programmes.Partnership.Role.FUNDER


class ProgrammeFigureFactory(FigureFactory):
    """A figure of a programme."""

    class Meta:
        model = programmes.ProgrammeFigure

    programme = factory.SubFactory(ProgrammeFactory)


class OutcomeFactory(CitedFactory):
    """An outcome of a programme."""

    class Meta:
        model = programmes.Outcome

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence("outcome-{}".format)
    theme = factory.SubFactory(TermFactory, scheme=Scheme.THEME, code="confidence")
    statement = fake("sentence")


class StoryFactory(CitedFactory):
    """A person's path through a programme."""

    class Meta:
        model = programmes.Story

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence("story-{}".format)
    summary = fake("sentence")


class StoryStepFactory(Made):
    """A step of a story."""

    class Meta:
        model = programmes.StoryStep

    story = factory.SubFactory(StoryFactory)
    order = factory.Sequence(int)
    text = fake("sentence")
