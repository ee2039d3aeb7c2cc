"""Pulls the whole register by a client that was generated from its description. Run by test_generated_client alone:

python pull.py http://HOST FOLDER-OF-THE-CLIENT; prints one JSON object of all that it read.
"""

import json
import sys
from importlib import import_module
from urllib.parse import parse_qs, urlsplit

BASE, FOLDER = sys.argv[1:]
PLURALS = {"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}
sys.path.insert(0, FOLDER)
client = import_module("register_client").Client(base_url=BASE, raise_on_unexpected_status=True)
models = import_module("register_client.models")


def ask(tag: str, name: str, *args, **options):
    """What an operation answers, as the type that the description promises. Stops at a problem."""
    found = import_module(f"register_client.api.{tag}.{name}").sync(*args, client=client, **options)
    if found is None or isinstance(found, models.Problem):
        sys.exit(f"{name}: {found}")
    return found


def walk(tag: str, name: str, parameter: str = "cursor", **options):
    """Every result of a list, page by page, by what `next` says."""
    page = ask(tag, name, **options)
    while True:
        yield from page.results
        if page.next_ is None:
            return
        value = parse_qs(urlsplit(page.next_).query)[parameter][0]
        page = ask(tag, name, **(options | {parameter: int(value) if parameter == "after" else value}))


def of_type(rows, *names: str) -> list:
    """The rows, each of which has to be of one of these types."""
    rows, types = list(rows), tuple(getattr(models, name) for name in names)
    wrong = {type(row).__name__ for row in rows if not isinstance(row, types)}
    if wrong:
        sys.exit(f"{', '.join(wrong)} where {', '.join(names)} was promised")
    return rows


def records(kind: str) -> dict:
    """All that there is of one kind: the list, whole documents, details, Editions."""
    tag, type_name = PLURALS[kind], kind.title()
    items = of_type(walk(tag, f"list_{tag}", page_size=2), f"{type_name}Item")
    whole = import_module(f"register_client.models.list_{tag}_whole")
    yes = getattr(whole, f"List{tag.title()}Whole").YES
    batch = of_type(walk(tag, f"list_{tag}", page_size=2, whole=yes), type_name)
    details = of_type((ask(tag, f"read_{kind}", item.ref) for item in items), type_name)
    lines = {item.ref: of_type(walk(tag, f"list_{kind}_editions", ref=item.ref), "EditionLine") for item in items}
    numbered = [
        ask(tag, f"read_{kind}_edition", ref, line.edition).to_dict() for ref, each in lines.items() for line in each
    ]
    return {
        "items": [item.to_dict() for item in items],
        "whole": [document.to_dict() for document in batch],
        "documents": [document.to_dict() for document in details],
        "numbered": numbered,
    }


pulled = {kind: records(kind) for kind in PLURALS}
schemes = [line.scheme for line in of_type(walk("vocabularies", "list_vocabularies"), "VocabularyLine")]
sorts = {"measure": "WordMeasure", "place": "WordPlace", "search": "WordSearch"}
pulled["words"] = {
    scheme: [
        word.to_dict()
        for word in of_type(walk("vocabularies", "read_vocabulary", scheme=scheme), sorts.get(scheme, "WordTerm"))
    ]
    for scheme in schemes
}
figures = of_type(walk("facts", "list_figures", page_size=2), "FigureRow")
pulled["phrases"] = [(figure.record.ref, figure.measure.label, figure.phrase) for figure in figures]
pulled["themes"] = [row.theme.code for row in of_type(walk("facts", "list_outcomes", page_size=1), "OutcomeRow")]
changes = of_type(walk("changes", "list_changes", "after", page_size=2), "ChangeLine")
pulled["changes"] = [(change.sequence, change.kind, change.ref, change.action.value) for change in changes]
pulled["totals"] = [total.to_dict()["sentence"] for total in walk("facts", "list_totals", page_size=1)]
pulled["version"] = ask("about", "read_root").register_version
pulled["limit"] = ask("about", "read_me").limit
json.dump(pulled, sys.stdout)
