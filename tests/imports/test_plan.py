"""The plan says of every row what would become of it, and writes nothing else."""

import pytest
from django.apps import apps
from django.core import serializers

from lifesci.imports.acts.plan import make_plan
from lifesci.imports.acts.propose import propose
from lifesci.imports.exporting import export
from lifesci.imports.models import FieldLock, FilePiece, Outcome, Proposal, ProposedRow, Stage
from lifesci.imports.progress import ask_to_stop
from lifesci.imports.register import tables
from lifesci.imports.running import run
from lifesci.vocabularies.models import Scheme
from organisations.models import Organisation
from programmes.models import Programme
from tests import factories as make
from tests.golden.examples import full_register
from tests.imports.made_files import csv_file, json_file, text_file, xlsx_file

pytestmark = pytest.mark.django_db
WRITINGS = [("arabic", "برنامج"), ("accents", "Cafe\u0301 Zoe\u0308")]
MINE = {Proposal, ProposedRow, FilePiece}


def everything() -> dict[str, str]:
    """The whole database but the plans, as text."""
    models = [model for model in apps.get_models() if model not in MINE and model._meta.managed]
    return {model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk")) for model in models}


def told(proposal) -> list[tuple]:
    """(row, outcome, problems, changes) of a plan."""
    return [(row.number, row.outcome, row.problems, row.changes) for row in proposal.rows.all()]


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_everything_that_was_exported_is_unchanged(planned, form):
    full_register()
    querysets = [resource.model.objects.all() for resource in tables().values()]
    before = everything()
    proposal = planned(export(querysets, form, by=None), name=f"x.{form}")
    assert proposal.stage == Stage.PLANNED, proposal.said
    assert set(proposal.rows.values_list("table", flat=True)) == set(tables())
    assert [str(row) for row in proposal.rows.exclude(outcome=Outcome.UNCHANGED)] == []
    assert proposal.rows.count() == sum(queryset.count() for queryset in querysets)
    assert everything() == before


def test_every_table_that_was_exported_as_csv_is_unchanged(planned):
    full_register()
    make.ProgrammeFactory(title="<b>=bold</b>", description="'=x\r\nnext\u202e")
    for name, resource in tables().items():
        proposal = planned(export([resource.model.objects.all()], "csv", by=None), table=name)
        assert (proposal.said, proposal.rows.exclude(outcome=Outcome.UNCHANGED).count()) == ("", 0)
        assert proposal.rows.count() == resource.model.objects.count() > 0


@pytest.fixture
def every_outcome(planned, somebody):
    """A plan with every outcome, and whether making it left the rest of the database alone."""
    make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="company")
    alpha, beta, gamma = (
        make.OrganisationFactory(ref=ref, name=name, description="", website="")
        for ref, name in (("alpha", "Alpha Biologics"), ("beta", "Beta"), ("gamma", "Gamma"))
    )
    FieldLock.objects.create(table="organisations", key="beta", field="name", why="Agreed.", by=make.CuratorFactory())
    file = export([Organisation.objects.filter(ref="gamma")], "csv", by=None).read().decode()
    version = file.splitlines()[1].rpartition(",")[2]
    Organisation.objects.filter(ref="gamma").update(description="Edited since.")
    importer = somebody("importer")
    before = everything()
    proposal = planned(
        ("ref", "name", "type", "website", "version"),
        ("alpha", "Alpha Biologics", "company", "", ""),
        ("alpha", "Twice", "company", "", ""),
        ("beta", "Beta Two", "company", "https://beta.example", ""),
        ("gamma", "Gamma Two", "company", "", version),
        ("delta", "The ALPHA Biologics", "company", "", ""),
        ("epsilon", "Epsilon", "company", "", ""),
        ("zeta", "", "compani", "no address", ""),
        ("", "Eta", "company", "", ""),
        by=importer,
    )
    return proposal, everything() == before


def test_a_plan_of_every_outcome_writes_to_no_other_table(every_outcome):
    proposal, is_untouched = every_outcome
    assert is_untouched
    assert [(number, outcome) for number, outcome, *_ in told(proposal)] == [
        (2, "unchanged"),
        (3, "invalid"),
        (4, "locked"),
        (5, "conflict"),
        (6, "suspect"),
        (7, "new"),
        (8, "invalid"),
        (9, "invalid"),
    ]


