"""What every working record has: a public key, times, and a day to look at it again."""

from functools import reduce

from django.core.validators import RegexValidator
from django.db import models

from lifesci.tables.registry import meaning


class NaturalManager(models.Manager):
    """Finds rows by the fields their model lists in NATURAL, as fixtures name them."""

    def get_by_natural_key(self, *values):
        """The row whose NATURAL fields have these values, in order."""
        return self.get(**dict(zip(self.model.NATURAL, values, strict=True)))


class Natural(models.Model):
    """Abstract. A row that fixtures can name: NATURAL lists the look-ups that find it."""

    NATURAL = ()

    objects = NaturalManager()

    class Meta:
        abstract = True

    def natural_key(self):
        """The values of NATURAL for this row."""
        return tuple(reduce(getattr, path.split("__"), self) for path in self.NATURAL)


class Record(Natural):
    """A row that curators edit. The public never reads it: publishing freezes it as an Edition."""

    ref = models.CharField(
        max_length=80,
        unique=True,
        validators=[RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens.")],
        help_text=meaning("programmes", "ref"),
        error_messages={"unique": "Another record already has this reference."},
        verbose_name="reference",
    )
    fixed_ref = models.CharField(max_length=80, blank=True, editable=False)
    editor_note = models.TextField(
        blank=True, help_text="For curators only. Never published.", verbose_name="note for curators"
    )
    review_on = models.DateField(
        null=True, blank=True, help_text="The day to look at this record again.", verbose_name="look again on"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, verbose_name="last saved")

    NATURAL = ("ref",)

    class Meta:
        abstract = True

    def __str__(self):
        return getattr(self, "title", None) or getattr(self, "name", self.ref)
