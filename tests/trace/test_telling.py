"""What an Edit changed, in words: old and new, children named, rows that are gone still called what they were."""

import pytest

from lifesci.trace.acting import Act, acting
from lifesci.trace.csv_lines import csv_lines
from lifesci.trace.edits import last_edit
from lifesci.trace.telling import changes_of
from lifesci.vocabularies.models import Scheme
from organisations.models import Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(record) -> list[tuple]:
    """What the last Edit of a record changed."""
    edit = last_edit(record)
    return [(each.child, each.done, each.field, each.old, each.new) for each in changes_of([edit])[edit.pk]]


def test_an_edit_tells_each_field_before_and_after():
    old, new = (make.OrganisationFactory(name=name) for name in ("Old body", "New body"))
    term = make.TermFactory(scheme=Scheme.SECTOR, code="cells", label="Cells")
    programme = make.ProgrammeFactory(title="Open labs", lead=old, status="running", description="Before.")
    with acting(Act.FORM):
        programme.title, programme.lead, programme.status, programme.description = "Open days", new, "ended", ""
        programme.save()
        programme.sectors.add(term)
    assert told(programme) == [
        ("", "changed", "title", "Open labs", "Open days"),
        ("", "changed", "description", "Before.", ""),
        ("", "changed", "lead organisation", "Old body", "New body"),
        ("", "changed", "status", "Running", "Ended"),
        ("", "changed", "sectors", "", "Cells"),
    ]


def test_dates_are_told_in_words():
    programme = make.ProgrammeFactory(starts="2017-03")
    with acting(Act.FORM):
        programme.starts, programme.ends = "2025-41?", "XXXX-09-27"
        programme.save()
    assert told(programme) == [
        ("", "changed", "start", "March 2017", "the second half of 2025 (inferred)"),
        ("", "changed", "end", "", "27 September (year not given)"),
    ]


def test_children_are_named_whether_added_changed_or_deleted():
    programme = make.ProgrammeFactory()
    with acting(Act.LOAD):
        changed = make.ProgrammeFigureFactory(programme=programme, key="students", value=900)
        deleted = make.StoryStepFactory(story=make.StoryFactory(programme=programme, person="Ada"), text="Began.")
    with acting(Act.FORM):
        changed.value = 950
        changed.save()
        deleted.delete()
        partner = make.PartnershipFactory(
            programme=programme, organisation=make.OrganisationFactory(name="Host"), role="host", source=None,
            paragraph=None, stated_as="", section="",
        )  # fmt: skip
    assert told(programme) == [
        ("partnership Host", "added", "how it is known", "", "Stated by the provider"),
        ("partnership Host", "added", "organisation", "", "Host"),
        ("partnership Host", "added", "role", "", "Host"),
        ("programme figure students", "changed", "value", "900", "950"),
        ("story step", "deleted", "text", "Began.", ""),
    ]
    assert partner.pk


def test_what_was_deleted_since_is_called_what_it_was():
    lead = make.OrganisationFactory(name="Gone body")
    programme = make.ProgrammeFactory(lead=None)
    with acting(Act.FORM):
        programme.lead = lead
        programme.save()
    type(programme).objects.filter(pk=programme.pk).update(lead=None)
    Organisation.objects.filter(pk=lead.pk).delete()
    assert told(programme) == [("", "changed", "lead organisation", "", "Gone body (deleted)")]


@pytest.mark.parametrize("number", [1, 30])
def test_telling_costs_the_same_for_one_edit_and_for_thirty(number, django_assert_max_num_queries):
    edits = []
    for _ in range(number):
        with acting(Act.FORM):
            programme = make.ProgrammeFactory(sectors=[make.TermFactory()])
            make.ProgrammeFigureFactory(programme=programme)
        edits.append(last_edit(programme))
    with django_assert_max_num_queries(20):
        assert len(changes_of(edits)) == number


def test_a_line_of_csv_is_no_formula_and_keeps_its_quotes():
    assert list(csv_lines([("=1+1", " @x", "-3", 'a "b", c', "plain")])) == [
        '\'=1+1,\' @x,\'-3,"a ""b"", c",plain\r\n',
    ]
