"""A cited fact: where it was read, in which words, and how well the thing is known."""

from django.core.exceptions import ValidationError
from django.db import models

from lifesci.evidence.record import Natural
from lifesci.evidence.source import Source
from lifesci.tables.registry import meaning


class Basis(models.TextChoices):
    """How well a thing is known, from its provider's word to an official statistic. A ladder, never a score."""

    PROVIDER = "provider-stated", "Stated by the provider"
    DOCUMENT = "document-seen", "Provider's document seen"
    INDEPENDENT = "independently-reported", "Reported by somebody independent"
    EVALUATED = "independently-evaluated", "Evaluated independently"
    OFFICIAL = "official-statistic", "Official statistic"


class CheckResult(models.TextChoices):
    """What the evidence check found; the codes are those of `checking.Result`."""

    UNCHECKED = "", "Not checked"
    VERIFIED = "verified", "Verified"
    NOT_FOUND = "not_found", "Words not found"
    OTHER_VALUE = "other_value", "The words state another value"
    OTHER_QUALIFIER = "other_qualifier", "The words carry another qualifier"
    PERIOD_IN_DOUBT = "period_in_doubt", "The words near it suggest another period"
    NO_TEXT = "no_text_held", "No text is held"


class Cited(Natural):
    """Abstract. `paragraph` is the ordinal, from 1, of the non-blank line of a plain text; `page` that of a PDF."""

    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text=meaning("figures", "paragraph"))
    page = models.PositiveIntegerField(null=True, blank=True)
    section = models.CharField(max_length=200, blank=True, help_text=meaning("figures", "section"))
    stated_as = models.CharField(
        max_length=200,
        blank=True,
        help_text=meaning("figures", "stated_as"),
        verbose_name="words of the source",
    )
    as_given_in = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=meaning("figures", "as_given_in"),
        verbose_name="document behind the source",
    )
    basis = models.CharField(
        max_length=24, choices=Basis.choices, default=Basis.PROVIDER, verbose_name="how it is known"
    )
    check_result = models.CharField(max_length=16, choices=CheckResult.choices, blank=True, editable=False)
    checked_on = models.DateField(null=True, blank=True, editable=False)
    checked_as = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="What was checked: half a hash of the fact's words and number, half a hash of the text.",
    )
    confirmed_on = models.DateField(
        null=True, blank=True, editable=False, help_text="The day on which its provider last said that it still holds."
    )
    confirmed_by = models.CharField(
        max_length=80, blank=True, editable=False, help_text="The reference of the organisation that said so."
    )
    review_on = models.DateField(
        null=True, blank=True, help_text="The day to look this fact up again.", verbose_name="look again on"
    )

    class Meta:
        abstract = True

    def clean(self):
        """Words, a paragraph or a page mean nothing without their source."""
        super().clean()
        if not self.source_id and (self.paragraph or self.page or self.stated_as):
            raise ValidationError({"source": "Say which source the paragraph and the words belong to."})


class KeyedFact(Cited):
    """Abstract. A cited fact that its record knows by a key, for good, and shows in an order."""

    key = models.SlugField(max_length=64)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self):
        return self.key


def key_unique(owner: str, name: str, noun: str) -> models.UniqueConstraint:
    """Each key stands once in its owner; `noun` is the fact in words, "a story"."""
    return models.UniqueConstraint(
        fields=[owner, "key"],
        name=f"{name}_key_unique",
        violation_error_message=f"This {owner} already has {noun} with this key.",
    )


class ReadIn(models.Model):
    """Abstract. Where a record as a whole was read, so that one without a figure still leads to its source."""

    read_in = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=meaning("programmes", "read_in"),
        verbose_name="source",
    )
    read_at = models.PositiveIntegerField(
        null=True, blank=True, verbose_name="paragraph", help_text=meaning("programmes", "read_at")
    )

    class Meta:
        abstract = True
