"""Ledgers of source documents, compared with the documents and with the fixtures. Pure; for `check_seeds`."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from lifesci.evidence.checking import paragraphs
from lifesci.evidence.numerals import Number, NumberKind, numbers_in

TEXTS = ("title", "publisher", "published", "source", "file", "sha256")
FIGURES = "figure"
MARKS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class BadLedger(ValueError):
    """A ledger or fixture file cannot be read as one; the message says in a sentence what is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a document: the words as printed, and the records it became or the reason why it became none."""

    paragraph: int
    number: str
    becomes: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one file of seeds/ says of one document. `footnotes` begins the keys of what its footnote marks became."""

    title: str
    publisher: str
    published: str
    source: str
    file: str
    sha256: str
    footnotes: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the table that `check_seeds` prints."""

    file: str
    paragraphs: int
    numbers: int
    recorded: int
    explained: int
    marks: int


class Index:
    """The rows of the fixtures by key: the model's name and the values of its natural key, joined by spaces."""

    def __init__(self, rows: Iterable[Mapping], keys: Mapping[str, tuple[str, ...]]):
        """`keys` names for each model ("programmes.programmefigure") the fields that make its natural key."""
        self.rows = {self._key(row, keys[row["model"]]): row["fields"] for row in rows}

    @staticmethod
    def _key(row: Mapping, fields: tuple[str, ...]) -> str:
        words = [row["model"].partition(".")[2]]
        for name in fields:
            value = row["fields"].get(name, "")
            words += map(str, value) if isinstance(value, list) else [str(value)]
        return " ".join(words)

    def find(self, key: str) -> Mapping | None:
        """The fields of a row by its key, or by its key and the name of a filled field of it; None if neither."""
        row, _, name = key.rpartition(" ")
        if key in self.rows:
            return self.rows[key]
        filled = self.rows.get(row, {}).get(name) not in (None, "", [])
        return self.rows[row] if row in self.rows and filled else None

    def figures_of(self, source: str) -> Iterator[str]:
        """Keys of the figures that cite a source."""
        for key, fields in self.rows.items():
            if key.partition(" ")[0].endswith(FIGURES) and fields.get("source") == [source]:
                yield key


def read_ledger(text: str) -> Ledger:
    """The ledger that a YAML text holds. Raises BadLedger."""
    try:
        data = yaml.safe_load(text)
        head = {name: data[name] for name in TEXTS}
        entries = tuple(
            _entry(paragraph, row) for paragraph, rows in (data["paragraphs"] or {}).items() for row in rows
        )
    except yaml.YAMLError as problem:
        raise BadLedger(f"it is not YAML: {problem}") from problem
    except KeyError as missing:
        raise BadLedger(f"it does not say its {missing.args[0]}.") from missing
    except (TypeError, AttributeError) as problem:
        raise BadLedger("it is not a mapping of paragraphs to lists of numbers.") from problem
    blank = [name for name in TEXTS if not isinstance(head[name], str)]
    if blank:
        raise BadLedger(f"its {blank[0]} is not text.")
    return Ledger(**head, footnotes=data.get("footnotes", ""), entries=entries)


def _entry(paragraph, row: Mapping) -> Entry:
    unknown = set(row) - {"number", "becomes", "why"}
    if not isinstance(paragraph, int) or unknown or "number" not in row:
        raise BadLedger(f"paragraph {paragraph} has an entry that is not number, and becomes or why.")
    becomes = row.get("becomes", [])
    if not isinstance(becomes, list) or bool(becomes) == bool(row.get("why")):
        raise BadLedger(
            f"paragraph {paragraph}, “{row['number']}”: say what it becomes, or why nothing: one of the two."
        )
    return Entry(paragraph, str(row["number"]), tuple(map(str, becomes)), str(row.get("why", "")))


@dataclass
class Comparison:
    """One ledger beside its document and the fixtures; `problems` are sentences, in the order of the document."""

    ledger: Ledger
    document: bytes
    index: Index
    problems: list[str] = field(default_factory=list)

    def __post_init__(self):
        """Read the document and look for every kind of mistake."""
        self.texts = paragraphs(self.document.decode())
        self.numbers = [numbers_in(text) for text in self.texts]
        self._compare_document()
        self._compare_numbers()
        self._compare_keys()
        self._compare_marks()
        self._compare_figures()

    @property
    def count(self) -> Count:
        """The line of the table."""
        entries, marks = self.ledger.entries, [mark for found in self.numbers for mark in found if _is_mark(mark)]
        recorded = sum(bool(entry.becomes) for entry in entries)
        numbers = sum(len(found) for found in self.numbers) - len(marks)
        explained = len(entries) - recorded
        return Count(self.ledger.file, len(self.texts), numbers, recorded, explained, len(marks))

    def _compare_document(self):
        digest, source = hashlib.sha256(self.document).hexdigest(), self.index.find(f"source {self.ledger.source}")
        if digest != self.ledger.sha256:
            self.problems.append(f"The SHA-256 is {digest}; the ledger says {self.ledger.sha256}.")
        if source is None:
            self.problems.append(f"The source “{self.ledger.source}” is not in the fixtures.")
            return
        for name, here in (("title", "title"), ("publisher", "publisher"), ("file_name", "file"), ("sha256", "sha256")):
            said, ours = source.get(name, ""), getattr(self.ledger, here)
            if said != ours:
                self.problems.append(f"The {here} is “{ours}” in the ledger and “{said}” in the fixtures.")

    def _compare_numbers(self):
        listed: dict[int, Counter] = {}
        for entry in self.ledger.entries:
            listed.setdefault(entry.paragraph, Counter())[entry.number] += 1
        for paragraph in sorted({*listed, *range(1, len(self.texts) + 1)}):
            there = range(1, len(self.texts) + 1)
            found = self.numbers[paragraph - 1] if paragraph in there else ()
            printed = Counter(number.text for number in found if not _is_mark(number))
            said = listed.get(paragraph, Counter())
            for number in (printed - said).elements():
                self.problems.append(f"Paragraph {paragraph} has “{number}”, and the ledger does not cover it.")
            for number in (said - printed).elements():
                self.problems.append(f"Paragraph {paragraph} does not have “{number}”, and the ledger lists it.")

    def _compare_keys(self):
        for entry in self.ledger.entries:
            for key in entry.becomes:
                row, where = self.index.find(key), f"Paragraph {entry.paragraph}, “{entry.number}”"
                if row is None:
                    self.problems.append(f"{where}: the fixtures have no “{key}”.")
                elif row.get("source", [self.ledger.source]) != [self.ledger.source]:
                    self.problems.append(f"{where}: “{key}” cites another source, {row['source'][0]}.")

    def _compare_marks(self):
        ours = f"{self.ledger.footnotes} "
        known = {key.rpartition(" ")[2] for key in self.index.rows if self.ledger.footnotes and key.startswith(ours)}
        for paragraph, found in enumerate(self.numbers, 1):
            for mark in filter(_is_mark, found):
                if mark.text.translate(MARKS) not in known:
                    self.problems.append(f"Paragraph {paragraph}: the footnote mark “{mark.text}” is no reference.")

    def _compare_figures(self):
        named = {key for entry in self.ledger.entries for key in entry.becomes}
        for key in self.index.figures_of(self.ledger.source):
            if key not in named:
                self.problems.append(f"The figure “{key}” cites this document, and no number of the ledger became it.")


def _is_mark(number: Number) -> bool:
    return number.kind is NumberKind.FOOTNOTE
