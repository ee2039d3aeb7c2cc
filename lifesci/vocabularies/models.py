"""The words the register describes things with: terms, places and measures. Public as soon as they are saved."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from lifesci.trace.history import kept
from lifesci.vocabularies.search import Search

__all__ = ["Counts", "Measure", "Place", "Scheme", "Search", "Term"]
from lifesci.tables.registry import meaning


class Scheme(models.TextChoices):
    """The vocabularies. `region` holds the twelve nations and regions; `area` the wider areas that statistics use."""

    SECTOR = "sector", "Sector"
    REGION = "region", "Region or nation"
    AREA = "area", "Statistical area"
    AUDIENCE = "audience", "Audience"
    TYPE = "type", "Programme type"
    THEME = "theme", "Outcome theme"
    ACCESS = "access", "Access feature"
    DELIVERY = "delivery", "Delivery mode"
    ORGANISATION_TYPE = "organisation-type", "Organisation type"
    POLICY_THEME = "policy-theme", "Policy theme"
    QUALIFICATION = "qualification", "Qualification"
    GATSBY = "gatsby-benchmark", "Gatsby Benchmark"


class TermQuerySet(models.QuerySet):
    """Terms as questions ask for them."""

    def of(self, scheme):
        """Terms of one scheme in the order curators gave them."""
        return self.filter(scheme=scheme).order_by("order", "label")

    def in_use(self):
        """Terms that may still be chosen for a record."""
        return self.filter(retired_on__isnull=True)


class TermManager(models.Manager.from_queryset(TermQuerySet)):
    """Finds terms by their natural key."""

    def get_by_natural_key(self, scheme, code):
        """The term that fixtures call [scheme, code]."""
        return self.get(scheme=scheme, code=code)


class Term(models.Model):
    """One word of one vocabulary. Never deleted: `retired_on` takes it out of the choices and leaves what used it."""

    scheme = models.CharField(max_length=32, choices=Scheme.choices)
    code = models.SlugField(max_length=64, help_text=meaning("terms", "code"))
    label = models.CharField(max_length=120, help_text=meaning("terms", "label"))
    definition = models.TextField(blank=True, help_text=meaning("terms", "definition"))
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name="broader term"
    )
    uri = models.URLField(
        blank=True,
        help_text=meaning("terms", "uri"),
        verbose_name="address (URI)",
    )
    notation = models.CharField(max_length=32, blank=True, help_text=meaning("terms", "notation"))
    order = models.PositiveSmallIntegerField(default=0, help_text=meaning("terms", "order"))
    retired_on = models.DateField(null=True, blank=True, help_text=meaning("terms", "retired_on"))

    objects = TermManager()
    history = kept()

    class Meta:
        ordering = ["scheme", "order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="term_scheme_code_unique",
                violation_error_message="This vocabulary already has a term with this code.",
            ),
            models.CheckConstraint(
                condition=~Q(label=""),
                name="term_label_given",
                violation_error_message="A term needs a label that people can read.",
            ),
        ]

    def __str__(self):
        return self.label

    def natural_key(self):
        """[scheme, code], as fixtures write it."""
        return (self.scheme, self.code)


class PlaceManager(models.Manager):
    """Finds places by their natural key."""

    def get_by_natural_key(self, ref):
        """The place that fixtures call [ref]."""
        return self.get(ref=ref)


class Place(models.Model):
    """A town, campus or venue. Latitude and longitude are WGS 84 degrees, given only where a source fixes the spot."""

    ref = models.SlugField(max_length=80, unique=True, verbose_name="reference")
    name = models.CharField(max_length=120)
    region = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"scheme": Scheme.REGION}
    )
    is_venue = models.BooleanField(default=False, help_text=meaning("places", "is_venue"), verbose_name="is a venue")
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    objects = PlaceManager()
    history = kept()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="place_coordinates_together",
                violation_error_message="Give both latitude and longitude, or neither.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        """[ref], as fixtures write it."""
        return (self.ref,)


class Counts(models.TextChoices):
    """The sort of thing a measure counts. Totals never add figures of different sorts."""

    PEOPLE = "people", "People"
    ATTENDANCES = "attendances", "Attendances or visits"
    POSTS = "posts", "Posts and places"
    SCHOOLS = "schools", "Schools"
    ORGANISATIONS = "organisations", "Organisations"
    EVENTS = "events", "Events"
    HOURS = "hours", "Time given or spent"
    MONEY = "money", "Money"
    SHARE = "share", "Share of a group"
    FORMAT = "format", "Format (size, length, capacity)"
    RANK = "rank", "Place in a ranking"
    OTHER = "other", "Other countable things"


class MeasureManager(models.Manager):
    """Finds measures by their natural key."""

    def get_by_natural_key(self, code):
        """The measure that fixtures call [code]."""
        return self.get(code=code)


class Measure(models.Model):
    """What a figure counts. For a share `label` is the rest of the sentence: "51% of learners" + "are women"."""

    code = models.SlugField(max_length=64, unique=True)
    label = models.CharField(
        max_length=120, help_text="Plural, as it follows a number: students, schools, hours of work experience."
    )
    singular = models.CharField(max_length=120, blank=True, help_text=meaning("terms", "singular"))
    counts = models.CharField(max_length=16, choices=Counts.choices)
    unit = models.CharField(
        max_length=16,
        blank=True,
        help_text=meaning("terms", "unit"),
        validators=[RegexValidator(r"\A[A-Za-z%]*\Z", "A unit is letters, or the sign %%.")],
    )
    definition = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    objects = MeasureManager()
    history = kept()

    class Meta:
        ordering = ["order", "label"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(counts=Counts.MONEY) | Q(unit="GBP"),
                name="measure_money_in_pounds",
                violation_error_message="Money is recorded in pounds: give GBP as the unit.",
            ),
            models.CheckConstraint(
                condition=~Q(counts=Counts.SHARE) | Q(unit="%"),
                name="measure_share_in_per_cent",
                violation_error_message="A share is recorded in per cent: give the sign %% as the unit.",
            ),
        ]

    def __str__(self):
        return self.label

    def natural_key(self):
        """[code], as fixtures write it."""
        return (self.code,)