def test_each_row_of_a_plan_says_why_it_is_what_it_is(every_outcome):
    proposal, _ = every_outcome
    rows = {row.number: row for row in proposal.rows.all()}
    assert rows[3].problems == [["", "alpha", "Row 2 of the file is about the same row."]]
    assert rows[4].changes == {"website": ["", "https://beta.example"]}
    assert rows[4].kept_out["name"][:2] == ["Beta", "Beta Two"]
    assert rows[4].kept_out["name"][2].endswith(": Agreed.")
    assert rows[5].changes == {"name": ["Gamma", "Gamma Two"]}
    assert rows[5].note == "The row was edited after the file was made."
    assert rows[6].note == "The register has “Alpha Biologics” (alpha)."
    assert rows[8].problems == [
        ["type", "compani", "The register has no organisation type term “compani”. Did you mean “company”?"],
        ["name", "", "This cannot be empty."],
        ["website", "no address", "Enter a valid URL."],
    ]
    assert rows[9].problems == [["ref", "", "This cannot be empty: it says which row is meant."]]


FIGURE = ("programme", "key", "measure", "value", "period_kind", "population", "period_start", "review_on", "note")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("value", "1e309", "This is no number that the register keeps. Write digits, with a point before decimals."),
        ("value", "NaN", "This is no number that the register keeps. Write digits, with a point before decimals."),
        ("value", "-3", "A figure cannot be less than 0; record a fall as the size of the fall."),
        ("value", "2.5", "People are counted in whole numbers."),
        ("value", "16,500", "Write the number without commas: 16500."),
        ("value", "51%", "Write the number without the sign: 51 for 51%."),
        ("value", "", "Give a value, or say why there is none. Unknown is never 0."),
        ("review_on", "2023-02-30", "There is no such day. Write days as 2026-03-04"),
        ("review_on", "04/03/2026", "There is no such day. Write days as 2026-03-04"),
        ("review_on", "45000", "A spreadsheet has turned this day into a number."),
        ("period_start", "Jul-22", "“Jul-22” is not a date the register can keep."),
        ("period_start", "44743", "“44743” is not a date the register can keep."),
        ("programme", "nobody", "The register has no programme “nobody”."),
        ("measure", "studens", "The register has no measure “studens”. Did you mean “students”?"),
        ("period_kind", "per year", "“per year” is none of the words of this column. Did you mean “per_year”?"),
        ("note", "<script>alert(1)</script>", "“<script>” looks like markup; the register keeps plain text."),
        ("note", "abc\u202edef", "The text holds the hidden character U+202E, which turns the direction of writing"),
        ("note", "e" + "\u0301" * 9, "The text piles more than 3 marks on one letter. Write it plainly."),
        ("note", "bell\x07", "The text holds the hidden character U+0007, which nobody can see. Remove it."),
        ("note", "=1+1", "The cell begins with “=”, so a spreadsheet would run it. Put an apostrophe before it."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_its_value_and_the_reason(planned, column, value, reason):
    make.ProgrammeFactory(ref="outreach")
    make.MeasureFactory()
    good = dict(zip(FIGURE, ("outreach", "k", "students", "900", "cumulative", "", "2019", "", ""), strict=True))
    proposal = planned(FIGURE, good.values(), [*(good | {"key": "bad", column: value}).values()])
    assert proposal.stage == Stage.PLANNED, proposal.said
    first, second = proposal.rows.all()
    assert (first.outcome, first.problems) == (Outcome.NEW, [])
    assert (second.outcome, len(second.problems)) == (Outcome.INVALID, 1)
    name, shown, why = second.problems[0]
    assert (name or column, why[: len(reason)]) == (column, reason)
    assert not name or shown == value


def test_a_share_over_a_hundred_is_invalid(planned):
    make.ProgrammeFactory(ref="outreach")
    make.MeasureFactory(code="women", counts="share", unit="%")
    proposal = planned(FIGURE, ("outreach", "k", "women", "101", "cumulative", "learners", "", "", ""))
    assert proposal.rows.get().problems == [["value", "101", "A share cannot be more than 100 per cent."]]


def test_text_from_right_to_left_and_with_marks_is_taken(planned):
    proposal = planned(("ref", "title"), *WRITINGS, table="programmes")
    assert list(proposal.rows.values_list("outcome", flat=True)) == ["new", "new"]


@pytest.mark.parametrize(
    ("file", "name", "said"),
    [
        (csv_file(("ref", "titel"), ("a", "A")), "x.csv", "The file does not say which table"),
        (xlsx_file(programs=[("ref", "title")]), "x.xlsx", "There is no table “programs”. Did you mean “programmes”?"),
        (xlsx_file(programmes=[("ref", "titel")]), "x.xlsx", "The table “programmes” has no column “titel”."),
        (xlsx_file(programmes=[("title",)]), "x.xlsx", "The table “programmes” needs the column “ref”"),
        (xlsx_file(programmes=[("ref",), ("a",)]), "x.xlsx", "The table “programmes” has no column but those"),
        (text_file('ref,title,status\na,Alpha,\nb,"open\n'), "x.csv", "In row 3 a quotation mark is opened"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_ours_is_refused_and_leaves_nothing(planned, file, name, said):
    file.seek(0)
    proposal = planned(file, name=name)
    assert (proposal.stage, proposal.rows.count()) == (Stage.REFUSED, 0)
    assert proposal.said.startswith(said)


def test_a_workbook_of_several_tables_may_name_what_it_brings_itself(planned):
    make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="company")
    proposal = planned(
        xlsx_file(
            programmes=[
                ("ref", "title", "lead", "parent"),
                ("strand", "Strand", "body", "whole"),
                ("whole", "Whole", "bdy", ""),
            ],
            organisations=[("ref", "name", "type"), ("body", "Body", "company")],
        ),
        name="x.xlsx",
    )
    assert [(row.table, row.key, row.outcome) for row in proposal.rows.all()] == [
        ("organisations", "body", "new"),
        ("programmes", "strand", "invalid"),
        ("programmes", "whole", "invalid"),
    ]
    strand, whole = proposal.rows.filter(table="programmes")
    assert whole.problems == [["lead", "bdy", "The register has no organisation “bdy”."]]
    assert strand.problems == [["parent", "whole", "The register has no programme “whole”."]]


def test_rows_that_would_be_part_of_themselves_are_invalid(planned):
    make.ProgrammeFactory(ref="a", title="One", parent=make.ProgrammeFactory(ref="b", title="Two"))
    proposal = planned(("ref", "title", "parent"), ("b", "Two", "c"), ("c", "Three", "a"), ("d", "Four", "c"))
    assert proposal.said == ""
    assert [(row.key, row.outcome) for row in proposal.rows.all()] == [
        ("b", "invalid"),
        ("c", "invalid"),
        ("d", "invalid"),
    ]


def test_a_retired_word_is_kept_where_it_stands_and_not_chosen_anew(planned):
    old = make.TermFactory(scheme=Scheme.AUDIENCE, code="old", retired_on="2025-01-01")
    make.TermFactory(scheme=Scheme.AUDIENCE, code="new")
    make.ProgrammeFactory(ref="has", title="One", audiences=[old])
    make.ProgrammeFactory(ref="has-not", title="Two")
    proposal = planned(("ref", "audiences"), ("has", "new; old"), ("has-not", "old"))
    assert [row.outcome for row in proposal.rows.all()] == ["changed", "invalid"]
    assert proposal.rows.last().problems == [["audiences", "old", "“old” is retired and can no longer be chosen."]]


def test_somebody_without_the_right_to_a_table_is_refused_by_a_sentence(planned, somebody):
    make.TermFactory(scheme=Scheme.SECTOR, code="x")
    proposal = planned(("scheme", "code", "label"), ("sector", "x", "X"), by=somebody("importer"))
    assert (proposal.stage, proposal.said) == (Stage.REFUSED, "You may not import terms.")


def test_a_plan_that_was_killed_goes_on_where_it_stood(planned, monkeypatch):
    monkeypatch.setattr("lifesci.imports.acts.plan.CHUNK", 2)
    rows = [("ref", "title"), *((f"r-{number}", f"Title {number}") for number in range(7))]
    proposal = propose(csv_file(*rows), "x.csv", by=None, table_name="programmes")

    class Killed(BaseException):
        """The process ends."""

    def die(progress):
        if progress.done:
            raise Killed

    monkeypatch.setattr("lifesci.imports.progress.OFTEN", 0)
    with pytest.raises(Killed):
        make_plan(proposal, die)
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.rows.count()) == (Stage.READING, 2)
    first = list(proposal.rows.values_list("pk", flat=True))
    proposal = run(proposal.pk)
    assert (proposal.stage, [row.number for row in proposal.rows.all()]) == (Stage.PLANNED, list(range(2, 9)))
    assert list(proposal.rows.values_list("pk", flat=True))[:2] == first


def test_a_plan_that_is_cancelled_leaves_no_row(planned):
    proposal = propose(json_file([{"ref": "a", "title": "A"}]), "x.json", by=None, table_name="programmes")
    ask_to_stop(proposal.pk)
    proposal = run(proposal.pk)
    assert (proposal.stage, proposal.rows.count()) == (Stage.CANCELLED, 0)
    assert proposal.said == "The reading was cancelled. The register is as it was."


def test_planning_takes_the_same_queries_for_one_row_and_for_thirty(planned, django_assert_max_num_queries):
    for number in range(30):
        make.ProgrammeFactory(ref=f"p-{number}", title=f"Title {number}")
    rows = [(f"p-{number}", f"Title {number} anew") for number in range(30)]
    for count in (1, 30):
        with django_assert_max_num_queries(45):
            planned(("ref", "title"), *rows[:count], table="programmes")
    assert Programme.objects.filter(title__endswith="anew").count() == 0
