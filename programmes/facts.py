"""What is known of a programme: its figures, its outcomes, and the stories of people in it."""

from django.db import models

from lifesci.evidence.dates import validate_edtf
from lifesci.evidence.models import Figure, KeyedFact, Natural, key_unique
from lifesci.tables.registry import meaning
from lifesci.trace.history import kept
from lifesci.vocabularies.models import Scheme, Term
from programmes.programme import Programme


class ProgrammeFigure(Figure):
    """A figure about a programme: people reached, schools, events, hours, posts."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="figures")

    NATURAL = ("programme__ref", "key")
    history = kept(of="programme")

    class Meta(Figure.Meta):
        abstract = False
        constraints = [
            *Figure.Meta.constraints,
            key_unique("programme", "programmefigure", "a figure"),
        ]


class Outcome(KeyedFact):
    """What came of a programme, in our own words, with how it is known."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="outcomes")
    theme = models.ForeignKey(Term, models.PROTECT, related_name="+", limit_choices_to={"scheme": Scheme.THEME})
    statement = models.TextField(help_text=meaning("outcomes", "statement"))
    how_known = models.CharField(
        max_length=200,
        blank=True,
        help_text=meaning("outcomes", "how_known"),
        verbose_name="known from",
    )
    figure = models.ForeignKey(
        ProgrammeFigure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=meaning("outcomes", "figure"),
    )

    NATURAL = ("programme__ref", "key")
    history = kept(of="programme")

    class Meta(KeyedFact.Meta):
        abstract = False
        constraints = [key_unique("programme", "outcome", "an outcome")]


class Story(KeyedFact):
    """A person's path through a programme. The name stands here only where a source published it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="stories")
    person = models.CharField(max_length=120, blank=True, help_text=meaning("stories", "person"))
    position = models.CharField(max_length=160, blank=True, help_text=meaning("stories", "position"))
    summary = models.TextField(help_text=meaning("stories", "summary"))

    NATURAL = ("programme__ref", "key")
    history = kept(of="programme")

    class Meta(KeyedFact.Meta):
        abstract = False
        verbose_name_plural = "stories"
        constraints = [key_unique("programme", "story", "a story")]

    def __str__(self):
        return self.person or self.key


class StoryStep(Natural):
    """One step of a story, in order."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    happened_on = models.CharField(
        max_length=32, blank=True, validators=[validate_edtf], help_text="EDTF.", verbose_name="date"
    )
    text = models.TextField(help_text="In our own words.")

    NATURAL = ("story__programme__ref", "story__key", "order")
    history = kept(of="story")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "order"],
                name="story_step_order_unique",
                violation_error_message="Two steps of one story have the same number.",
            )
        ]

    def __str__(self):
        return f"{self.order}. {self.text[:40]}"
