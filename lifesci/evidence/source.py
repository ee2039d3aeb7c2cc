"""Sources: the documents that facts were read in."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Prefetch, Q

from lifesci.evidence.dates import validate_edtf
from lifesci.evidence.record import Natural, NaturalManager, Record
from lifesci.tables.registry import meaning
from lifesci.trace.history import kept


class SourceQuerySet(models.QuerySet):
    """Sources as acts ask for them."""

    def whole(self):
        """Sources with all that their documents say, so that nothing is read later; held texts stay where they are."""
        footnotes = SourceReference.objects.select_related("cites").defer("cites__text")
        return self.defer("text").prefetch_related(Prefetch("references", footnotes))


class Source(Record):
    """One document. `text` is a private copy for checking figures; it is never served, exported or indexed."""

    class Kind(models.TextChoices):
        ANNEX = "annex", "Annex to a policy paper"
        WEB_PAGE = "web-page", "Web page"
        ARTICLE = "article", "Article"
        NEWS = "news", "News item"
        WHITE_PAPER = "white-paper", "White paper"
        STRATEGY = "strategy", "Strategy or policy paper"
        STATISTICS = "statistics", "Official statistics"
        REPORT = "report", "Report"
        PARLIAMENT = "parliament", "Parliamentary paper or answer"
        INTERNAL = "internal-data", "Internal data of an organisation"
        OTHER = "other", "Other"

    class Held(models.TextChoices):
        NOT_HELD = "", "No text is held"
        PLAIN = "plain", "Plain text, in paragraphs"
        HTML = "html", "HTML, in paragraphs"
        PDF = "pdf", "PDF, in pages"

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    published_on = models.CharField(
        max_length=32,
        blank=True,
        validators=[validate_edtf],
        help_text=meaning("sources", "published_on"),
        verbose_name="date of the document",
    )
    published_note = models.TextField(
        blank=True, help_text=meaning("sources", "published_note"), verbose_name="note on the date"
    )
    is_public = models.BooleanField(
        default=True,
        help_text=meaning("sources", "is_public"),
        verbose_name="anyone can read it",
    )
    url = models.URLField(blank=True, max_length=500, verbose_name="web address")
    licence = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(
        max_length=200, blank=True, help_text=meaning("sources", "file_name"), verbose_name="name of the file"
    )
    sha256 = models.CharField(
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"\A[0-9a-f]{64}\Z", "A SHA-256 is 64 characters of 0-9 and a-f.")],
        help_text=meaning("sources", "file_sha256"),
        verbose_name="SHA-256 of the file",
    )
    note = models.TextField(blank=True)
    text = models.TextField(blank=True, editable=False)
    held = models.CharField(max_length=8, choices=Held.choices, blank=True, editable=False, verbose_name="held text")
    held_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NaturalManager.from_queryset(SourceQuerySet)()
    history = kept(excluded=("text",))

    class Meta:
        ordering = ["title"]
        permissions = [
            ("publish_source", "Can publish sources"),
            ("withdraw_source", "Can withdraw sources"),
            ("merge_source", "Can merge sources"),
            ("import_source", "Can import sources"),
            ("hold_source", "Can hold and read source texts"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="source_title_given", violation_error_message="A source needs a title."
            ),
            models.CheckConstraint(
                condition=Q(fixed_ref="") | Q(fixed_ref=F("ref")),
                name="source_ref_fixed",
                violation_error_message="This source has been published, so its reference can no longer change.",
            ),
        ]


class SourceReference(Natural):
    """A source points to another one: footnote `mark` of the first names the second."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="references")
    cites = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="source it names")
    mark = models.CharField(
        max_length=16,
        blank=True,
        help_text="The footnote mark as a plain number, such as 11.",
        verbose_name="footnote mark",
    )
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text="Where the footnote itself stands.")

    NATURAL = ("source__ref", "cites__ref", "mark")
    history = kept(of="source")

    class Meta:
        verbose_name = "footnote"
        ordering = ["source", "paragraph", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "cites", "mark"],
                name="source_reference_unique",
                violation_error_message="This footnote is already recorded.",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("cites")),
                name="source_reference_other",
                violation_error_message="A source cannot cite itself.",
            ),
        ]

    def __str__(self):
        return f"{self.mark} {self.cites}".strip()
