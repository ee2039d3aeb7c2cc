"""The change log counts without gaps, also when two publish at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from lifesci.editions.issue import Overtaken, Unchanged, issue
from lifesci.editions.log import NotInTransaction, hold_log
from lifesci.editions.models import Change
from lifesci.editions.vocabulary import save_word
from lifesci.vocabularies.models import Term
from tests.editions.bodies import programme


def in_threads(work, arguments):
    def run(argument):
        try:
            return work(argument)
        except (Overtaken, Unchanged) as refused:
            return type(refused).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(run, arguments))


def needs_shared_database():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads do not share a database in memory; run with a file or on PostgreSQL")


@pytest.mark.django_db(transaction=True)
def test_the_log_is_not_written_outside_a_transaction():
    with pytest.raises(NotInTransaction):
        hold_log()


@pytest.mark.django_db(transaction=True)
def test_many_publishers_leave_no_gap():
    needs_shared_database()
    in_threads(lambda n: issue(programme(ref=f"p{n}", title=f"P {n}")), range(20))
    assert list(Change.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_of_one_record_one_wins_and_the_other_is_told():
    needs_shared_database()
    issue(programme())
    answers = in_threads(lambda title: issue(programme(title=title), after=1), ["One", "Two"])
    assert sum(answer == "Overtaken" for answer in answers) == 1
    assert Change.objects.count() == 2


@pytest.mark.django_db
def test_saving_a_term_is_in_the_log():
    change = save_word(Term(scheme="region", code="wales", label="Wales"))
    assert (change.sequence, change.kind, change.ref, change.action) == (1, "term", "region/wales", "saved")
