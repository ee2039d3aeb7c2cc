"""Organisations and what belongs to them; working records, never read by public code."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from lifesci.evidence.models import Cited, Figure, Natural, NaturalManager, ReadIn, Record, key_unique
from lifesci.evidence.whole import facts
from lifesci.tables.registry import meaning
from lifesci.trace.history import kept
from lifesci.vocabularies.models import Place, Scheme, Term
from organisations.identifiers import SCHEMES, validate_identifier


class OrganisationQuerySet(models.QuerySet):
    """Organisations as acts ask for them."""

    def whole(self):
        """Organisations with all that their documents say, so that nothing is read later."""
        joined = self.select_related("type", "part_of", "place__region", "read_in").defer("read_in__text")
        return joined.prefetch_related(
            *("sectors", "aliases", "identifiers"),
            facts(self.model, "affiliations", "other"),
            facts(self.model, "figures", "measure", "geography", "counted_in__organisation"),
        )


class Organisation(ReadIn, Record):
    """One body that leads, funds, hosts, delivers or is otherwise named by the register."""

    name = models.CharField(max_length=200)
    type = models.ForeignKey(
        Term, models.PROTECT, related_name="+", limit_choices_to={"scheme": Scheme.ORGANISATION_TYPE}
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    sectors = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"scheme": Scheme.SECTOR})
    description = models.TextField(blank=True, help_text=meaning("organisations", "description"))
    website = models.URLField(blank=True)

    objects = NaturalManager.from_queryset(OrganisationQuerySet)()
    history = kept()

    class Meta:
        ordering = ["name"]
        permissions = [
            ("publish_organisation", "Can publish organisations"),
            ("withdraw_organisation", "Can withdraw organisations"),
            ("merge_organisation", "Can merge organisations"),
            ("import_organisation", "Can import organisations"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organisation_name_given",
                violation_error_message="An organisation needs a name.",
            ),
            models.CheckConstraint(
                condition=Q(fixed_ref="") | Q(fixed_ref=F("ref")),
                name="organisation_ref_fixed",
                violation_error_message="This organisation has been published, so its reference can no longer change.",
            ),
        ]

    def clean(self):
        """An organisation is not part of itself, however long the chain."""
        super().clean()
        seen, above = {self.pk} - {None}, self.part_of
        while above:
            if above.pk in seen:
                raise ValidationError({"part_of": "An organisation cannot be part of itself."})
            seen.add(above.pk)
            above = above.part_of


class Alias(Natural):
    """Another name an organisation goes or went by, or a spelling a source prints."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True, help_text="Former name, abbreviation, as printed in …")

    NATURAL = ("organisation__ref", "name")
    history = kept(of="organisation")

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="alias_unique",
                violation_error_message="This name is already listed.",
            )
        ]

    def __str__(self):
        return self.name


class Identifier(Natural):
    """One identifier of an organisation, in a scheme of org-id.guide."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=16, choices=[(code, f"{code}: {name}") for code, (name, _) in SCHEMES.items()])
    value = models.CharField(max_length=40)

    NATURAL = ("scheme", "value")
    history = kept(of="organisation")

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_unique",
                violation_error_message="Another organisation already has this identifier.",
            )
        ]

    def __str__(self):
        return f"{self.scheme}-{self.value}"

    def clean(self):
        """The value has the form of its scheme."""
        super().clean()
        if self.scheme in SCHEMES:
            validate_identifier(self.scheme, self.value)


class Affiliation(Cited):
    """How one organisation stands to another, as read in a source: `organisation` <role> `other`."""

    class Role(models.TextChoices):
        MEMBER_OF = "member-of", "is a member of"
        WORKS_WITH = "works-with", "works with"
        CHAIRS = "chairs", "chairs"
        FOUNDED_BY = "founded-by", "was founded by"
        SUPPORTS = "supports", "supports"
        ALLIED_WITH = "allied-with", "is in an alliance with"
        HOSTS = "hosts", "hosts"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=16, choices=Role.choices)
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="other organisation")
    note = models.CharField(max_length=300, blank=True)

    NATURAL = ("organisation__ref", "role", "other__ref")
    history = kept(of="organisation")

    class Meta:
        ordering = ["organisation", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role", "other"],
                name="affiliation_unique",
                violation_error_message="This affiliation is already recorded.",
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("other")),
                name="affiliation_other",
                violation_error_message="An organisation has no affiliation with itself.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.other}"


class OrganisationFigure(Figure):
    """A figure about an organisation: head counts, investment, reach of the body itself."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="figures")

    NATURAL = ("organisation__ref", "key")
    history = kept(of="organisation")

    class Meta(Figure.Meta):
        abstract = False
        constraints = [
            *Figure.Meta.constraints,
            key_unique("organisation", "organisationfigure", "a figure"),
        ]
