"""Compare the ledgers of seeds/ with the documents they are about and with the fixtures; run by `.ci/run`."""

from pathlib import Path

import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from lifesci.operations.seeds import BadLedger, Comparison, Count, Index, read_ledger

# Vocabularies name themselves; every other model lists its key in NATURAL.
KEYS = {"term": ("scheme", "code"), "place": ("ref",), "measure": ("code",)}
HEADINGS = Count("document", "paragraphs", "numbers", "records", "reasons", "marks")


class Command(BaseCommand):
    """Prints a table of the documents; every problem is a line of its own, and any makes the command fail."""

    help = "Check that every number of the source documents in DIR became a record or has a reason in seeds/."

    def add_arguments(self, parser):
        """The folder with the documents, and where ledgers and fixtures stand if not at home."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="the folder with the source documents (*.txt)")
        parser.add_argument("--ledgers", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args, folder, ledgers, fixtures, **options):
        """Compare, print, and fail if anything is wrong."""
        documents = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
        if not documents:
            raise CommandError(f"There is no document in {folder}: it holds no .txt file.")
        index, counts, problems, seen = read_fixtures(fixtures), [], [], set()
        for path in sorted(ledgers.glob("*.yaml")):
            ledger = ledger_of(path)
            if ledger.file in seen or ledger.file not in documents:
                doubt = "another ledger has it too" if ledger.file in seen else f"it is not in {folder}"
                problems.append(f"{path.name}: the document {ledger.file} cannot be compared: {doubt}.")
                continue
            seen.add(ledger.file)
            compared = Comparison(ledger, documents[ledger.file], index)
            counts.append(compared.count)
            problems += [f"{path.name}: {problem}" for problem in compared.problems]
        problems += [f"{name}: no ledger is about this document." for name in documents if name not in seen]
        self.print_table(counts)
        if problems:
            self.stderr.write("\n".join(problems))
            raise CommandError(f"{len(problems)} problem{'s' * (len(problems) > 1)} in the ledgers.")

    def print_table(self, counts: list[Count]) -> None:
        """One line a document: what it holds, and what became of it."""
        for count in (HEADINGS, *sorted(counts, key=lambda count: count.file)):
            self.stdout.write(
                f"{count.file:<34}{count.paragraphs:>11}{count.numbers:>9}{count.recorded:>9}{count.explained:>9}{count.marks:>7}"
            )


def ledger_of(path: Path):
    """The ledger a file holds. Raises CommandError, naming the file."""
    try:
        return read_ledger(path.read_text())
    except BadLedger as problem:
        raise CommandError(f"{path.name} cannot be read: {problem}") from problem


def read_fixtures(folder: Path) -> Index:
    """Every row of the fixtures of a folder, by key. Raises CommandError, naming the file."""
    rows = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            rows += yaml.safe_load(path.read_text()) or []
        except yaml.YAMLError as problem:
            raise CommandError(f"{path.name} cannot be read: {problem}") from problem
    return Index(rows, {name: natural_fields(name) for name in {row["model"] for row in rows}})


def natural_fields(label: str) -> tuple[str, ...]:
    """The fields of a fixture that together name a row: what stands before the first "__" of each look-up."""
    model = apps.get_model(label)
    known = KEYS.get(model._meta.model_name)
    return known or tuple(dict.fromkeys(path.partition("__")[0] for path in model.NATURAL))
