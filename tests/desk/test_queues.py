"""The pages of the queues of evidence: what waits, with its record, its words and its way on, and for whom."""

from datetime import date

import pytest

from lifesci.evidence.models import CheckResult
from organisations.models import Organisation
from programmes.models import Programme
from tests import factories as make
from tests.desk.addresses import address

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


def page(client, code, **query):
    """The page of one queue."""
    answer = client.get(address("evidence", "queue", code), query)
    assert answer.status_code == 200
    return answer


def lines(answer):
    """What the lines of a page say: words, record, why, since; a list of them for each place in the queue."""
    return [
        [(each.words, str(each.record), each.why, each.since) for each in group] for group in answer.context["groups"]
    ]


@pytest.fixture
def failing():
    """A figure that states another number than the text that is held."""
    source = make.SourceFactory(ref="annex", title="Annex", text="About 900 students.\n", held="plain")
    programme = make.ProgrammeFactory(ref="outreach", title="Outreach")
    return make.ProgrammeFigureFactory(
        programme=programme, source=source, value=950, qualifier="about", paragraph=1, stated_as="About 900 students",
        check_result=CheckResult.OTHER_VALUE, checked_on=DAY,
    )  # fmt: skip


def test_a_failing_fact_stands_with_its_record_its_words_and_why(curator, failing):
    answer = page(curator, "failing")
    why = "Paragraph 1 states “900”; the figure says 950."
    assert lines(answer) == [[("about 950 students, in total to date", "Outreach", why, DAY)]]
    told = answer.content.decode()
    assert f'href="{address("programmes_programme", "change", failing.programme_id)}#figures-group"' in told
    assert f'href="{address("evidence_source", "text", failing.source_id)}#paragraph-1"' in told
    assert "<q>About 900 students</q>" in told
    assert "The words state another value" in told


def test_facts_without_evidence_and_due_facts_have_their_pages(curator, failing):
    make.OutcomeFactory(programme=failing.programme, statement="They dare more.", source=None, review_on=DAY,
                        paragraph=None, stated_as="")  # fmt: skip
    assert [[each[:3] for each in group] for group in lines(page(curator, "without-evidence"))] == [
        [("They dare more.", "Outreach", "It names no source.")]
    ]
    named = "A curator named this day to look it up again."
    assert lines(page(curator, "due")) == [[("They dare more.", "Outreach", named, DAY)]]


def test_figures_that_differ_stand_together(curator, failing):
    make.ProgrammeFigureFactory(programme=failing.programme, value=800, qualifier="about", measure=failing.measure)
    (group,) = lines(page(curator, "sources-differ"))
    assert [words for words, *_ in group] == [
        "about 950 students, in total to date",
        "about 800 students, in total to date",
    ]


def test_empty_queues_say_so_and_an_unknown_one_is_not_found(curator):
    for code in ("failing", "without-evidence", "due", "sources-differ"):
        assert "Nothing waits here." in page(curator, code).content.decode()
    assert curator.get(address("evidence", "queue", "other")).status_code == 404


def test_facts_show_to_those_alone_who_may_see_their_record_and_texts_to_those_who_may_read_them(sign_in, failing):
    editor = sign_in("view_programme")
    told = page(editor, "failing").content.decode()
    assert "Outreach" in told
    assert "/text/" not in told
    assert lines(page(sign_in("view_organisation"), "failing")) == []
    assert sign_in("view_term").get(address("evidence", "queue", "failing")).status_code == 403


def test_a_page_of_a_queue_costs_the_same_for_one_fact_and_for_sixty(curator, failing, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(40) as asked:
            page(curator, "due")
        return len(asked)

    def add(count, start):
        for number in range(start, start + count):
            make.ProgrammeFigureFactory(key=f"due-{number}", review_on=DAY)
            make.OrganisationFigureFactory(key=f"due-{number}", review_on=DAY)

    add(1, 0)
    page(curator, "due")
    one = cost()
    add(30, 1)
    assert cost() == one
    assert (Programme.objects.count(), Organisation.objects.count()) == (32, 31)
    assert len(lines(page(curator, "due"))) == 50
    assert len(lines(page(curator, "due", p=2))) == 12
