"""Readiness: what stands between a working record and its next Edition, all at once, as sentences. For the acts."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from lifesci.editions.models import EntryFigure
from lifesci.editions.pieces import Names, identifier
from lifesci.editions.withheld import given_away
from lifesci.evidence.checking import Result
from lifesci.evidence.contradictions import contradictions
from lifesci.evidence.small import gives_away, is_small
from lifesci.vocabularies.models import Measure, Term

BLOCKED = {
    Result.NOT_FOUND: "the words it quotes were not found where it says they stand",
    Result.OTHER_VALUE: "the words it quotes state another value",
}
DOUBTED = {
    Result.OTHER_QUALIFIER: "the words it quotes carry another qualifier",
    Result.PERIOD_IN_DOUBT: "the words near its quotation suggest another period",
}


@dataclass(frozen=True)
class Readiness:
    """Sentences: what forbids publishing, and what a curator should look at before."""

    blocking: list[str]
    warnings: list[str]

    @property
    def is_ready(self) -> bool:
        """May the record be published as it stands?"""
        return not self.blocking


class NotReady(Exception):
    """The record cannot be published as it stands; `problems` holds every reason, as sentences."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass
class Inspection:
    """Collects the sentences about one record. `names` holds what is published, by (kind, ref)."""

    record: object
    names: Names
    blocking: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    cites: bool = False

    def block(self, sentence: str) -> None:
        """This forbids publishing."""
        self.blocking.append(sentence)

    def warn(self, sentence: str) -> None:
        """This should be looked at."""
        self.warnings.append(sentence)

    def require(self, member: str, sentence: str) -> None:
        """The record's text must be there."""
        if not getattr(self.record, member).strip():
            self.block(sentence)

    def prefer(self, present, sentence: str) -> None:
        """The record would be better with this."""
        if not present:
            self.warn(sentence)

    def valid(self, row, label: str = "") -> None:
        """Every field and constraint of the row holds, its words are of the right vocabulary and still in use."""
        try:
            row.full_clean()
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                where = ", ".join(part for part in (label, _field_name(row, name)) if part)
                for message in messages:
                    self.block(f"{where}: {message}" if where else message)
        for each, word in _words(row):
            self._word_in_use(each, word, label)

    def web_address(self, address: str) -> None:
        """Readers are only sent to pages of the web."""
        if address and not address.startswith(("http://", "https://")):
            self.block(f"The address {address} does not begin with http:// or https://.")

    def published(self, kind: str, record, role: str) -> None:
        """A record that the document names must be published, or its name would come out with this one."""
        if record is None or record == self.record:
            return
        if (kind, record.ref) not in self.names:
            was_out = bool(record.fixed_ref)
            said = (
                "was withdrawn. Name another, or publish it again" if was_out else "is not published. Publish it first"
            )
            self.block(f"{role} “{record}” {said}.")

    def fact(self, row, label: str, *, must_cite: bool = True, must_quote: bool = False) -> None:
        """A fact names a published source, quotes it where it must, and the evidence check found nothing against it."""
        self.valid(row, label)
        if row.source is None:
            (self.block if must_cite else self.warn)(f"{label} names no source.")
            return
        self.cites = True
        if must_quote and not row.stated_as:
            self.block(f"{label} does not quote the words in which its source states it.")
        if not (row.paragraph or row.page or row.section):
            self.warn(f"{label} does not say where in its source it stands.")
        self.published("source", row.source, "The source")
        self.published("source", row.as_given_in, "The document behind the source,")
        self._checked(row, label)

    def read_in(self) -> None:
        """The source that the record as a whole was read in is published."""
        self.cites = self.cites or self.record.read_in is not None
        self.published("source", self.record.read_in, "The source")

    def figures(self, rows, kind: str) -> None:
        """Each figure by itself; and where sources differ, somebody has chosen between them."""
        rows = list(rows)
        for row in rows:
            self.figure(row, kind)
            self._leaks(row)
        for each in given_away(kind, self.record.ref, getattr(getattr(self.record, "parent", None), "ref", ""), rows):
            wider = " or ".join(map(self._figure_named, each.wholes))
            beside = f"{wider} and the other parts" if wider else "its parts"
            self.block(
                f"The number of {self._figure_named(each.figure)} is published as “fewer than 5”, and could be worked "
                f"out from {beside}. Withhold one more of these figures, or leave one out."
            )
        for contradiction in contradictions(rows):
            if contradiction.chosen is None:
                keys = " and ".join(f"“{row.key}”" for row in contradiction.figures)
                self.warn(
                    f"Figures {keys} give different values for the same thing. They are published as “sources differ” "
                    "until one of them, and only one, says why it is the one to use."
                )

    def figure(self, row, kind: str) -> None:
        """A figure is a fact that quotes its number; the wider figure that already counts it is published."""
        label = f"Figure “{row.key}”"
        self.fact(row, label, must_quote=not row.missing_reason)
        for member in ("key", "population", "note", "section", "chosen_because"):
            self.conceals(row, getattr(row, member), f"{label}, {member.replace('_', ' ')}")
        wider = row.counted_in
        if wider is None:
            return
        if _goes_round(row):
            self.block(f"{label} is counted in itself, by way of “{wider.key}”.")
        if wider.natural_key()[0] == self.record.ref:
            return
        if not EntryFigure.objects.filter(identifier=identifier(kind, wider)).exists():
            self.block(f"{label} is counted in “{wider.key}” of another record, which is not published.")

    def conceals(self, figure, text: str, where: str) -> None:
        """A number of people that is published as "fewer than 5" stands in no other text of the record."""
        if figure and is_small(figure) and gives_away(figure, text):
            self.block(
                f"{where}: the text gives away the number of “{figure.key}”, which is published as “fewer than 5” "
                "because its source is not public. Leave the number out."
            )

    def result(self) -> Readiness:
        """What was found, each sentence once."""
        if self.unchecked:
            self.warn(f"Not checked against a held text: {', '.join(self.unchecked)}.")
        return Readiness(list(dict.fromkeys(self.blocking)), list(dict.fromkeys(self.warnings)))

    def _leaks(self, figure) -> None:
        """Numbers in the record's own texts may be of anything, so that only a curator can say what they give away."""
        for member in ("title", "summary", "description"):
            if is_small(figure) and gives_away(figure, getattr(self.record, member, "")):
                self.warn(
                    f"{member.capitalize()}: the number of “{figure.key}”, published as “fewer than 5”, stands "
                    "in this text too. See that it does not speak of the same people."
                )

    def _figure_named(self, name: str) -> str:
        """A figure by its key, and by its record where that is another."""
        _, ref, key = name.split("/")
        return f"“{key}”" if ref == self.record.ref else f"“{key}” of “{ref}”"

    def _checked(self, row, label):
        if row.check_result in BLOCKED:
            self.block(f"{label}: {BLOCKED[row.check_result]}.")
        elif row.check_result in DOUBTED:
            self.warn(f"{label}: {DOUBTED[row.check_result]}.")
        elif row.stated_as and row.check_result != Result.VERIFIED:
            self.unchecked.append(label[0].lower() + label[1:])

    def _word_in_use(self, each, word, label):
        name = ", ".join(part for part in (label, _sentence_case(each.verbose_name)) if part)
        scheme = (each.get_limit_choices_to() or {}).get("scheme")
        if each.many_to_many and scheme and word.scheme != scheme:
            self.block(f"{name}: “{word}” is not a term of the vocabulary “{scheme}”.")
        if word.retired_on:
            day = f"{word.retired_on.day} {word.retired_on:%B %Y}"
            self.warn(f"{name}: “{word}” was retired on {day}. Choose a word still in use.")


def _field_name(row, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return ""
    return _sentence_case(row._meta.get_field(name).verbose_name)


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(row):
    """(field, word) for every term or measure that a row points to."""
    for each in row._meta.fields:
        if each.related_model in (Term, Measure) and (word := getattr(row, each.name, None)):
            yield each, word
    for each in row._meta.many_to_many:
        if each.related_model is Term:
            yield from ((each, word) for word in getattr(row, each.name).all())


def _goes_round(row) -> bool:
    seen, above = {row.pk}, row.counted_in
    while above:
        if above.pk in seen:
            return True
        seen.add(above.pk)
        above = above.counted_in
    return False
