"""What records are called, those that are gone by their last Edition."""

import pytest

from lifesci.editions.called import Called, called
from lifesci.editions.withdraw import withdraw
from tests.site import documents as made

pytestmark = pytest.mark.django_db


def test_records_are_called_what_they_say_now_or_said_last(django_assert_num_queries):
    made.publish(made.programme("lab", title="Lab"), made.programme("gone", title="Once"), made.organisation("lab"))
    made.publish(
        made.programme("lab", title="Laboratory", summary="For schools."), made.programme("gone", title="Last")
    )
    with django_assert_num_queries(1):
        assert called([("programme", "lab"), ("programme", "lab")]) == {
            ("programme", "lab"): Called("Laboratory", "For schools.")
        }
    withdraw("programme", "gone", reason="It ended.")
    asked = [("programme", "lab"), ("programme", "gone"), ("programme", "never"), ("term", "region/wales")]
    with django_assert_num_queries(2):
        found = called(asked)
    assert {record: each.title for record, each in found.items()} == {
        ("programme", "lab"): "Laboratory",
        ("programme", "gone"): "Last",
    }


def test_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert called([]) == {}
