"""Searches that found nothing: what tells a gap that was looked at from one nobody looked at. For anyone above."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from lifesci.tables.registry import meaning
from lifesci.trace.history import kept

TODAY_AT_LATEST = "A search is recorded once it has been made: the day cannot lie ahead."


class SearchManager(models.Manager):
    """Finds searches by their natural key."""

    def get_by_natural_key(self, region, audience, searched_on):
        """The search that fixtures call [region, audience, searched_on]."""
        return self.get(region__code=region, audience__code=audience, searched_on=searched_on)


class Search(models.Model):
    """One search for programmes of a region and an audience that found none. Public once saved; never deleted:
    `retired_on` takes one back that was recorded by mistake."""

    region = models.ForeignKey(
        "vocabularies.Term", models.PROTECT, related_name="+", limit_choices_to={"scheme": "region"}
    )
    audience = models.ForeignKey(
        "vocabularies.Term", models.PROTECT, related_name="+", limit_choices_to={"scheme": "audience"}
    )
    searched_on = models.DateField("searched on", help_text=meaning("searches", "searched_on"))
    note = models.TextField(help_text=meaning("searches", "note"))
    retired_on = models.DateField(null=True, blank=True, help_text=meaning("searches", "retired_on"))

    objects = SearchManager()
    history = kept()

    class Meta:
        ordering = ["region__order", "audience__order", "-searched_on"]
        verbose_name_plural = "searches"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "audience", "searched_on"],
                name="search_unique",
                violation_error_message="A search for this region and audience is already recorded for this day.",
            ),
            models.CheckConstraint(
                condition=~models.Q(note=""),
                name="search_note_given",
                violation_error_message="Say where was looked, and for what.",
            ),
        ]

    def __str__(self):
        return f"{self.region}, {self.audience}, {self.searched_on:%-d %B %Y}"

    def clean(self):
        """Refuse a day that lies ahead, and words of other vocabularies."""
        super().clean()
        if self.searched_on and self.searched_on > timezone.localdate():
            raise ValidationError({"searched_on": TODAY_AT_LATEST})
        for name in ("region", "audience"):
            term = getattr(self, name) if getattr(self, f"{name}_id") else None
            if term and term.scheme != name:
                raise ValidationError({name: f"“{term}” is not a word of the vocabulary “{name}”."})

    def natural_key(self):
        """[region, audience, searched_on], as fixtures write it."""
        return (self.region.code, self.audience.code, self.searched_on.isoformat())

    natural_key.dependencies = ["vocabularies.term"]
