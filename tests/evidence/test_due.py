"""Facts grow old: which are due to be looked up again, and since when."""

from datetime import date

import pytest

from lifesci.evidence.due import due
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_facts_are_due_on_their_day_or_a_year_after_their_check():
    for key, review_on, checked_on in (
        ("named-day", TODAY, TODAY),
        ("later", date(2026, 11, 23), date(2020, 1, 1)),
        ("old-check", None, date(2025, 11, 22)),
        ("fresh-check", None, date(2025, 11, 23)),
        ("never-checked", None, None),
    ):
        make.ProgrammeFigureFactory(key=key, review_on=review_on, checked_on=checked_on)
    make.OutcomeFactory(key="outcome", review_on=date(2026, 1, 1))
    found = [(each.fact.key, each.since) for each in due(TODAY)]
    assert found == [("outcome", date(2026, 1, 1)), ("named-day", TODAY), ("old-check", TODAY)]
    assert due(date(2025, 1, 1)) == []
