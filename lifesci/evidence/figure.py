"""Figures: a number with what it counts, its doubt, its time, its people, its place and its source."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from lifesci.evidence.cited import Cited
from lifesci.evidence.dates import validate_edtf
from lifesci.tables.registry import meaning
from lifesci.vocabularies.models import Counts, Measure, Scheme, Term


class Qualifier(models.TextChoices):
    """How the source doubts its number; the codes are those of `lifesci.evidence.qualifiers`."""

    EXACTLY = "exactly", "exactly"
    ABOUT = "about", "about"
    ESTIMATED = "estimated", "an estimated"
    AT_LEAST = "at_least", "at least"
    MORE_THAN = "more_than", "more than"
    NEARLY = "nearly", "nearly"
    UP_TO = "up_to", "up to"
    LESS_THAN = "less_than", "less than"
    AVERAGE = "average", "on average"
    HUNDREDS = "hundreds", "hundreds"


class MissingReason(models.TextChoices):
    """Why a figure has no value. Unknown is never 0."""

    GIVEN = "", "The value is given"
    NOT_STATED = "not_stated", "The source gives no number"
    NOT_COLLECTED = "not_yet_collected", "Not yet collected"
    WITHHELD = "withheld", "Withheld"
    NOT_APPLICABLE = "not_applicable", "Does not apply"
    ILLEGIBLE = "illegible", "Cannot be read in the source"


class PeriodKind(models.TextChoices):
    """What stretch of time a figure speaks of."""

    CUMULATIVE = "cumulative", "In total to date"
    PER_YEAR = "per_year", "Each year"
    IN_PERIOD = "in_period", "In a period"
    AT_DATE = "at_date", "At a date"
    ONE_OFF = "one_off", "Once, at one event"
    PLANNED = "planned", "Planned"
    FORMAT = "format", "Format: how it is run, not how much"
    UNKNOWN = "unknown", "Not stated"


class Figure(Cited):
    """Abstract. `value` and `value_high` are in the measure's unit; shares in per cent, money in pounds."""

    key = models.SlugField(max_length=64, help_text=meaning("figures", "key"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    value_high = models.DecimalField(
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=meaning("figures", "value_high"),
        verbose_name="upper end",
    )
    qualifier = models.CharField(max_length=16, choices=Qualifier.choices, default=Qualifier.EXACTLY)
    missing_reason = models.CharField(
        max_length=24, choices=MissingReason.choices, blank=True, verbose_name="why there is no value"
    )
    period_kind = models.CharField(max_length=16, choices=PeriodKind.choices, verbose_name="kind of period")
    period_start = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text=meaning("figures", "period_start"),
        verbose_name="period begins",
    )
    period_end = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text=meaning("figures", "period_end"),
        verbose_name="period ends",
    )
    population = models.CharField(
        max_length=200,
        blank=True,
        help_text=meaning("figures", "population"),
    )
    geography = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"scheme__in": [Scheme.REGION, Scheme.AREA]},
    )
    counted_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=meaning("figures", "counted_in"),
        verbose_name="already counted in",
    )
    chosen_because = models.TextField(
        blank=True,
        verbose_name="why this one",
        help_text=meaning("figures", "chosen_because"),
    )
    note = models.TextField(blank=True, help_text=meaning("figures", "note"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | Q(value__isnull=True, qualifier="hundreds", missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="%(class)s_value_or_reason",
                violation_error_message="Give a value, or say why there is none. Unknown is never 0.",
            ),
            models.CheckConstraint(
                condition=Q(value_high__isnull=True) | Q(value__isnull=False, value_high__gt=F("value")),
                name="%(class)s_range_in_order",
                violation_error_message="The upper end of a range must be greater than its lower end.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="%(class)s_value_not_negative",
                violation_error_message="A figure cannot be less than 0; record a fall as the size of the fall.",
            ),
            models.CheckConstraint(
                condition=~Q(qualifier="hundreds") | Q(value__isnull=True),
                name="%(class)s_hundreds_without_value",
                violation_error_message="“Hundreds” states no value: leave the value empty.",
            ),
        ]

    def __str__(self):
        return f"{self.key} ({self.measure})"

    def clean(self):
        """Rules that need the measure: a share names its whole and ends at 100, people and things come whole."""
        super().clean()
        problems = {}
        measure = self.measure if self.measure_id else None
        if measure and measure.counts == Counts.SHARE:
            if not self.population:
                problems["population"] = "A share needs the whole it is a share of, such as “learners”."
            if max(self.value or 0, self.value_high or 0) > 100:
                problems["value"] = "A share cannot be more than 100 per cent."
        if measure and measure.counts in WHOLE and self.value is not None and self.value != int(self.value):
            problems["value"] = f"{measure.get_counts_display()} are counted in whole numbers."
        if self.counted_in_id and self.counted_in_id == self.pk:
            problems["counted_in"] = "A figure cannot be part of itself."
        if problems:
            raise ValidationError(problems)


WHOLE = {
    Counts.PEOPLE,
    Counts.ATTENDANCES,
    Counts.POSTS,
    Counts.SCHOOLS,
    Counts.ORGANISATIONS,
    Counts.EVENTS,
    Counts.RANK,
}
