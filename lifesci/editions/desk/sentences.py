"""Figures typed as a sentence: the form reads it into its fields and asks for a second look before anything is kept."""

from django import forms

from lifesci.editions.desk.choosing import ChoosingForm
from lifesci.editions.pieces import number
from lifesci.evidence.sentences import LONGEST, Named, NotRead, Reading, read_figure
from lifesci.evidence.typed_dates import typed
from lifesci.evidence.wording import phrase
from lifesci.vocabularies.models import Measure

ENDINGS = {"cumulative": "to-date", "per_year": "a-year", "planned": "planned", "at_date": "at-present"}


def measures_in_use() -> dict[str, Measure]:
    """The measures that a new figure may have, by code."""
    return {measure.code: measure for measure in Measure.objects.filter(retired_on__isnull=True)}


def read_with(sentence: str, measures: dict[str, Measure]) -> Reading:
    """What a sentence says in these measures. Raises NotRead."""
    return read_figure(sentence, [Named(each.code, each.label, each.singular, each.unit) for each in measures.values()])


def fields_of(reading: Reading, measures: dict[str, Measure]) -> dict[str, object]:
    """What a form's fields hold after a reading; fields that the sentence leaves open are not among them."""
    found = {
        "value": "" if reading.value is None else number(reading.value),
        "value_high": "" if reading.value_high is None else number(reading.value_high),
        "qualifier": reading.qualifier,
        "missing_reason": "",
    }
    if reading.measure:
        found["measure"] = measures[reading.measure].pk
    if reading.population:
        found["population"] = reading.population
    if reading.period_kind:
        found |= {
            "period_kind": reading.period_kind,
            "period_start": typed(reading.period_start),
            "period_end": typed(reading.period_end),
        }
    return found


def in_words(reading: Reading, measures: dict[str, Measure]) -> str:
    """The reading in the register's words, so that a slip of it shows."""
    measure = measures.get(reading.measure)
    return str(
        phrase(
            reading.value,
            counts=measure.counts if measure else "other",
            singular=measure.singular if measure else "",
            plural=measure.label if measure else "(what is counted was not found)",
            value_high=reading.value_high,
            qualifier=reading.qualifier,
            period_kind=reading.period_kind or "format",
            period_start=reading.period_start,
            period_end=reading.period_end,
            population=reading.population,
        )
    )


class FigureForm(ChoosingForm):
    """A figure by its fields, or begun with a sentence: the first saving reads it, the second keeps what was read."""

    sentence = forms.CharField(
        label="As a sentence",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="“More than 900 students since 2019.” Saving reads it into the fields below, for a second look.",
    )
    sentence_read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.said_of_sentence = ""
        if self.is_bound:
            sentence = self._typed("sentence")
            if sentence and sentence != self._typed("sentence_read"):
                self._read(sentence)

    def clean(self):
        """Nothing is kept on the saving that reads a sentence."""
        cleaned = super().clean()
        if self.said_of_sentence:
            self.add_error("sentence", self.said_of_sentence)
        return cleaned

    def _typed(self, name):
        return (self.data.get(self.add_prefix(name)) or "").strip()

    def _read(self, sentence):
        measures = measures_in_use()
        try:
            reading = read_with(sentence, measures)
        except NotRead as why:
            self.said_of_sentence = str(why)
            return
        found = {**fields_of(reading, measures), "sentence_read": sentence}
        if not self._typed("key") and reading.measure:
            found["key"] = f"{reading.measure}-{ENDINGS.get(reading.period_kind, '')}".strip("-")
        self.data = self.data.copy()
        for name, value in found.items():
            self.data[self.add_prefix(name)] = value
        self.said_of_sentence = (
            f"Read as “{in_words(reading, measures)}”. Look at the fields below, mend them, and save again."
        )
