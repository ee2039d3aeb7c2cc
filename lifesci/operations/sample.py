"""Invents the records of a sample: unsaved rows with all that belongs to them in memory. No query; for make_sample.

Equal seeds, sizes and vocabularies give equal samples. Children and many-to-many rows stand where a prefetch would have
put them, so the documents of these records are made by the same code as any other's.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from random import Random

from django.db.models import QuerySet

from lifesci.context.models import Brief, BriefFigure, Objective
from lifesci.editions.pieces import wording
from lifesci.evidence.cited import CheckResult
from lifesci.evidence.models import MissingReason, PeriodKind, Qualifier, Source, SourceReference
from lifesci.operations.sample_words import BODIES, FORMS, SEASONS, Skewed, Words
from lifesci.vocabularies.models import Counts, Scheme
from organisations.models import Alias, Organisation, OrganisationFigure
from programmes.models import Outcome, Partnership, Programme, ProgrammeFigure, Story, StoryStep

SEED = 1948
BLOCK = 960  # programmes that are invented together
FIGURES = 3  # of each programme
EVERY = 30  # so many programmes, one has strands: two and three by turns
OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)  # when the first record of a sample was made
COUNTED = (Counts.PEOPLE, Counts.SCHOOLS, Counts.ATTENDANCES, Counts.EVENTS, Counts.POSTS, Counts.ORGANISATIONS)
STATUSES = ("running", "ended", "unknown", "planned", "paused")
SAYINGS = (Qualifier.EXACTLY, Qualifier.MORE_THAN, Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.AT_LEAST)
PERIODS = (
    (PeriodKind.CUMULATIVE, "", ""),
    (PeriodKind.PER_YEAR, "", ""),
    (PeriodKind.CUMULATIVE, "2019", ""),
    (PeriodKind.IN_PERIOD, "2024", ""),
    (PeriodKind.ONE_OFF, "2023-06", ""),
    (PeriodKind.UNKNOWN, "", ""),
)
AGES = ((14, 18), (16, 18), (11, 16), (5, 11), (18, None))  # years
HOW_KNOWN = ("Participants' feedback", "Records of the employer", "Internal assessment")


@dataclass(frozen=True)
class Vocabulary:
    """The words a sample is described with: terms by scheme, places with regions, measures of countable things."""

    terms: dict[str, list]
    places: list
    measures: list


class Sample:
    """`size` programmes, and organisations, briefs and sources in proportion.

    Programmes come in blocks that do not depend on each other, so that several processes can invent at once.
    """

    def __init__(self, size: int, vocabulary: Vocabulary, seed: int = SEED):
        self.size, self.seed, self.random = size, seed, Random(seed)  # noqa: S311 - what is invented is no secret
        self.words = Words(self.random, size)
        self.keys: Counter = Counter()
        self.terms = {scheme: Skewed(self.random, terms) for scheme, terms in vocabulary.terms.items()}
        self.places = Skewed(self.random, vocabulary.places)
        self.measures = Skewed(self.random, vocabulary.measures)
        self.statuses = Skewed(self.random, STATUSES)
        self.sayings, self.periods = Skewed(self.random, SAYINGS), Skewed(self.random, PERIODS)
        self.ages = Skewed(self.random, AGES)
        self.sources = Skewed(self.random, self._sources(max(8, size // 50)))
        self.organisations = Skewed(self.random, self._organisations(max(12, size // 20)))
        self.briefs = Skewed(self.random, self._briefs(max(4, size // 500)))

    @property
    def blocks(self) -> int:
        """How many blocks of programmes there are."""
        return -(-self.size // BLOCK)

    def block(self, number: int) -> list[list[Programme]]:
        """The programmes of one block, counted from 0, each followed by its strands."""
        self.random.seed(f"{self.seed}/{number}")
        self.keys[Programme] = first = number * BLOCK
        last, families = min(first + BLOCK, self.size), []
        while self.keys[Programme] < last:
            parent = self._programme(None)
            wanted = strands_after(parent.pk - 1 - first)
            strands = min(wanted, last - self.keys[Programme])
            families.append([parent, *(self._programme(parent) for _ in range(strands))])
        return families

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _made(self, model, **fields):
        """An unsaved row with the next key of its table."""
        self.keys[model] += 1
        return model(pk=self.keys[model], **fields)

    def _record(self, model, called: str, **fields):
        ref = f"{'-'.join(called.lower().split())[:60].rstrip('-')}-{self.keys[model] + 1}"
        return self._made(model, ref=ref, fixed_ref=ref, created_at=OPENED, updated_at=OPENED, **fields)

    def _sources(self, size) -> list[Source]:
        sources: list[Source] = []
        for _ in range(size):
            title = f"{self.words.name()} {self.random.choice(SEASONS)} report"
            source = self._record(
                Source,
                title,
                title=title,
                publisher=f"{self.words.name()} {self.random.choice(BODIES)}",
                kind=self.random.choice(Source.Kind.values),
                published_on=str(self.random.randint(2015, 2026)),
                url=f"https://example.org/papers/{len(sources) + 1}",
                licence="Open Government Licence v3.0",
                sha256=f"{self.random.getrandbits(256):064x}",
                note=self.words.sentence(9),
            )
            cited = [self._footnote(source, self.random.choice(sources))] if sources and self._chance(0.3) else []
            sources.append(having(source, references=cited))
        return sources

    def _footnote(self, source, cites):
        return self._made(SourceReference, source=source, cites=cites, mark="1", paragraph=4)

    def _organisations(self, size) -> list[Organisation]:
        bodies: list[Organisation] = []
        for _ in range(size):
            name = f"{self.words.name()} {self.random.choice(BODIES)}"
            body = self._record(
                Organisation,
                name,
                name=name,
                type=self.terms[Scheme.ORGANISATION_TYPE].one(),
                part_of=self.random.choice(bodies) if bodies and self._chance(0.1) else None,
                place=self.places.one() if self._chance(0.8) else None,
                description=self.words.paragraphs(1),
                website=f"https://example.org/bodies/{len(bodies) + 1}",
            )
            figures = [self._figure(OrganisationFigure, 0, organisation=body)] if self._chance(0.2) else []
            aliases = [self._made(Alias, organisation=body, name=self.words.name())] if self._chance(0.1) else []
            sectors = self.terms[Scheme.SECTOR].some(0, 2)
            bodies.append(
                having(body, sectors=sectors, aliases=aliases, identifiers=[], affiliations=[], figures=figures)
            )
        return bodies

    def _briefs(self, size) -> list[Brief]:
        briefs: list[Brief] = []
        for _ in range(size):
            title = f"{self.words.name()} and {self.random.choice(FORMS)}"
            brief = self._record(
                Brief,
                title,
                title=title,
                kind=self.random.choice(Brief.Kind.values),
                summary=self.words.sentence(12),
                description=self.words.paragraphs(2),
                read_in=self.sources.one(),
                read_at=2,
                starts="2021",
            )
            objective = self._made(
                Objective, brief=brief, key="first", statement=self.words.sentence(14), **self._cited()
            )
            having(brief, organisations=self.organisations.some(0, 3), sectors=self.terms[Scheme.SECTOR].some(1, 2))
            having(brief, regions=self.terms[Scheme.REGION].some(0, 2), policy_themes=self._policy_themes())
            having(brief, related=[self.random.choice(briefs)] if briefs and self._chance(0.5) else [], engagements=[])
            having(brief, figures=[self._figure(BriefFigure, 0, brief=brief)], objectives=[objective])
            briefs.append(brief)
        return briefs

    def _policy_themes(self):
        return self.terms[Scheme.POLICY_THEME].some(0, 2)

    def _programme(self, parent) -> Programme:
        title = f"{self.words.name()} {self.random.choice(SEASONS)} {self.random.choice(FORMS)}"
        ages = self.ages.one() if self._chance(0.6) else (None, None)
        programme = self._record(
            Programme,
            title,
            title=title,
            summary=self.words.sentence(14),
            description=self.words.paragraphs(2),
            parent=parent,
            lead=self.organisations.one() if self._chance(0.95) else None,
            age_from=ages[0],
            age_to=ages[1],
            age_qualifier="about" if ages[0] else "",
            frequency="each year" if self._chance(0.4) else "",
            starts=str(self.random.randint(2005, 2025)) if self._chance(0.7) else "",
            status=self.statuses.one(),
            website=f"https://example.org/programmes/{self.random.randint(1, 10**6)}" if self._chance(0.5) else "",
            read_in=self.sources.one() if self._chance(0.8) else None,
            read_at=None,
        )
        self._describe(programme)
        return self._tell(programme, parent)

    def _describe(self, programme) -> None:
        """Give it the terms, places and briefs it is found by."""
        terms = self.terms
        having(
            programme,
            types=terms[Scheme.TYPE].some(1, 2),
            audiences=terms[Scheme.AUDIENCE].some(1, 3),
            sectors=terms[Scheme.SECTOR].some(1, 2),
            regions=terms[Scheme.REGION].some(1, 2),
            delivery=terms[Scheme.DELIVERY].some(0, 2),
            access=terms[Scheme.ACCESS].some(0, 2),
            qualifications=terms[Scheme.QUALIFICATION].some(0, 1),
            gatsby_benchmarks=terms[Scheme.GATSBY].some(0, 2),
            places=self.places.some(0, 2),
            briefs=self.briefs.some(0, 1),
        )

    def _tell(self, programme, parent) -> Programme:
        """Give it partners, three figures, outcomes, and now and then somebody's story."""
        self.keys[ProgrammeFigure] = (programme.pk - 1) * FIGURES
        figures = [self._figure(ProgrammeFigure, order, programme=programme) for order in range(FIGURES)]
        if parent and self._chance(0.5):
            figures[0].counted_in = parent._prefetched_objects_cache["figures"][0]
        return having(
            programme,
            figures=figures,
            partnerships=[
                Partnership(programme=programme, organisation=body, role=role, **self._cited())
                for body, role in zip(
                    self.organisations.some(0, 2), self.random.sample(Partnership.Role.values, 2), strict=False
                )
            ],
            outcomes=[
                self._outcome(programme, order, figures[order] if self._chance(0.3) else None)
                for order in range(self.random.randint(0, 2))
            ],
            stories=[self._story(programme)] if self._chance(0.03) else [],
        )

    def _outcome(self, programme, order, figure):
        return Outcome(
            programme=programme,
            key=f"outcome-{order + 1}",
            theme=self.terms[Scheme.THEME].one(),
            statement=self.words.sentence(12),
            how_known=self.random.choice(HOW_KNOWN),
            figure=figure,
            order=order,
            **self._cited(),
        )

    def _story(self, programme):
        story = Story(
            pk=programme.pk,
            programme=programme,
            key="first",
            position="Technician",
            summary=self.words.sentence(14),
            **self._cited(),
        )
        steps = [StoryStep(story=story, order=order, text=self.words.sentence(10)) for order in (1, 2)]
        return having(story, steps=steps)

    def _figure(self, model, order, **owner):
        """A figure of a countable thing; one in twenty says why it has no value."""
        measure, (kind, start, end) = self.measures.one(), self.periods.one()
        is_given = not self._chance(0.05)
        figure = self._made(
            model,
            **owner,
            **self._cited(),
            key=f"{measure.code[:50]}-{order + 1}",
            measure=measure,
            value=Decimal(round(10 ** self.random.uniform(1, 4.5))) if is_given else None,
            qualifier=self.sayings.one() if is_given else Qualifier.EXACTLY,
            missing_reason="" if is_given else MissingReason.NOT_STATED,
            period_kind=kind,
            period_start=start,
            period_end=end,
            geography=self.terms[Scheme.REGION].one() if self._chance(0.3) else None,
            order=order,
        )
        if is_given:
            figure.stated_as, figure.check_result = wording(figure).core[:200], CheckResult.NO_TEXT
        return figure

    def _cited(self) -> dict:
        return {"source": self.sources.one(), "paragraph": self.random.randint(1, 90), "section": "Reach"}


def strands_after(place: int) -> int:
    """How many strands the programme at this place of a block has, if the block goes on so far."""
    return 0 if place % EVERY else 2 + place // EVERY % 2


def having(record, **rows):
    """The record with these rows where a prefetch puts them."""
    if not hasattr(record, "_prefetched_objects_cache"):
        record._prefetched_objects_cache = {}
    for name, related in rows.items():
        held = QuerySet.__new__(QuerySet)
        held.__dict__ = {**asked_before(record._meta.get_field(name).related_model), "_result_cache": related}
        record._prefetched_objects_cache[name] = held
    return record


@cache
def asked_before(model) -> dict:
    """What a QuerySet of a model that needs no query is made of; its question is never asked, so all share it."""
    held = QuerySet(model)
    held._prefetch_done = True
    return held.__dict__
