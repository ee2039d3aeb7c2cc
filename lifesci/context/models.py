"""Briefs: what programmes stand in, a policy, sector, place or issue; working records, never read by public code."""

from django.db import models
from django.db.models import F, Q

from lifesci.evidence.dates import validate_edtf
from lifesci.evidence.models import Figure, KeyedFact, Natural, NaturalManager, ReadIn, Record, key_unique
from lifesci.evidence.whole import facts
from lifesci.tables.registry import meaning
from lifesci.trace.history import kept
from lifesci.vocabularies.models import Place, Scheme, Term
from organisations.models import Organisation


class BriefQuerySet(models.QuerySet):
    """Briefs as acts ask for them."""

    def whole(self):
        """Briefs with all that their documents say, so that nothing is read later."""
        return (
            self.select_related("read_in")
            .defer("read_in__text")
            .prefetch_related(
                *("organisations", "sectors", "regions", "policy_themes", "related"),
                facts(self.model, "figures", "measure", "geography", "counted_in__brief"),
                facts(self.model, "objectives"),
                facts(self.model, "engagements", "place__region"),
                "engagements__participants__organisation",
            )
        )


class Brief(ReadIn, Record):
    """One page of context. It is not a programme: nobody takes part in it."""

    class Kind(models.TextChoices):
        POLICY = "policy", "Policy"
        SECTOR = "sector", "Sector"
        PLACE = "place", "Place"
        ISSUE = "issue", "Issue"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    summary = models.CharField(max_length=300, blank=True, help_text=meaning("briefs", "summary"))
    description = models.TextField(blank=True, help_text=meaning("briefs", "description"))
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="+", help_text=meaning("briefs", "organisations")
    )
    sectors = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"scheme": Scheme.SECTOR})
    regions = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"scheme": Scheme.REGION})
    policy_themes = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"scheme": Scheme.POLICY_THEME}
    )
    related = models.ManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="+",
        help_text=meaning("briefs", "related"),
        verbose_name="briefs it builds on",
    )
    starts = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text=meaning("briefs", "starts"),
        verbose_name="start",
    )
    ends = models.CharField(
        max_length=32, blank=True, validators=[validate_edtf], help_text=meaning("briefs", "ends"), verbose_name="end"
    )
    website = models.URLField(blank=True)

    objects = NaturalManager.from_queryset(BriefQuerySet)()
    history = kept()

    class Meta:
        ordering = ["title"]
        permissions = [
            ("publish_brief", "Can publish briefs"),
            ("withdraw_brief", "Can withdraw briefs"),
            ("merge_brief", "Can merge briefs"),
            ("import_brief", "Can import briefs"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="brief_title_given", violation_error_message="A brief needs a title."
            ),
            models.CheckConstraint(
                condition=Q(fixed_ref="") | Q(fixed_ref=F("ref")),
                name="brief_ref_fixed",
                violation_error_message="This brief has been published, so its reference can no longer change.",
            ),
        ]


class BriefFigure(Figure):
    """A figure about the context: companies in a sector, people in prison, a fall in output."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="figures")

    NATURAL = ("brief__ref", "key")
    history = kept(of="brief")

    class Meta(Figure.Meta):
        abstract = False
        constraints = [
            *Figure.Meta.constraints,
            key_unique("brief", "brieffigure", "a figure"),
        ]


class Objective(KeyedFact):
    """One thing the policy or body means to reach or has done, in our own words."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="objectives")
    statement = models.TextField(help_text="In our own words: no sentence of a source.")

    NATURAL = ("brief__ref", "key")
    history = kept(of="brief")

    class Meta(KeyedFact.Meta):
        abstract = False
        constraints = [key_unique("brief", "objective", "an objective")]


class Engagement(KeyedFact):
    """Who met whom, when and on what."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="engagements")
    title = models.CharField(max_length=200)
    happened_on = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text="EDTF; XXXX-09-27 for a day without its year.",
        verbose_name="date",
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True, help_text="What it was about, in our own words.")

    NATURAL = ("brief__ref", "key")
    history = kept(of="brief")

    class Meta(KeyedFact.Meta):
        abstract = False
        constraints = [key_unique("brief", "engagement", "an engagement")]

    def __str__(self):
        return self.title


class Participant(Natural):
    """One body or person at an engagement. A person is named only where a source published the name."""

    class Part(models.TextChoices):
        HOST = "host", "Host"
        GUEST = "guest", "Guest"
        SPEAKER = "speaker", "Speaker"
        PARTICIPANT = "participant", "Participant"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="participants")
    part = models.CharField(max_length=16, choices=Part.choices, default=Part.PARTICIPANT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.CharField(max_length=120, blank=True)
    position = models.CharField(max_length=160, blank=True, help_text="The person's post, as published.")
    order = models.PositiveSmallIntegerField(default=0)

    NATURAL = ("engagement__brief__ref", "engagement__key", "order")
    history = kept(of="engagement")

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "order"],
                name="participant_order_unique",
                violation_error_message="Two participants of one engagement have the same order number.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(person=""),
                name="participant_named",
                violation_error_message="Name an organisation, a person, or both.",
            ),
        ]

    def __str__(self):
        return self.person or str(self.organisation)
