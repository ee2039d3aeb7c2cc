"""The catalogue: what lists, search, facets and totals read. Made from Editions alone, at any time."""

from django.db import models

from lifesci.editions.edition import Edition, Kind

NO_PLACE = 2**31 - 1  # where what was read in no stated paragraph stands: after all others


class Entry(models.Model):
    """The card of a record's current Edition. A withdrawn record has none."""

    kind = models.CharField(max_length=16, choices=Kind.choices)
    ref = models.CharField(max_length=80)
    edition = models.ForeignKey(Edition, models.DO_NOTHING, related_name="+")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sequence = models.PositiveBigIntegerField(help_text="The change that made this Edition current.")
    title = models.CharField(max_length=300)
    sort_title = models.CharField(
        max_length=300, help_text="Title folded for ordering: case, accents and leading articles away."
    )
    summary = models.TextField(blank=True)
    issued_on = models.DateField()
    item = models.TextField(help_text="The record's line in lists, canonical JSON.")

    class Meta:
        ordering = ["sort_title", "ref"]
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="entry_unique")]
        indexes = [
            models.Index(fields=["kind", "sort_title", "ref"], name="entry_by_title"),
            models.Index(fields=["kind", "sequence"], name="entry_by_sequence"),
        ]

    def __str__(self):
        return self.title


class EntryTerm(models.Model):
    """One facet value of an Entry. Besides vocabularies: status, age (one for each year), lead, parent, and every
    record the document names, under its kind (organisation, programme, brief, source)."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="terms")
    scheme = models.CharField(max_length=32)
    code = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "scheme", "code"], name="entry_term_unique")]
        indexes = [models.Index(fields=["scheme", "code", "entry"], name="entry_term_lookup")]

    def __str__(self):
        return f"{self.scheme}:{self.code}"


class EntryFigure(models.Model):
    """One published figure as a row. `identifier` is kind/ref/key; `row` the flat JSON that the API serves."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="figures")
    identifier = models.CharField(max_length=170, unique=True)
    key = models.CharField(max_length=64)
    order = models.PositiveIntegerField()
    measure = models.CharField(max_length=64)
    counts = models.CharField(max_length=16)
    qualifier = models.CharField(max_length=16)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value_high = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    missing_reason = models.CharField(max_length=24, blank=True)
    period_kind = models.CharField(max_length=16)
    geography = models.CharField(max_length=64, blank=True)
    counted_in = models.CharField(max_length=170, blank=True)
    source = models.CharField(max_length=80, blank=True)
    behind = models.CharField(max_length=80, blank=True, help_text="The source that its source gives as its own.")
    place = models.PositiveIntegerField(default=NO_PLACE, help_text="The paragraph of its source.")
    row = models.TextField()

    class Meta:
        ordering = ["identifier"]
        indexes = [
            models.Index(fields=["measure", "period_kind"], name="entry_figure_measure"),
            models.Index(fields=["source", "place", "identifier"], name="entry_figure_source"),
            models.Index(fields=["behind", "place"], name="entry_figure_behind"),
        ]

    def __str__(self):
        return self.identifier


class EntryOutcome(models.Model):
    """One published outcome as a row."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="outcomes")
    identifier = models.CharField(max_length=170, unique=True)
    order = models.PositiveIntegerField()
    theme = models.CharField(max_length=64)
    basis = models.CharField(max_length=24)
    source = models.CharField(max_length=80, blank=True)
    behind = models.CharField(max_length=80, blank=True, help_text="The source that its source gives as its own.")
    place = models.PositiveIntegerField(default=NO_PLACE, help_text="The paragraph of its source.")
    row = models.TextField()

    class Meta:
        ordering = ["identifier"]
        indexes = [
            models.Index(fields=["source", "place", "identifier"], name="entry_outcome_source"),
            models.Index(fields=["behind", "place"], name="entry_outcome_behind"),
        ]

    def __str__(self):
        return self.identifier


class EntryText(models.Model):
    """What text search reads of an Entry, from the most to the least telling."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="text")
    kind = models.CharField(max_length=16)
    title = models.TextField()
    names = models.TextField(blank=True, help_text="Organisations, aliases, places.")
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    def __str__(self):
        return self.title
