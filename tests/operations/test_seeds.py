"""The ledgers of seeds/: each kind of mistake is planted once and named; the ledgers at home have none."""

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lifesci.operations.seeds import BadLedger, Comparison, Count, Entry, Index, Ledger, read_ledger

DOCUMENTS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
TEXT = (
    "A school fair\n\nIn 2019 nearly 40 pupils came.¹ One of them won.\nHundreds of parents came.\n¹ Register, 2020\n"
)
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
LEDGER = f"""
title: A school fair
publisher: A school
published: No date is printed.
source: fair
file: fair.txt
sha256: {DIGEST}
footnotes: sourcereference fair
paragraphs:
  2:
    - number: '2019'
      becomes: [programmefigure fair pupils period_start]
    - number: '40'
      becomes: [programmefigure fair pupils]
    - number: One
      why: It counts nothing.
  3:
    - number: Hundreds
      becomes: [programmefigure fair parents]
  4:
    - number: '2020'
      why: The year of the footnote.
"""
FIXTURES = f"""
- model: evidence.source
  fields: {{ref: fair, title: A school fair, publisher: A school, file_name: fair.txt, sha256: {DIGEST}}}
- model: evidence.source
  fields: {{ref: register, title: Register}}
- model: evidence.sourcereference
  fields: {{source: [fair], cites: [register], mark: '1'}}
- model: programmes.programmefigure
  fields: {{programme: [fair], key: pupils, source: [fair], value: 40, period_start: '2019', period_end: ''}}
- model: programmes.programmefigure
  fields: {{programme: [fair], key: parents, source: [fair]}}
- model: programmes.programmefigure
  fields: {{programme: [other], key: pupils, source: [register]}}
- model: vocabularies.term
  fields: {{scheme: audience, code: primary}}
"""


@pytest.fixture
def folders(tmp_path):
    """Documents, ledgers and fixtures that agree, in three folders a test may spoil."""
    for name, file, text in (
        ("documents", "fair.txt", TEXT),
        ("ledgers", "fair.yaml", LEDGER),
        ("fixtures", "1.yaml", FIXTURES),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(text)
    return tmp_path


def run(folders) -> tuple[str, list[str], str]:
    """What check_seeds prints, its problems line by line, and the message it fails with."""
    out, err, failed = StringIO(), StringIO(), ""
    home = {"ledgers": folders / "ledgers", "fixtures": folders / "fixtures"}
    try:
        call_command("check_seeds", str(folders / "documents"), **home, stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        failed = str(error)
    return out.getvalue(), err.getvalue().splitlines(), failed


def spoil(folders, name: str, old: str, new: str) -> None:
    """Replace a text, which must be there once, in the file of one folder."""
    path = next((folders / name).iterdir())
    assert path.read_text().count(old) == 1
    path.write_text(path.read_text().replace(old, new))


def test_check_seeds_where_all_agrees_prints_the_table_alone(folders):
    assert run(folders) == (
        "document                           paragraphs  numbers  records  reasons  marks\n"
        "fair.txt                                    4        5        3        2      2\n",
        [],
        "",
    )


PLANTED = [
    ("documents", "won.", "won 7 prizes.", ["Paragraph 2 has “7”, and the ledger does not cover it."]),
    ("documents", "Hundreds of", "Many", ["Paragraph 3 does not have “Hundreds”, and the ledger lists it."]),
    ("documents", "\n¹ Register, 2020", "", ["Paragraph 4 does not have “2020”, and the ledger lists it."]),
    ("documents", "came.¹", "came.²", ["Paragraph 2: the footnote mark “²” is no reference."]),
    (
        "ledgers",
        "fair parents]",
        "fair parent]",
        [
            "Paragraph 3, “Hundreds”: the fixtures have no “programmefigure fair parent”.",
            "The figure “programmefigure fair parents” cites this document, and no number of the ledger became it.",
        ],
    ),
    (
        "ledgers",
        "period_start",
        "period_end",
        ["Paragraph 2, “2019”: the fixtures have no “programmefigure fair pupils period_end”."],
    ),
    (
        "ledgers",
        "fair pupils period_start",
        "other pupils",
        ["Paragraph 2, “2019”: “programmefigure other pupils” cites another source, register."],
    ),
    (
        "ledgers",
        "source: fair\n",
        "source: market\n",
        [
            "The source “market” is not in the fixtures.",
            *(
                f"Paragraph {p}, “{n}”: “programmefigure fair {k}” cites another source, fair."
                for p, n, k in ((2, "2019", "pupils period_start"), (2, "40", "pupils"), (3, "Hundreds", "parents"))
            ),
        ],
    ),
    (
        "ledgers",
        "publisher: A school",
        "publisher: A town",
        ["The publisher is “A town” in the ledger and “A school” in the fixtures."],
    ),
    (
        "fixtures",
        "title: A school fair",
        "title: A fair",
        ["The title is “A school fair” in the ledger and “A fair” in the fixtures."],
    ),
]


@pytest.mark.parametrize(("folder", "old", "new", "problems"), PLANTED)
def test_check_seeds_names_a_planted_mistake(folders, folder, old, new, problems):
    spoil(folders, folder, old, new)
    _, named, failed = run(folders)
    digest = [line for line in named if "SHA-256" in line]
    assert bool(digest) == (folder == "documents")
    assert [line for line in named if line not in digest] == [f"fair.yaml: {problem}" for problem in problems]
    assert failed == f"{len(named)} problem{'s' * (len(named) > 1)} in the ledgers."


def test_check_seeds_with_another_digest_names_both(folders):
    spoil(folders, "ledgers", DIGEST, "f" * 64)
    assert run(folders)[1] == [
        f"fair.yaml: The SHA-256 is {DIGEST}; the ledger says {'f' * 64}.",
        f"fair.yaml: The sha256 is “{'f' * 64}” in the ledger and “{DIGEST}” in the fixtures.",
    ]


def test_check_seeds_of_a_document_without_ledger_names_it(folders):
    (folders / "documents" / "market.txt").write_text("Nothing is counted here.")
    assert run(folders)[1:] == (["market.txt: no ledger is about this document."], "1 problem in the ledgers.")


def test_check_seeds_of_a_ledger_without_document_names_it(folders):
    (folders / "documents" / "fair.txt").rename(folders / "documents" / "other.txt")
    assert run(folders)[1] == [
        f"fair.yaml: the document fair.txt cannot be compared: it is not in {folders / 'documents'}.",
        "other.txt: no ledger is about this document.",
    ]


def test_check_seeds_of_two_ledgers_for_one_document_names_the_second(folders):
    (folders / "ledgers" / "again.yaml").write_text(LEDGER)
    assert run(folders)[1] == ["fair.yaml: the document fair.txt cannot be compared: another ledger has it too."]


@pytest.mark.parametrize("name", ["ledgers", "fixtures"])
def test_check_seeds_of_a_broken_file_names_it(folders, name):
    (folders / name / "broken.yaml").write_text("a: [")
    assert run(folders)[2].startswith("broken.yaml cannot be read: ")


def test_check_seeds_of_an_empty_folder_fails(folders):
    (folders / "documents" / "fair.txt").unlink()
    assert run(folders)[2] == f"There is no document in {folders / 'documents'}: it holds no .txt file."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: A school fair\n", "", "it does not say its title."),
        ("publisher: A school", "publisher: 7", "its publisher is not text."),
        (
            "      why: It counts nothing.\n",
            "",
            "paragraph 2, “One”: say what it becomes, or why nothing: one of the two.",
        ),
        (
            "      becomes: [programmefigure fair pupils]\n",
            "      becomes: [x]\n      why: y\n",
            "paragraph 2, “40”: say what it becomes, or why nothing: one of the two.",
        ),
        (
            "      why: It counts nothing.",
            "      because: Nothing.",
            "paragraph 2 has an entry that is not number, and becomes or why.",
        ),
        ("  3:\n", "  third:\n", "paragraph third has an entry that is not number, and becomes or why."),
    ],
)
def test_read_ledger_of_a_faulty_text_says_what_is_wrong(old, new, said):
    assert LEDGER.count(old) == 1
    with pytest.raises(BadLedger) as refused:
        read_ledger(LEDGER.replace(old, new))
    assert str(refused.value) == said


