"""`manage.py check_evidence`: every figure of the first content is verified, and every sort of mistake is found."""

import hashlib
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from lifesci.context.models import BriefFigure
from lifesci.evidence.holding import hold_folder
from lifesci.evidence.models import Source
from programmes.models import Outcome, ProgrammeFigure
from tests.fixtures.conftest import DOCUMENTS

READING = ProgrammeFigure, "baylab-reading", "students-to-date"
WORK = ProgrammeFigure, "almac-work-experience", "students-per-year"
PLANTED = [
    (
        *READING,
        {"paragraph": 83},
        "not_found. The words “more than 16,500 students” do not stand in paragraph 83; they stand in paragraph 82.",
    ),
    (
        *READING,
        {"value": 16000},
        "other_value. Paragraph 82 states “16,500”; the figure says 16,000.",
    ),
    (
        *READING,
        {"qualifier": "exactly"},
        "other_qualifier. Paragraph 82 says “more than 16,500” (more than); the figure says exactly.",
    ),
    (
        *WORK,
        {"period_kind": "cumulative"},
        "period_in_doubt. Paragraph 50 says “annually” near these words; the figure’s period is cumulative.",
    ),
    (
        *READING,
        {"stated_as": ""},
        "not_found. The figure quotes no words of the source.",
    ),
]

MISTAKES = ["paragraph", "value", "qualifier", "period", "no words"]


@pytest.fixture
def copy(content, documents):
    """The first content with the texts of its documents held; what a test plants is taken back."""
    with transaction.atomic():
        hold_folder(DOCUMENTS, by=None)
        yield
        transaction.set_rollback(True)


def run(*arguments) -> tuple[list[str], list[str], str]:
    """What the command prints, its problems, and how it fails; empty where it does not."""
    out, errors, failed = io.StringIO(), io.StringIO(), ""
    try:
        call_command("check_evidence", *arguments, stdout=out, stderr=errors)
    except CommandError as failure:
        failed = str(failure)
    return out.getvalue().splitlines(), errors.getvalue().splitlines(), failed


def line(found: list[str], source: str, kind: str) -> list[int]:
    """The counts of one line of the table."""
    (told,) = [each.split() for each in found if each.split()[:2] == [source, kind]]
    return [int(count) for count in told[2:]]


def row_of(model, ref, key):
    """One fact by its natural key."""
    return model.objects.filter(pk=model.objects.get_by_natural_key(ref, key).pk)


def test_every_figure_of_the_first_content_is_verified(content, documents):
    with transaction.atomic():
        told, problems, failed = run("--hold", str(DOCUMENTS))
        transaction.set_rollback(True)
    assert told[:4] == [
        "Held 000_2d0e07f21e2d2deb.txt for ols-about-us: 18 paragraphs.",
        "Held 001_d3fa40a64926bae1.txt for mmip-white-paper-article: 18 paragraphs.",
        "Held 002_106326f5a1af5111.txt for midlands-engine-ols-visit: 17 paragraphs.",
        "Held 003_23c019c70c5060ab.txt for jobs-plan-annex-a: 115 paragraphs.",
    ]
    assert line(told, "all", "figures") == [85, 0, 0, 0, 0, 0, 0]
    assert line(told, "all", "others")[1:] == [0, 0, 0, 0, 0, 0]
    assert (problems, failed) == ([], "")


@pytest.mark.parametrize(("model", "ref", "key", "mistake", "said"), PLANTED, ids=MISTAKES)
def test_a_planted_mistake_is_found_and_named(copy, model, ref, key, mistake, said):
    row_of(model, ref, key).update(**mistake)
    told, problems, failed = run()
    assert problems == [f"{model._meta.model_name} {ref} {key}: {said}"]
    assert failed == "The evidence check found 1 problem."
    assert line(told, "all", "figures")[0] == 84
    assert row_of(model, ref, key).get().check_result == said.partition(".")[0]


def test_words_of_an_outcome_that_stand_elsewhere_are_found(copy):
    outcome = Outcome.objects.exclude(stated_as="").order_by("pk").first()
    Outcome.objects.filter(pk=outcome.pk).update(stated_as="words that nobody wrote")
    _, problems, failed = run()
    assert problems == [
        f"outcome {outcome.programme.ref} {outcome.key}: not_found. The words “words that nobody wrote” do not stand "
        f"in paragraph {outcome.paragraph}."
    ]
    assert failed == "The evidence check found 1 problem."


def test_facts_whose_text_is_not_held_are_shown_and_do_not_fail(copy):
    Source.objects.filter(ref="ols-about-us").update(text="", held="")
    BriefFigure.objects.filter(brief__ref="life-sciences-uk", key="companies").update(value=1)
    told, problems, failed = run()
    assert (problems, failed) == ([], "")
    assert line(told, "ols-about-us", "figures") == [0, 0, 0, 0, 0, 5, 0]
    assert line(told, "all", "figures") == [80, 0, 0, 0, 0, 5, 0]
    results = dict(BriefFigure.objects.filter(source__ref="ols-about-us").values_list("key", "check_result"))
    assert results.pop("companies") == "no_text_held"
    assert set(results.values()) == {"verified"}  # found earlier, and nothing about them has changed


def test_a_document_that_is_not_the_one_that_was_read_fails(content, tmp_path):
    (tmp_path / "000_2d0e07f21e2d2deb.txt").write_text("Another text.")
    (tmp_path / "notes.txt").write_text("Nobody names this.")
    told, problems, failed = run("--hold", str(tmp_path))
    assert told[0] == "Not held: no source names notes.txt."
    digest = hashlib.sha256(b"Another text.").hexdigest()
    assert len(problems) == 1
    assert problems[0].startswith(
        f"ols-about-us: 000_2d0e07f21e2d2deb.txt was not held. This file has the SHA-256 {digest}, and the source "
    )
    assert failed == "The evidence check found 1 problem."


def test_a_folder_without_any_document_or_a_register_without_facts_fails(content, tmp_path):
    assert run("--hold", str(tmp_path))[2] == f"No source names a file of {tmp_path} as the one that was read."
    assert run("--hold", str(tmp_path / "none"))[2] == f"{tmp_path / 'none'} is not a folder."
