"""The last Edit of records, the version a form or file was made from, and what changed since."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lifesci.trace.acting import Act, acting
from lifesci.trace.edits import (
    NotAVersion,
    Version,
    changed_since,
    last_edit,
    last_edits,
    read_version,
    version_of,
    versions_of,
)
from programmes.models import Programme
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_last_edit_counts_the_children(django_assert_num_queries):
    first, second = make.UserFactory(), make.UserFactory()
    with acting(Act.FORM, by=first):
        programme = make.ProgrammeFactory()
        figure = make.ProgrammeFigureFactory(programme=programme)
    with acting(Act.FORM, by=second):
        figure.value = 901
        figure.save()
    with django_assert_num_queries(1):
        edit = last_edit(programme)
        assert (edit.by, edit.act) == (second, "form")
    other = make.ProgrammeFactory()
    with django_assert_num_queries(1):
        assert {key: edit.by for key, edit in last_edits(Programme, [programme.pk, other.pk]).items()} == {
            programme.pk: second,
            other.pk: None,
        }


def test_a_version_is_read_back_as_it_was_written():
    programme = make.ProgrammeFactory()
    version = version_of(programme)
    assert read_version(str(version)) == version
    assert versions_of(Programme, [programme.pk, 0]) == {programme.pk: version}
    assert version_of(Programme(pk=0)) == Version(0, 0)


@pytest.mark.parametrize("text", ["", "1", "1.", ".1", "a.b", "1.2.3", "-1.2", "١.٢"])
def test_a_text_that_is_no_version_is_refused(text):
    with pytest.raises(NotAVersion):
        read_version(text)


def test_changed_since_lists_what_came_after_a_version_or_a_moment():
    programme = make.ProgrammeFactory()
    then, moment = version_of(programme), timezone.now()
    assert changed_since(programme, then) == []
    with acting(Act.FORM):
        make.OutcomeFactory(programme=programme)
    assert [edit.act for edit in changed_since(programme, then)] == ["form"]
    assert [edit.act for edit in changed_since(programme, moment)] == ["form"]
    assert changed_since(programme, timezone.now() + timedelta(seconds=1)) == []
    assert changed_since(programme, version_of(programme)) == []