def test_read_ledger_of_no_mapping_says_so():
    with pytest.raises(BadLedger, match="not a mapping of paragraphs"):
        read_ledger("- a\n- b\n")


def test_read_ledger_gives_each_number_with_what_became_of_it():
    ledger = read_ledger(LEDGER)
    head = Ledger(
        "A school fair",
        "A school",
        "No date is printed.",
        "fair",
        "fair.txt",
        DIGEST,
        "sourcereference fair",
        ledger.entries,
    )
    assert ledger == head
    assert ledger.entries[1:3] == (
        Entry(2, "40", ("programmefigure fair pupils",)),
        Entry(2, "One", (), "It counts nothing."),
    )


def test_index_finds_rows_by_key_and_filled_fields_alone():
    row = {
        "model": "programmes.storystep",
        "fields": {"story": ["fair", "ann"], "order": 2, "happened_on": "", "text": "Wins."},
    }
    index = Index([row], {"programmes.storystep": ("story", "order")})
    assert index.find("storystep fair ann 2") == row["fields"]
    assert index.find("storystep fair ann 2 text") == row["fields"]
    assert [
        index.find(key) for key in ("storystep fair ann", "storystep fair ann 2 happened_on", "storystep fair ann 2 x")
    ] == [None] * 3


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not beside the project")
def test_check_seeds_of_the_register_finds_no_problem():
    out = StringIO()
    call_command("check_seeds", str(DOCUMENTS), stdout=out)
    assert [line.split()[1:] for line in out.getvalue().splitlines()] == [
        ["paragraphs", "numbers", "records", "reasons", "marks"],
        ["18", "16", "13", "3", "0"],
        ["18", "14", "14", "0", "0"],
        ["17", "8", "7", "1", "0"],
        ["115", "112", "97", "15", "34"],
    ]


def test_comparison_counts_a_document_without_numbers():
    text = b"Nothing here."
    ledger = Ledger("", "", "", "none", "none.txt", hashlib.sha256(text).hexdigest())
    assert Comparison(ledger, text, Index([], {})).count == Count("none.txt", 1, 0, 0, 0, 0)
