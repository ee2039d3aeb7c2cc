"""One full example of each kind of record: every field filled, every sort of child. Their documents are golden."""

from datetime import date
from decimal import Decimal

from lifesci.vocabularies.models import Scheme
from tests.factories import (
    AffiliationFactory,
    AliasFactory,
    BriefFactory,
    BriefFigureFactory,
    EngagementFactory,
    IdentifierFactory,
    MeasureFactory,
    ObjectiveFactory,
    OrganisationFactory,
    OrganisationFigureFactory,
    OutcomeFactory,
    ParticipantFactory,
    PartnershipFactory,
    PlaceFactory,
    ProgrammeFactory,
    ProgrammeFigureFactory,
    SourceFactory,
    SourceReferenceFactory,
    StoryFactory,
    StoryStepFactory,
    TermFactory,
)

PRIVATE = {"editor_note": "For curators only.", "review_on": date(2027, 1, 1)}
VERIFIED = {"check_result": "verified", "checked_on": date(2026, 3, 4)}


def term(scheme, code, label, order=0):
    """A term in its order."""
    return TermFactory(scheme=scheme, code=code, label=label, order=order)


def northern_ireland():
    """The region all examples lie in."""
    return term(Scheme.REGION, "northern-ireland", "Northern Ireland")


def venue():
    """A venue whose spot a source fixes."""
    return PlaceFactory(
        ref="w5",
        name="W5, Belfast",
        region=northern_ireland(),
        is_venue=True,
        latitude=Decimal("54.6"),
        longitude=Decimal("-5.91694"),
    )


def students():
    """A measure with a singular."""
    return MeasureFactory(code="students", label="students", singular="student", counts="people")


def full_source():
    """A source with every field and two footnotes."""
    annex = SourceFactory(
        ref="annex",
        title="Case studies",
        publisher="Department for Science",
        kind="annex",
        published_on="2026?",
        published_note="Inferred from its footnotes.",
        is_public=True,
        url="https://example.org/annex",
        licence="Open Government Licence v3.0",
        file_name="annex.txt",
        sha256="ab" * 32,
        note="Printed with the “Life Sciences” plan.",
        text="Words that nobody but the evidence check reads.",
        **PRIVATE,
    )
    survey = SourceFactory(ref="survey", title="Survey of participants", kind="internal-data", is_public=False, url="")
    SourceReferenceFactory(source=annex, cites=survey, mark="2", paragraph=None)
    SourceReferenceFactory(source=annex, cites=SourceFactory(ref="news", title="Naïve news"), mark="1", paragraph=88)
    return annex


def cited(annex, **facts):
    """A citation with every field, found to be right."""
    survey = type(annex).objects.get(ref="survey")
    words = {"section": "MEDLAB", "paragraph": 12, "page": 4, "stated_as": "nearly 1,200 students", **VERIFIED}
    return {"source": annex, "as_given_in": survey, "basis": "independently-reported", **words, **facts}


def full_organisation(annex):
    """An organisation with every field and child, and the others it names."""
    group = OrganisationFactory(ref="almac", name="Almac Group")
    record = OrganisationFactory(
        ref="almac-discovery",
        name="Almac Discovery",
        part_of=group,
        place=PlaceFactory(ref="craigavon", name="Craigavon", region=northern_ireland()),
        description="Finds new medicines.",
        read_in=annex,
        read_at=40,
        website="https://example.org/almac",
        sectors=[term(Scheme.SECTOR, "biopharma", "Biopharmaceuticals", 1)],
        **PRIVATE,
    )
    AliasFactory(organisation=record, name="Almac D.", note="As printed in a footnote.")
    AliasFactory(organisation=record, name="AD")
    IdentifierFactory(organisation=record, scheme="GB-COH", value="NI041905")
    academy = OrganisationFactory(ref="academy", name="Academy of Medicine")
    AffiliationFactory(organisation=record, other=academy, role="member-of", note="Since 2019.", **cited(annex))
    OrganisationFigureFactory(
        organisation=record,
        key="turnover",
        measure=MeasureFactory(code="turnover", label="turnover", counts="money", unit="GBP"),
        value=Decimal("22700000000"),
        qualifier="nearly",
        period_kind="per_year",
        geography=term(Scheme.AREA, "worldwide", "Worldwide"),
        **cited(annex, stated_as="nearly £22.7 billion"),
    )
    return record


