"""Totals that publishing would move: what is foretold is what is found afterwards."""

import pytest

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.sources import publish_source
from programmes.admin import ProgrammeAdmin
from programmes.publish import publish_programme
from programmes.totals.moving import NO_MORE, NONE_YET, moved_totals
from tests import factories as make

pytestmark = pytest.mark.django_db


def foretold(programme):
    """The totals that move, before and after."""
    draft = draft_of(ProgrammeAdmin.acts, type(programme), programme.pk)
    return [(each.before, each.after) for each in moved_totals(draft.numbered)]


def programme(source, **figure):
    """A programme with one figure of students."""
    record = make.ProgrammeFactory()
    make.ProgrammeFigureFactory(programme=record, source=source, key="students", **figure)
    return record


@pytest.fixture
def source(db):
    """A published source."""
    source = make.SourceFactory()
    publish_source(source, by=None)
    return source


def test_totals_move_as_foretold(source):
    one = programme(source, value=100, qualifier="exactly")
    first = "100 students, in total to date, stated by 1 programme"
    assert foretold(one) == [(NONE_YET, first)]
    publish_programme(one, by=None)
    assert foretold(one) == []
    two = programme(source, value=20, qualifier="about")
    both = "about 120 students, in total to date, stated by 2 programmes"
    twice = f"{both}; anyone who took part in two is counted twice"
    assert foretold(two) == [(first, twice)]
    publish_programme(two, by=None)
    one.figures.update(value=200)
    assert foretold(one) == [(twice, twice.replace("120", "220"))]
    one.figures.all().delete()
    assert foretold(one) == [(twice, "about 20 students, in total to date, stated by 1 programme")]
    two.figures.all().delete()
    publish_programme(one, by=None)
    assert foretold(two) == [("about 20 students, in total to date, stated by 1 programme", NO_MORE)]


def test_a_strand_that_its_programme_counts_moves_no_value(source):
    parent = programme(source, value=100, qualifier="exactly")
    publish_programme(parent, by=None)
    strand = programme(source, value=40, qualifier="exactly")
    strand.parent = parent
    strand.save()
    total = "100 students, in total to date, stated by 1 programme"
    assert foretold(strand) == [(total, f"{total}; 1 figure is left out")]
