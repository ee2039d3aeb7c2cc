"""Programmes: what is offered, by whom, for whom, where and since when."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from lifesci.context.models import Brief
from lifesci.evidence.dates import validate_edtf
from lifesci.evidence.models import Cited, NaturalManager, Qualifier, ReadIn, Record
from lifesci.evidence.whole import facts
from lifesci.tables.registry import meaning
from lifesci.trace.history import kept
from lifesci.vocabularies.models import Place, Scheme, Term
from organisations.models import Organisation


def terms(scheme, **options):
    """A many-to-many field to the terms of one vocabulary."""
    return models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"scheme": scheme}, **options)


class ProgrammeQuerySet(models.QuerySet):
    """Programmes as acts ask for them."""

    def whole(self):
        """Programmes with all that their documents say, so that nothing is read later."""
        return (
            self.select_related("parent", "lead", "read_in")
            .defer("read_in__text")
            .prefetch_related(
                *(
                    "types",
                    "audiences",
                    "sectors",
                    "regions",
                    "delivery",
                    "access",
                    "qualifications",
                    "gatsby_benchmarks",
                ),
                *("places__region", "briefs"),
                facts(self.model, "partnerships", "organisation"),
                facts(self.model, "figures", "measure", "geography", "counted_in__programme"),
                facts(self.model, "outcomes", "theme", "figure"),
                facts(self.model, "stories"),
                "stories__steps",
            )
        )


class Programme(ReadIn, Record):
    """One programme, or one strand of a larger one with an audience, a partner or a figure of its own."""

    class Status(models.TextChoices):
        RUNNING = "running", "Running"
        PLANNED = "planned", "Planned"
        PAUSED = "paused", "Paused"
        ENDED = "ended", "Ended"
        UNKNOWN = "unknown", "Not stated"

    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True, help_text=meaning("programmes", "summary"))
    description = models.TextField(blank=True, help_text=meaning("programmes", "description"))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="strands",
        help_text=meaning("programmes", "parent"),
        verbose_name="strand of",
    )
    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=meaning("programmes", "lead"),
        verbose_name="lead organisation",
    )
    types = terms(Scheme.TYPE)
    audiences = terms(Scheme.AUDIENCE)
    age_from = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=meaning("programmes", "age_from"),
        verbose_name="youngest age",
    )
    age_to = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=meaning("programmes", "age_to"),
        verbose_name="oldest age",
    )
    age_qualifier = models.CharField(
        max_length=16,
        choices=Qualifier.choices,
        blank=True,
        help_text=meaning("programmes", "age_qualifier"),
        verbose_name="how exact the ages are",
    )
    age_note = models.CharField(max_length=200, blank=True, verbose_name="note on the ages")
    sectors = terms(Scheme.SECTOR)
    regions = terms(Scheme.REGION)
    places = models.ManyToManyField(Place, blank=True, related_name="+")
    delivery = terms(Scheme.DELIVERY, verbose_name="ways of delivery")
    frequency = models.CharField(max_length=120, blank=True, help_text=meaning("programmes", "frequency"))
    starts = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text=meaning("programmes", "starts"),
        verbose_name="start",
    )
    ends = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text=meaning("programmes", "ends"),
        verbose_name="end",
    )
    dates_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=meaning("programmes", "dates_note"),
        verbose_name="note on the dates",
    )
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.UNKNOWN)
    access = terms(Scheme.ACCESS, verbose_name="access features")
    qualifications = terms(Scheme.QUALIFICATION)
    gatsby_benchmarks = terms(Scheme.GATSBY, verbose_name="Gatsby Benchmarks")
    briefs = models.ManyToManyField(Brief, blank=True, related_name="+", help_text=meaning("programmes", "briefs"))
    website = models.URLField(blank=True)

    objects = NaturalManager.from_queryset(ProgrammeQuerySet)()
    history = kept()

    class Meta:
        ordering = ["title"]
        permissions = [
            ("publish_programme", "Can publish programmes"),
            ("withdraw_programme", "Can withdraw programmes"),
            ("merge_programme", "Can merge programmes"),
            ("import_programme", "Can import programmes"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="programme_title_given",
                violation_error_message="A programme needs a title.",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="programme_ages_in_order",
                violation_error_message="The youngest age is above the oldest.",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True, age_to__isnull=True, age_qualifier="")
                | ((Q(age_from__isnull=False) | Q(age_to__isnull=False)) & ~Q(age_qualifier="")),
                name="programme_ages_qualified",
                violation_error_message="An age range needs its qualifier, and a qualifier an age range.",
            ),
            models.CheckConstraint(
                condition=Q(fixed_ref="") | Q(fixed_ref=F("ref")),
                name="programme_ref_fixed",
                violation_error_message="This programme has been published, so its reference can no longer change.",
            ),
        ]

    def clean(self):
        """A programme is not a strand of itself, however long the chain."""
        super().clean()
        seen, above = {self.pk} - {None}, self.parent
        while above:
            if above.pk in seen:
                raise ValidationError({"parent": "A programme cannot be a strand of itself."})
            seen.add(above.pk)
            above = above.parent


class Partnership(Cited):
    """What another organisation does for a programme. The lead stands on the programme itself."""

    class Role(models.TextChoices):
        CO_LEAD = "co-lead", "Co-lead"
        FUNDER = "funder", "Funder"
        SPONSOR = "sponsor", "Sponsor"
        HOST = "host", "Host"
        DELIVERER = "deliverer", "Deliverer"
        AWARDING_BODY = "awarding-body", "Awarding body"
        ORGANISER = "organiser", "Organiser"
        PARTNER = "partner", "Partner"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)
    note = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    NATURAL = ("programme__ref", "organisation__ref", "role")
    history = kept(of="programme")

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                name="partnership_unique",
                violation_error_message="This organisation already has this role here.",
            )
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"