def full_brief(annex, organisation):
    """A brief with every field and child, and the others it names."""
    record = BriefFactory(
        ref="medicines-manufacturing",
        title="Making medicines",
        kind="sector",
        summary="Why the country wants to make more medicines.",
        description="What is said about factories and exports.",
        read_in=annex,
        read_at=60,
        organisations=[organisation, OrganisationFactory(ref="office", name="A Life Sciences Office")],
        sectors=[term(Scheme.SECTOR, "biopharma", "Biopharmaceuticals", 1)],
        regions=[northern_ireland()],
        policy_themes=[term(Scheme.POLICY_THEME, "growth", "Growth")],
        related=[BriefFactory(ref="vision", title="The Vision", kind="policy")],
        starts="2025-41",
        ends="2030",
        website="https://example.org/making",
        **PRIVATE,
    )
    BriefFigureFactory(
        brief=record,
        key="exports-fall",
        measure=MeasureFactory(code="fall", label="lower than before", counts="share", unit="%"),
        value=Decimal("29.5"),
        value_high=Decimal("31.25"),
        qualifier="estimated",
        period_kind="in_period",
        period_start="2010",
        period_end="2024",
        population="exports of medicines",
        note="The base year is not stated.",
        **cited(annex, stated_as="an estimated 29.5 to 31.25 per cent"),
    )
    ObjectiveFactory(brief=record, key="jobs", statement="Create new posts.", **cited(annex, stated_as="new posts"))
    _visit_to(record, annex, organisation)
    return record


def _visit_to(brief, annex, organisation):
    visit = EngagementFactory(
        brief=brief,
        key="visit",
        title="A minister visits",
        happened_on="XXXX-09-27",
        place=venue(),
        summary="Talks on new posts.",
        **cited(annex, stated_as=""),
    )
    ParticipantFactory(engagement=visit, part="host", organisation=organisation, person="", order=1)
    ParticipantFactory(engagement=visit, part="guest", person="Zoë Smith", position="Minister", order=2)


def full_programme(annex, organisation, brief):
    """A programme with every field and child, its parent and a strand of its own."""
    outreach = ProgrammeFactory(ref="outreach", title="Outreach", lead=organisation)
    wider = ProgrammeFigureFactory(programme=outreach, key="pupils", measure=students(), **cited(annex))
    record = ProgrammeFactory(
        ref="medlab",
        title="MEDLAB at W5",
        summary="An exhibition that shows how medicines are made.",
        description="Visitors try the work of a laboratory.\n\nIt is free for schools.",
        read_in=annex,
        read_at=10,
        parent=outreach,
        lead=organisation,
        types=[term(Scheme.TYPE, "exhibition", "Exhibition", 2), term(Scheme.TYPE, "outreach", "Outreach", 1)],
        audiences=[term(Scheme.AUDIENCE, "secondary", "Secondary pupils")],
        age_from=7,
        age_to=14,
        age_qualifier="about",
        age_note="Families come too.",
        sectors=[term(Scheme.SECTOR, "biopharma", "Biopharmaceuticals", 1)],
        regions=[northern_ireland()],
        places=[venue(), PlaceFactory(ref="belfast", name="Belfast", region=None)],
        delivery=[term(Scheme.DELIVERY, "on-site", "On site")],
        frequency="Every day of the week",
        starts="2017",
        ends="2030?",
        dates_note="The end is inferred.",
        status="running",
        access=[term(Scheme.ACCESS, "free", "Free of charge")],
        qualifications=[term(Scheme.QUALIFICATION, "gcse", "GCSE")],
        gatsby_benchmarks=[term(Scheme.GATSBY, "benchmark-5", "Encounters with employers")],
        briefs=[brief],
        website="https://example.org/medlab",
        **PRIVATE,
    )
    _facts_of(record, annex, wider)
    ProgrammeFactory(ref="practicals", title="Practicals", parent=record)
    return record


def _facts_of(record, annex, wider):
    funder = OrganisationFactory(ref="funder", name="Funder of Science")
    PartnershipFactory(programme=record, organisation=funder, note="Since 2017.", **cited(annex, stated_as="funded"))
    reached = ProgrammeFigureFactory(
        programme=record,
        key="students",
        measure=students(),
        value=1200,
        qualifier="nearly",
        period_start="2017",
        population="pupils of all schools",
        geography=northern_ireland(),
        counted_in=wider,
        note="Teachers are not counted.",
        **cited(annex),
    )
    ProgrammeFigureFactory(
        programme=record,
        key="visitors",
        measure=MeasureFactory(code="visitors", label="visitors", counts="attendances"),
        value=None,
        missing_reason="not_stated",
        qualifier="exactly",
        period_kind="unknown",
        **cited(annex, stated_as="", check_result="", checked_on=None, as_given_in=None),
    )
    OutcomeFactory(
        programme=record,
        key="confidence",
        theme=term(Scheme.THEME, "confidence", "Confidence"),
        statement="Pupils trust themselves more.",
        how_known="Feedback of participants",
        figure=reached,
        **cited(annex, stated_as="more confident"),
    )
    _story_in(record, annex)


def _story_in(programme, annex):
    story = StoryFactory(
        programme=programme,
        key="zoe",
        person="Zoë Smith",
        position="Laboratory technician",
        summary="She came as a pupil and works there now.",
        **cited(annex, stated_as="Zoë Smith"),
    )
    StoryStepFactory(story=story, order=2, happened_on="2022-07", text="She begins work.")
    StoryStepFactory(story=story, order=1, happened_on="", text="She visits with her school.")


def full_register():
    """All four examples, by kind."""
    source = full_source()
    organisation = full_organisation(source)
    brief = full_brief(source, organisation)
    programme = full_programme(source, organisation, brief)
    return {"source": source, "organisation": organisation, "brief": brief, "programme": programme}
